"""The low-energy day: what an organisation did, who took part, what its meter says; entered anew it is put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import require_taking
from jieneng.apps.participation.counting import count, of_entry
from jieneng.apps.participation.models import MeasureDone, MeterReading, ShortageDay, ShortageEntry
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import day_cn, in_beijing, is_workday
from jieneng.engine.saving import Metered, comparable_days, is_alike, saving
from jieneng.rulebook import workday_overrides
from jieneng.rulebook.shortage import reading_limits
from jieneng.ui.refusals import Refused

TAKE_PART = "participation.take_part"
_MOST_PEOPLE, _MOST_RATIO = 1_000_000, 20_000


@dataclass(frozen=True)
class Entered:
    """What is entered. `done`: hours by measure, None where none are asked. `metered`: by day, in Beijing hours."""

    people: int
    done: Mapping[str, Decimal | None]
    metered: Mapping[date, Metered]
    ratio: int = 1


@transaction.atomic
def enter(
    day: ShortageDay, organization: Organization, said: Entered, *, edit_no: int, by: Any, now: datetime
) -> ShortageEntry:
    """The entry of an organisation; `edit_no` is -1 as long as it has none."""
    require(by, organization, TAKE_PART)
    require_taking(day, organization, now)
    _require_sense(day, said, now)
    found = ShortageEntry.objects.select_for_update(no_key=True, of=("self",))
    row = found.filter(shortage=day, organization=organization).first()
    if (row.edit_no if row else -1) != edit_no:
        raise Refused("stale-form")
    before = of_entry(row) if row else {}
    row = row or _new(day, organization)
    measured = saving(day.on, said.metered)
    row.people, row.ratio, row.n_measures = said.people, said.ratio, len(said.done)
    row.hours = sum((hours for hours in said.done.values() if hours is not None), Decimal(0))
    row.saved_kwh = measured.saved if measured else None
    row.by, row.at, row.edit_no = by, now, edit_no + 1
    with once("stale-form"):
        row.save()
    _keep(row, said)
    after = of_entry(row)
    change = {item: after.get(item, 0) - before.get(item, 0) for item in {**before, **after}}
    count(day.activity, row, {item: n for item, n in change.items() if n})
    record(by, "participation.enter_shortage", row, changes={"n": row.n_measures}, at=organization)
    return row


def _new(day: ShortageDay, organization: Organization) -> ShortageEntry:
    place = place_of(organization, day.activity.campaign.year)
    return ShortageEntry(
        shortage=day, organization=organization, org_path=organization.path, day=day.on, **place._asdict()
    )


def _keep(row: ShortageEntry, said: Entered) -> None:
    """The lines below it, written anew."""
    row.done.all().delete()
    row.readings.all().delete()
    MeasureDone.objects.bulk_create(
        MeasureDone(entry=row, measure=code, hours=hours) for code, hours in said.done.items()
    )
    MeterReading.objects.bulk_create(
        MeterReading(
            entry=row,
            on=on,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            start_kwh=one.start_kwh,
            end_kwh=one.end_kwh,
        )
        for on, one in said.metered.items()
    )


def _require_sense(day: ShortageDay, said: Entered, now: datetime) -> None:
    if in_beijing(now).date() < day.on:
        raise Refused("shortage-not-yet", day=day_cn(day.on))
    if not 0 < said.people <= _MOST_PEOPLE:
        raise Refused("shortage-people")
    if not said.done:
        raise Refused("shortage-nothing")
    if not 0 < said.ratio <= _MOST_RATIO:
        raise Refused("shortage-ratio", limit=_MOST_RATIO)
    known = {one.code: one for one in day.checklist}
    for code, hours in said.done.items():
        if code not in known:
            raise Refused("shortage-measure")
        if known[code].hours != (hours is not None) or (hours is not None and not 0 < hours <= 24):
            raise Refused("shortage-hours", measure=known[code].label)
    _require_readings(day, said.metered)


def _require_readings(day: ShortageDay, metered: Mapping[date, Metered]) -> None:
    limits = reading_limits()
    before = comparable_days(day.on, limits.weeks)
    for on, one in metered.items():
        what = day_cn(on)
        if on != day.on and on not in before:
            raise Refused("reading-day", day=what)
        hours = one.ends_at - one.starts_at
        shortest, longest = timedelta(hours=limits.shortest_hours), timedelta(hours=limits.longest_hours)
        if in_beijing(one.starts_at).date() != on or not shortest <= hours <= longest:
            raise Refused("reading-hours", day=what, least=limits.shortest_hours, most=limits.longest_hours)
        if one.end_kwh < one.start_kwh or one.start_kwh < 0:
            raise Refused("reading-backwards", day=what)
    if day.on in metered:
        _require_alike(metered[day.on], [(on, metered[on]) for on in before if on in metered], day.on)


def _require_alike(here: Metered, before: Sequence[tuple[date, Metered]], on: date) -> None:
    """A working day is compared with working days, and over the same hours."""
    limits, overrides = reading_limits(), workday_overrides()
    for other_on, other in before:
        if is_workday(other_on, overrides) != is_workday(on, overrides):
            raise Refused("reading-holiday", day=day_cn(other_on))
        if not is_alike(here, other, timedelta(minutes=limits.apart_minutes)):
            raise Refused("reading-apart", day=day_cn(other_on), limit=limits.apart_minutes)
