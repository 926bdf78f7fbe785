"""Keep what people have put right in a reading, and hand it out as examples for the next reader."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.apps.notices.models import ReadingCorrection, UpperNotice
from jieneng.apps.notices.queries.corrections import latest_below
from jieneng.apps.notices.reading.corrected import corrected
from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

_FETCHED_WITHIN = timedelta(minutes=15)
_DEED = "reader.export"


def keep_corrections(upper: UpperNotice) -> None:
    """The corrections of a reading as they stand now; part of the action that decides, and of its audit entry."""
    moment = timezone.now()
    found = corrected(upper.text, upper.reading, upper.decisions)
    ReadingCorrection.objects.filter(upper=upper).delete()
    reader = str(upper.reading.get("reader", ""))
    ReadingCorrection.objects.bulk_create(
        ReadingCorrection(
            upper=upper,
            place=each.place,
            field=each.field,
            read=each.read,
            right=each.right,
            passage=each.passage,
            reader=reader,
            at=moment,
        )
        for each in found
    )


@transaction.atomic
def export(at: Organization, *, by: Any) -> Entry:
    """Write down that somebody takes the corrections away; the file itself is then fetched by this entry."""
    require(by, at, _DEED)
    return record(by, _DEED, at, changes={"n": len(latest_below(at.path))}, at=at)


def exported(pk: int, at: Organization, now: datetime, *, by: Any) -> list[dict[str, str]]:
    """The examples of an export of one's own, for a quarter of an hour: field, text, read, right."""
    require(by, at, _DEED)
    if not Entry.objects.filter(pk=pk, action=_DEED, person=by, at__gte=now - _FETCHED_WITHIN).exists():
        raise Refused("export-expired")
    rows = latest_below(at.path)
    return [{"field": row.field, "text": row.passage, "read": row.read, "right": row.right} for row in rows]
