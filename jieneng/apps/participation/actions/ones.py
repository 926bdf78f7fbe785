"""The five ones (五个一): each is done once; who has done all five is counted on that day."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from jieneng.apps.participation.counting import FIVE_ONES, at, count, one_item
from jieneng.apps.participation.models import OneDone, Volunteer
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.volunteers import five_ones
from jieneng.ui.refusals import Refused


@transaction.atomic
def enter(volunteer: Volunteer, one: str, note: str, *, on: date, by: Any, now: datetime) -> OneDone:
    """An organisation enters what its volunteer has done away from the posts."""
    require(by, volunteer.organization, "participation.take_part")
    if one not in five_ones():
        raise Refused("one-unknown")
    if not note.strip():
        raise Refused("reason-missing", what="说明")
    if not in_beijing(volunteer.drive.opens_at).date() <= on <= in_beijing(now).date():
        raise Refused("one-day", start=volunteer.drive.opens_at)
    made = do(volunteer, one, note, on=on, by=by, now=now)
    if made is None:
        raise Refused("one-done", label=five_ones()[one].label)
    return made


def do(volunteer: Volunteer, one: str, note: str, *, on: date, by: Any, now: datetime) -> OneDone | None:
    """Count one of the five, in the caller's transaction; None where it was done before."""
    rows = Volunteer.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("drive__activity__campaign").get(pk=volunteer.pk)
    activity = found.drive.activity
    made, is_new = OneDone.objects.get_or_create(
        volunteer=found,
        one=one,
        defaults={
            "note": note.strip()[:100],
            "by": by,
            "at": now,
            "route": found.route,
            "category": found.category,
            "day": on,
        },
    )
    if not is_new:
        return None
    count(activity, made, {one_item(one): 1})
    if found.five_on is None and found.ones.count() == len(five_ones()):
        found.five_on = in_beijing(now).date()
        found.save(update_fields=["five_on"])
        at(activity, found.five_on, found, {FIVE_ONES: 1})
    record(by, "participation.one", found)
    return made
