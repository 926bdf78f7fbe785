"""What the platform itself counts of an activity (平台计数): per organisation and day, without anybody typing.

An app that carries part of an activity calls `tally` inside its action's transaction; the change is folded like every
other one, so no action waits for a shared row. The organisation itself is the last node of the route: what it comes to
alone can be read as well as what its level does. Each app names a witness, which counts the same again from its rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.db.models.functions import Length

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, ActivityDay
from jieneng.core.facts import deltas, verify
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Cell, Series
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.engine.quantities import scale, unscale
from jieneng.rulebook import tallies

Change = Mapping[str, int | Decimal]
_SERIES = "SELECT series_id FROM campaigns_activityday WHERE activity_id = %s AND day = %s"


class Place(NamedTuple):
    """Where something counts: path and category of the organisation in the year's roster. Rows that count keep it."""

    route: str
    category: str


@dataclass(frozen=True)
class Tallied:
    """What one row of an app counts, as its witness gives it."""

    activity_id: int
    day: date
    place: Place
    change: Change


@dataclass(frozen=True)
class Standing:
    """What has been counted, by item; `as_of` is how old it is, None as long as nothing was folded."""

    values: Mapping[str, Decimal | int]
    as_of: datetime | None = None


def place_of(organization: Organization, year: int) -> Place:
    """Where what an organisation does in a campaign of that year counts; one that is not on the roster, where it is."""
    entry = RosterEntry.objects.filter(year=year, organization=organization).values_list("path", "category").first()
    return Place(*entry) if entry else Place(organization.path, organization.category)


def tally(activity: Activity, day: date, place: Place, change: Change) -> None:
    """Add to what is counted of an activity on a day, in the caller's transaction; negative takes back.

    Items are those of rulebook/tallies.yaml for the activity's kind. Raises ValueError for any other, and for a number
    with more decimals than its item has.
    """
    amounts = _amounts(activity.kind, change)
    deltas.append(_series(activity, day), place.route, place.category, before=Amounts(), after=amounts)


def register(witness: Callable[[], Iterable[Tallied]]) -> None:
    """Name the rows behind an app's tallies; called from its `ready`. `facts verify` adds them up again."""

    def contributions() -> Iterator[verify.Contribution]:
        series: dict[tuple[int, date], tuple[int, str]] = {
            (row.activity_id, row.day): (row.series_id, row.activity.kind)
            for row in ActivityDay.objects.select_related("activity").iterator(chunk_size=2_000)
        }
        for row in witness():
            number, kind = series.get((row.activity_id, row.day), (0, ""))
            amounts = _amounts(kind, row.change) if kind else Amounts({"day without a series": 1})
            yield verify.Contribution(number, *row.place, amounts)

    verify.register(contributions)


def tallied(activities: Iterable[int], nodes: Iterable[str]) -> dict[str, dict[int, Standing]]:
    """What each of the activities (ids) has come to at each node and below it, as it is folded; two queries."""
    asked = list(activities)
    return at_nodes(asked, _series_of(asked), nodes)


def tallied_alone(activities: Iterable[int], node: str) -> dict[int, Standing]:
    """What the organisation at a node has come to itself, without those below it; three queries."""
    asked = list(activities)
    return alone(asked, _series_of(asked), node)


def at_nodes(asked: list[int], of: Mapping[int, int], nodes: Iterable[str]) -> dict[str, dict[int, Standing]]:
    """The same for whoever knows which activity each series belongs to (`of`); no query where nothing is counted."""
    found: dict[str, list[Cell]] = {node: [] for node in nodes}
    for cell in Cell.objects.filter(series__in=list(of), node__in=list(found)) if of else ():
        found[cell.node].append(cell)
    return {node: _standings(asked, of, cells) for node, cells in found.items()}


def at_categories(asked: list[int], of: Mapping[int, int], node: str) -> dict[str, dict[int, Standing]]:
    """What each activity has come to at a node, by the categories of the organisations; no query where nothing is
    counted."""
    found: dict[str, list[Cell]] = {}
    for cell in Cell.objects.filter(series__in=list(of), node=node) if of else ():
        found.setdefault(cell.category, []).append(cell)
    return {category: _standings(asked, of, cells) for category, cells in found.items()}


