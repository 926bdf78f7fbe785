"""The roster of a year: opened once from the tree, then kept by the register's actions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.jobs.outbox import handles, promise
from jieneng.core.orgs import headcounts
from jieneng.core.orgs.models import Organization, RosterEntry

_BATCH = 5_000
_FROM_THE_END = "~"  # behind every path
_SAID = ("region_code", "kind", "level", "category", "affiliation")
_STANDING = ("path", "depth", *_SAID)


def entry_of(organization: Organization, year: int) -> RosterEntry:
    """An unsaved entry: the organisation as it stands now."""
    return RosterEntry(
        year=year,
        organization=organization,
        path=organization.path,
        depth=organization.depth,
        region_code=organization.region_id or "",
        kind=organization.kind,
        level=organization.level,
        category=organization.category,
        affiliation=organization.affiliation,
    )


def open_year(year: int) -> int:
    """Enter every open organisation that is not in the year's roster yet; gives how many were entered.

    Batch by batch, the roots last: a root in the roster says that the year is open.
    """
    n, rest = 0, _FROM_THE_END
    while rest:
        with transaction.atomic():
            n, rest = _enter_some(year, n, rest)
    return n


def promise_year(year: int, *, now: datetime) -> None:
    """Have the roster of a year opened outside this transaction: for a nation that is too much for a request."""
    if not is_open(year):
        _promise_some({"year": year, "n": 0, "rest": _FROM_THE_END}, now)


def is_open(year: int) -> bool:
    """Whether the whole tree has been entered: the root comes last."""
    return RosterEntry.objects.filter(year=year, depth=1).exists()


@handles("orgs.open_year")
def _go_on_opening(left: Mapping[str, Any]) -> None:
    """One batch, and the promise of the next."""
    n, rest = _enter_some(left["year"], left["n"], left["rest"])
    if rest:
        _promise_some({"year": left["year"], "n": n, "rest": rest}, timezone.now())


def _promise_some(left: Mapping[str, Any], now: datetime) -> None:
    promise("orgs.open_year", f"roster {left['year']} {left['rest']}", left, due_at=now)


def _enter_some(year: int, n: int, rest: str) -> tuple[int, str]:
    """Enter a batch of those before the path `rest`; gives how many there are by now, and the path to go on from.

    With the last batch, whose path is empty, the opening is written down.
    """
    absent = Organization.objects.open().exclude(roster_entries__year=year).filter(path__lt=rest).order_by("-path")
    batch = list(absent[:_BATCH])
    n += enter([entry_of(organization, year) for organization in batch])
    if len(batch) == _BATCH:
        return n, batch[-1].path
    root = Organization.objects.filter(depth=1).first()
    if n and root:
        record(None, "register.open_year", root, changes={"year": year, "n": n})
    return n, ""


def keep_open(now: datetime) -> int:
    """Open this year's roster if nobody has; called by a loop, so that a new year needs no one to think of it."""
    year = timezone.localdate(now).year
    if is_open(year) or not Organization.objects.exists():
        return 0
    return open_year(year)


@transaction.atomic
def enter(entries: Iterable[RosterEntry]) -> int:
    """Add entries to the roster and to the headcounts."""
    made = RosterEntry.objects.bulk_create(entries)
    headcounts.count_in(made)
    return len(made)


def enter_new(organizations: Iterable[Organization], today: date) -> None:
    """New organisations count from this year on, and in every later year whose roster is open already."""
    organizations = list(organizations)
    for year in years_from(today):
        enter([entry_of(organization, year) for organization in organizations])


def years_from(today: date) -> list[int]:
    """This year and the later ones whose roster is open."""
    return [today.year, *(year for year in years() if year > today.year)]


def years() -> list[int]:
    """The years that have a roster. One look-up a year: DISTINCT would walk every entry of the nation."""
    found: list[int] = []
    while year := RosterEntry.objects.filter(year__gt=found[-1] if found else 0).aggregate(Min("year"))["year__min"]:
        found.append(year)
    return found


def take_out(organization: Organization, today: date) -> None:
    """A closed organisation leaves the rosters of the years to come; what it reported before stays counted."""
    gone = list(RosterEntry.objects.filter(organization=organization, year__gt=today.year))
    headcounts.count_in(gone, sign=-1)
    RosterEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    RosterEntry.objects.filter(organization=organization, year__lte=today.year).update(has_left=True)


def rewrite(organization: Organization, today: date) -> None:
    """The rosters of this year and of the later ones follow what is said of an organisation, not where it stands.

    Its place in them is a matter of moving. An answer that was handed in before keeps the category it counts in.
    """
    entries = list(RosterEntry.objects.filter(year__gte=today.year, organization=organization).order_by("year"))
    headcounts.count_in(entries, sign=-1)
    for entry in entries:
        now = entry_of(organization, entry.year)
        for name in _SAID:
            setattr(entry, name, getattr(now, name))
        entry.save(update_fields=_SAID)
    headcounts.count_in(entries)


def mark_moved(path: str, today: date) -> None:
    """Those at and below a path have come there today: in the rosters so far they stand where they were."""
    moved = Organization.objects.filter(paths.within(path)).values("pk")
    RosterEntry.objects.filter(organization__in=moved, year__lte=today.year).update(has_left=True)


def place_of(organization: Organization, year: int) -> str:
    """The path at which an organisation, and all below it, is counted in a year: a move since does not matter."""
    return places_of(organization, [year])[year]


def places_of(organization: Organization, asked: Iterable[int]) -> dict[int, str]:
    """The same for many years; one query, and read once for an instance."""
    wanted, known = set(asked), organization.counted_at or {}
    if unknown := wanted - set(known):
        entered = RosterEntry.objects.filter(organization=organization, year__in=unknown).values_list("year", "path")
        organization.counted_at = known = known | dict(entered)
    return {year: known.get(year, organization.path) for year in wanted}


def entry_for(organization: Organization, year: int) -> RosterEntry:
    """How the organisation stands in the statistics of a year; entered now if nobody has done it yet."""
    now = entry_of(organization, year)
    standing = {name: getattr(now, name) for name in _STANDING}
    entry, is_new = RosterEntry.objects.get_or_create(year=year, organization=organization, defaults=standing)
    if is_new:
        headcounts.count_in([entry])
    return entry
