"""Remind those who have not reported: one row, whoever and however many they are."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.collections.models import Collection, Reminder
from jieneng.core.collections.queries.board import n_missing
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

PAUSE = timedelta(hours=2)


def reminded_lately(collection: Collection, at: Organization, *, under: Organization, now: datetime) -> Reminder | None:
    """The reminder after which the next one to the same place has to wait; None when one may be sent."""
    sent = Reminder.objects.filter(collection=collection, organization=at, under=under.path)
    return sent.filter(at__gt=now - PAUSE).first()


@transaction.atomic
def remind(
    collection: Collection, at: Organization, *, under: Organization, text: str, by: Any, now: datetime
) -> Reminder:
    """Remind everyone at or below `under` who has not reported yet; they find it in their agenda."""
    require(by, at, "report.remind")
    if not paths.is_within(under.path, at.path):
        raise Refused("nobody-to-remind")
    if reminded_lately(collection, at, under=under, now=now):
        raise Refused("reminded-lately", name=under.name, after="两小时")
    n = n_missing(collection, under)
    if n <= 0:
        raise Refused("nobody-to-remind")
    reminder = Reminder.objects.create(
        collection=collection,
        organization=at,
        org_path=at.path,
        under=under.path,
        text=text.strip()[:500],
        n_missing=n,
        by=by,
        at=now,
    )
    record(by, "report.remind", collection, changes={"under": under.name, "n": n}, at=at)
    return reminder
