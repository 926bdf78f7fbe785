"""Remind those who have not replied: one row, whoever and however many they are."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.models import ReplyReminder, Session
from jieneng.apps.attendance.queries.replies import n_missing
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused

PAUSE = timedelta(hours=2)


@transaction.atomic
def remind(session: Session, text: str, *, by: Any, now: datetime) -> ReplyReminder:
    """Remind everybody who is invited and has not replied; they find it in their agenda."""
    require(by, session.organization, "attendance.hold")
    session = (
        Session.objects.select_for_update(no_key=True, of=("self",)).select_related("organization").get(pk=session.pk)
    )
    if not session.is_open or not session.has_seats:
        raise Refused("session-closed", title=str(session))
    if session.reminders.filter(at__gt=now - PAUSE).exists():
        raise Refused("reminded-lately", name=session.organization.name, after="两小时")
    n = n_missing(session)
    if n <= 0:
        raise Refused("nobody-to-remind")
    organization = session.organization
    made = ReplyReminder.objects.create(
        session=session,
        organization=organization,
        org_path=organization.path,
        text=text.strip()[:500],
        n_missing=n,
        by=by,
        at=now,
    )
    record(by, "attendance.remind", session, changes={"n": n})
    return made