def alone(asked: list[int], of: Mapping[int, int], node: str) -> dict[int, Standing]:
    """The same of the organisation itself."""
    cells = Cell.objects.filter(series__in=list(of)).annotate(n=Length("node"))
    below = cells.filter(paths.below(node, "node"), n=len(node) + paths.STEP) if of else ()
    whole, others = _standings(asked, of, cells.filter(node=node) if of else ()), _standings(asked, of, below)
    return {pk: Standing(_minus(whole[pk].values, others[pk].values), whole[pk].as_of) for pk in asked}


def by_day(activity: Activity, node: str) -> dict[date, Mapping[str, Decimal | int]]:
    """What an activity has come to at a node, day by day."""
    days = list(ActivityDay.objects.filter(activity=activity))
    cells = Cell.objects.filter(series__in=[row.series_id for row in days], node=node)
    found: dict[int, Amounts] = {}
    for cell in cells:
        found.setdefault(cell.series_id, Amounts()).add_raw({}, cell.sums)
    return {row.day: _values(found[row.series_id]) for row in days if row.series_id in found}


def latest(activities: Iterable[int]) -> datetime | None:
    """The moment up to which anything of these activities is folded."""
    series = ActivityDay.objects.filter(activity__in=list(activities)).values("series")
    return Cell.objects.filter(series__in=series).aggregate(at=Max("as_of"))["at"]


def _series_of(activities: Iterable[int]) -> dict[int, int]:
    """The series of all days of the activities: which one of them each belongs to."""
    return dict(ActivityDay.objects.filter(activity__in=activities).values_list("series_id", "activity_id"))


def _standings(asked: Iterable[int], of: Mapping[int, int], cells: Iterable[Cell]) -> dict[int, Standing]:
    amounts = {pk: Amounts() for pk in asked}
    ages: dict[int, datetime] = {}
    for cell in cells:
        pk = of[cell.series_id]
        amounts[pk].add_raw({}, cell.sums)
        ages[pk] = max(ages.get(pk, cell.as_of), cell.as_of)
    return {pk: Standing(_values(amounts[pk]), ages.get(pk)) for pk in asked}


def _amounts(kind: str, change: Change) -> Amounts:
    amounts = Amounts()
    for item, number in change.items():
        known = tallies().get(item)
        if known is None or item.partition(".")[0] != kind:
            raise ValueError(f"{item} is not counted of {kind}: see rulebook/tallies.yaml")
        amounts.sums[item] = [scale(Decimal(number), known.decimals), 0, 0, 0]
    return amounts


def _values(amounts: Amounts) -> dict[str, Decimal | int]:
    return {item: _value(sum_[0], tallies()[item].decimals) for item, sum_ in amounts.sums.items()}


def _value(scaled: int, decimals: int) -> Decimal | int:
    return unscale(scaled, decimals) if decimals else scaled


def _minus(whole: Mapping[str, Decimal | int], others: Mapping[str, Decimal | int]) -> dict[str, Decimal | int]:
    return {item: left for item, number in whole.items() if (left := number - others.get(item, 0))}


def _series(activity: Activity, day: date) -> int:
    """The series of an activity's day; made by whoever counts first on it."""
    with connection.cursor() as cursor:  # asked by everything that counts, so without the cost of a queryset
        cursor.execute(_SERIES, [activity.pk, connection.ops.adapt_datefield_value(day)])
        if found := cursor.fetchone():
            return int(found[0])
    try:
        with transaction.atomic():
            campaign = activity.campaign
            series = Series.objects.create(
                kind="activity",
                name=f"{activity.title} {day}"[:200],
                year=campaign.year,
                root_path=campaign.org_path,
                decimals={},
            )
            ActivityDay.objects.create(activity=activity, day=day, series=series)
    except IntegrityError:  # somebody else has counted first, this very moment
        return ActivityDay.objects.get(activity=activity, day=day).series_id
    return series.pk
