"""The roster of a year: opened once from the tree, then kept by the register's actions."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from jieneng.core.orgs import headcounts
from jieneng.core.orgs.models import Organization, RosterEntry

_BATCH = 5_000
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
    missing = Organization.objects.open().exclude(roster_entries__year=year).order_by("-path")
    n, batch = 0, []
    for organization in missing.iterator(chunk_size=_BATCH):
        batch.append(entry_of(organization, year))
        if len(batch) == _BATCH:
            n += enter(batch)
            batch = []
    return n + enter(batch)


def keep_open(now: datetime) -> int:
    """Open this year's roster if nobody has; called by a loop, so that a new year needs no one to think of it."""
    year = timezone.localdate(now).year
    if RosterEntry.objects.filter(year=year, depth=1).exists() or not Organization.objects.exists():
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


def entry_for(organization: Organization, year: int) -> RosterEntry:
    """How the organisation stands in the statistics of a year; entered now if nobody has done it yet."""
    now = entry_of(organization, year)
    standing = {name: getattr(now, name) for name in _STANDING}
    entry, is_new = RosterEntry.objects.get_or_create(year=year, organization=organization, defaults=standing)
    if is_new:
        headcounts.count_in([entry])
    return entry
