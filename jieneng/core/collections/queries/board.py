"""How complete a collection is: one row for each part below a node, from counters and headcounts only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jieneng.core import paths
from jieneng.core.collections.contribution import HANDED_IN, contribution
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.collections.queries.missing import gone
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.descent import levels
from jieneng.core.facts.totals import Total, totals, totals_at
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.headcounts import expected, expected_by_each
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.orgs.roster import place_of, places_of


@dataclass(frozen=True)
class Row:
    """One part: a level below, the level's own units together, or the level itself."""

    name: str
    path: str
    kind: str  # total, level, units, own
    n_expected: int
    counters: dict[str, int]
    pk: int | None = None  # of the organisation of a level that still stands there
    small: tuple[str, ...] = ()  # levels with a single one to ask, which stand among the units
    n_gone: int = 0  # closed or moved away without an answer: not among the expected

    def n(self, name: str) -> int:
        return self.counters.get(name, 0)

    @property
    def n_handed_in(self) -> int:
        """已报 = 按时 + 迟报 = 退回 + 待审 + 已审."""
        return sum(self.n(name) for name in HANDED_IN)

    @property
    def n_missing(self) -> int:
        return max(0, self.n_expected - self.n_handed_in)

    @property
    def is_confirmed(self) -> bool:
        return self.kind == "level" and self.n("confirmed") > 0


@dataclass(frozen=True)
class Board:
    """The rows of a node, its total first, and the moment up to which they are counted."""

    node: Organization
    total: Row
    rows: tuple[Row, ...]
    as_of: datetime | None


def board(collection: Collection, node: Organization) -> Board:
    """The completeness of a node by its parts. A handful of queries, whatever stands below."""
    place = place_of(node, collection.year)
    below = levels(collection.year, place)
    nodes = [place, *below]
    rostered, left = expected(collection.audience, collection.year, nodes), gone(collection, nodes)
    counted = totals(collection.series_id, nodes)

    def row(name: str, path: str, kind: str, pk: int | None = None) -> Row:
        n_expected = rostered[path] - left[path]
        return Row(name, path, kind, n_expected, counted[path].amounts.counters, pk, n_gone=left[path])

    whole = row(f"{node.name}合计", place, "total")
    small = tuple(path for path in below if rostered[path] <= 1)  # an authority with nobody below it: among the units
    parts = [row(level.name, path, "level", level.pk) for path, level in below.items() if path not in small]
    own = _own(collection, node, place)
    units = _units(whole, parts, own, small)
    rows = [row for row in (own, units, *parts) if row.n_expected or row.n_handed_in]
    return Board(node, whole, tuple(rows), counted[place].as_of)


@dataclass(frozen=True)
class Progress:
    """How far a collection has come at a node, and the moment up to which that is counted."""

    n_expected: int
    n_handed_in: int
    n_counted: int
    as_of: datetime | None

    @property
    def n_missing(self) -> int:
        return max(0, self.n_expected - self.n_handed_in)

    @property
    def is_complete(self) -> bool:
        """Whether every answer that is asked for has been accepted."""
        return 0 < self.n_expected <= self.n_counted


def progress_of(collections: Iterable[Collection], node: Organization) -> dict[int, Progress]:
    """How far each of the collections has come at a level, by id; a handful of queries for all of them together.

    One more for each collection below a level that anybody has left since the roster of its year.
    """
    asked = list(collections)
    places = places_of(node, {one.year for one in asked})
    found: dict[int, Progress] = {}
    for place in sorted(set(places.values())):  # one, unless the level has moved
        found |= _progress_at(place, [one for one in asked if places[one.year] == place])
    return found


def progress_seen(acting: Acting, collections: Iterable[Collection]) -> dict[int, Progress]:
    """The same at one's own level, looked up once for all parts of a page."""
    seen: dict[int, Progress] = acting.looked_up.setdefault("progress", {})
    asked = list(collections)
    if fresh := [one for one in asked if one.pk not in seen]:
        seen |= progress_of(fresh, acting.organization)
    return {one.pk: seen[one.pk] for one in asked}


def _progress_at(place: str, asked: list[Collection]) -> dict[int, Progress]:
    counted = totals_at(place, [one.series_id for one in asked])
    n_expected = expected_by_each([(one.audience, one.year) for one in asked], place)
    left = RosterEntry.objects.filter(paths.within(place), has_left=True, year__in={one.year for one in asked})
    n_gone = {one.pk: gone(one, [place])[place] for one in asked} if left.exists() else {}
    return {
        one.pk: _progress(n_expected[one.audience_id] - n_gone.get(one.pk, 0), counted[one.series_id]) for one in asked
    }


def n_missing(collection: Collection, node: Organization) -> int:
    """How many at and below a level have handed in nothing."""
    return progress_of([collection], node)[collection.pk].n_missing


def _progress(n_expected: int, counted: Total) -> Progress:
    n_handed_in = sum(counted.counter(name) for name in HANDED_IN)
    return Progress(n_expected, n_handed_in, counted.counter("counted"), counted.as_of)


def _own(collection: Collection, node: Organization, place: str) -> Row:
    """The level's own answer, which counts at the level but belongs to no part of it."""
    answer = Submission.objects.filter(collection=collection, organization=node).select_related("accepted_version")
    submission = answer.first()
    counters = contribution(submission).counters if submission else {}
    return Row("本级", place, "own", int(collection.audience.includes(node)), counters)


def _units(whole: Row, parts: Iterable[Row], own: Row, small: tuple[str, ...]) -> Row:
    """What is left of the whole: the units that report to the level directly."""
    rest, n_expected = Amounts(dict(whole.counters)), whole.n_expected - own.n_expected
    rest.add_raw(own.counters, {}, -1)
    for part in parts:
        rest.add_raw(part.counters, {}, -1)
        n_expected -= part.n_expected
    counters = {name: n for name, n in rest.counters.items() if n > 0 and name != "confirmed"}
    return Row("本级所属单位", whole.path, "units", max(0, n_expected), counters, small=small)
