"""Take the roster away: written down first, then handed out to that person for some minutes."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.models import Registration, Session
from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import require

_HANDED_OUT = timedelta(minutes=10)


@transaction.atomic
def export_roster(session: Session, *, by: Any) -> Entry:
    """Write down that the roster is taken away, with how many names."""
    require(by, session.organization, "attendance.hold")
    n = Registration.objects.seated().filter(session=session).count()
    return record(by, "attendance.roster", session, changes={"n": n})


def is_exported(session: Session, number: int, *, by: Any, now: datetime) -> bool:
    """Whether this entry is an export of this roster by this person, a moment ago."""
    rows = Entry.objects.filter(pk=number, person=by, action="attendance.roster", thing_id=str(session.pk))
    return rows.filter(at__gt=now - _HANDED_OUT).exists()
