"""Open a cited figure: what it stands for, what is known of it now, its parts by level, the answers behind it.

The item of a citation says what is counted. A key of the sums (`publicity_materials.posters`) is the total over a node;
with "=" before it, the node's own answer alone; with "#given" behind it, how many organisations gave it; with "#change"
behind it, what it is held against the year before. "#counted", "#expected" and the others of COUNTS are the
organisations themselves, "#rate" how many per cent of those asked have handed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.documents.models import Citation
from jieneng.core.facts.amounts import EMPTY, Amounts, Sum
from jieneng.core.facts.descent import levels
from jieneng.core.facts.models import Cell
from jieneng.core.facts.totals import fresh, fresh_totals
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import RosterEntry
from jieneng.engine.quantities import percent_cn, scale, unscale

OWN, GIVEN, CHANGE = "=", "#given", "#change"
COUNTED, EXPECTED = "#counted", "#expected"
COUNTS = (COUNTED, EXPECTED, "#handed_in", "#on_time", "#late", "#missing", "#rate")
_RATE_DECIMALS = 1


@dataclass(frozen=True)
class Cited:
    """What an item means. `key` is the key of the sums, "" where organisations themselves are counted."""

    key: str
    is_own: bool = False
    counts: str = "sum"  # sum, given, change, or one of COUNTS without its sign


@dataclass(frozen=True)
class Standing:
    """What is known at one node of a collection at one moment; `own` is the node's own accepted answer."""

    totals: Amounts
    own: dict[str, Sum]
    n_expected: int
    as_of: datetime

    @property
    def n_counted(self) -> int:
        return self.totals.counters.get("counted", 0)

    def sum(self, item: str) -> Sum:
        """[scaled sum, n given, n approximate, n not counted] of whatever the item counts."""
        meant = cited(item)
        if not meant.key:
            n = self._count(meant.counts)
            return [n, n, 0, 0]
        found = list((self.own if meant.is_own else self.totals.sums).get(meant.key, EMPTY))
        return [found[1], found[1], 0, found[3]] if meant.counts == "given" else found

    def _count(self, name: str) -> int:
        """How many organisations; of the rate, its tenths of per cent."""
        handed_in = sum(self.totals.counters.get(counter, 0) for counter in HANDED_IN)
        if name == "rate":
            rate = percent_cn(min(handed_in, self.n_expected), self.n_expected, decimals=_RATE_DECIMALS)
            return scale(Decimal(rate.rstrip("%")), _RATE_DECIMALS) if self.n_expected else 0
        derived = {
            "expected": self.n_expected,
            "handed_in": handed_in,
            "missing": max(0, self.n_expected - handed_in),
        }
        return derived[name] if name in derived else self.totals.counters.get(name, 0)


@dataclass(frozen=True)
class Part:
    """One part of a total: a level below, the level's own units together, or the level itself."""

    name: str
    path: str
    kind: str  # total, own, units, level, category
    value: Decimal
    n_approximate: int
    n_counted: int
    n_expected: int | None  # None where nothing is asked by this part


@dataclass(frozen=True)
class Behind:
    """One accepted answer behind a figure. `how` is exact, approx or none (reported as not counted)."""

    name: str
    place: str  # in the list: where it counts, and where it stands
    value: Decimal | None
    how: str
    at: datetime
    submission_id: int
    is_later: bool  # something has happened to this answer since the figure was taken


def cited(item: str) -> Cited:
    """Read the item of a citation.

    >>> cited("=quiz.participants"), cited("watch_live.viewers#given").counts
    (Cited(key='quiz.participants', is_own=True, counts='sum'), 'given')
    """
    if item in COUNTS:
        return Cited("", counts=item[1:])
    bare = item.removeprefix(OWN)
    key, sign, counts = bare.partition("#")
    return Cited(key, item.startswith(OWN), counts if sign else "sum")


def standing(collection: Collection, node: str) -> Standing:
    """What a node of a collection comes to at this very moment, deltas that wait to be folded included."""
    return Standing(
        totals=fresh(collection.series_id, node).amounts,
        own=_own_amounts(collection, node).sums,
        n_expected=expected(collection.audience, collection.year, [node])[node],
        as_of=timezone.now(),
    )


def value_of(citation: Citation, sum_: Sum) -> Decimal | int:
    """The number that a sum of this citation stands for, by the decimals of its series."""
    decimals = _decimals(citation)
    return unscale(sum_[0], decimals) if decimals else sum_[0]


def changed_since(citations: Iterable[Citation]) -> dict[str, Sum]:
    """What the figures would be now, by the key of those that are no longer as they were when they were written."""
    known: dict[tuple[int, str], Standing] = {}
    changed: dict[str, Sum] = {}
    for citation in citations:
        place = (citation.series_id, citation.node)
        if place not in known:
            known[place] = standing(citation.series.collection, citation.node)
        now = known[place].sum(citation.item)
        if now[0] != citation.sum[0]:
            changed[citation.key] = now
    return changed


def parts(citation: Citation, *, node: str | None = None) -> list[Part]:
    """The total of a node first, then what it is made of: the level's own answer, its units, the levels below.

    They add up to the total, since all are read in one moment. A figure of one organisation has no parts.
    """
    meant = cited(citation.item)
    if meant.is_own:
        return []
    at = node or citation.node
    collection = citation.series.collection
    names = levels(collection.year, at)
    asked = expected(collection.audience, collection.year, [at, *names])
    counted = fresh_totals(citation.series_id, [at, *names])
    seen = {path: Standing(one.amounts, {}, asked[path], timezone.now()) for path, one in counted.items()}
    whole = _part(citation, "合计", at, "total", seen[at])
    own = Standing(_own_amounts(collection, at), {}, _asked_of(collection, at), timezone.now())
    below = [_part(citation, name, path, "level", seen[path]) for path, name in names.items()]
    mine = _part(citation, "本级", at, "own", own)
    rest = _rest(whole, [mine, *below], at)
    return [whole, *(part for part in (mine, rest, *below) if part.n_counted or part.n_expected)]


def by_category(citation: Citation, *, node: str | None = None) -> list[Part]:
    """The total of a node by the categories of the organisations, as it is folded."""
    if cited(citation.item).is_own:
        return []
    at = node or citation.node
    cells = Cell.objects.filter(series=citation.series_id, node=at).order_by("category")
    found = []
    for cell in cells:
        seen = Standing(Amounts(cell.counters, cell.sums), {}, 0, cell.as_of)
        part = _part(citation, cell.category, at, "category", seen)
        found.append(Part(**{**vars(part), "n_expected": None}))
    return found


def behind(
    citation: Citation, *, seen_by: Any, node: str | None = None, after: str = "", most: int = 50
) -> list[Behind]:
    """The accepted answers that a figure is made of, from behind the place `after`: level by level as they count.

    Those at or below `node` by the roster of the period, as far as they stand in the sight of `seen_by`. Whoever left
    the item empty is not among them; whoever reported it as not counted is.
    """
    meant = cited(citation.item)
    at = node or citation.node
    rows = Submission.objects.counted().visible_to(seen_by).filter(collection=citation.series.collection)
    rows = rows.filter(organization__path=at) if meant.is_own else rows.filter(paths.within(at, "route"))
    if meant.key:
        rows = rows.filter(accepted_version__sums__has_key=meant.key)
    if after:
        route, _, path = after.partition("_")
        rows = rows.filter(Q(route__gt=route) | Q(route=route, org_path__gt=path))
    rows = rows.select_related("organization", "accepted_version").order_by("route", "org_path")[:most]
    return [_row(citation, meant, submission) for submission in rows]


def _row(citation: Citation, meant: Cited, submission: Submission) -> Behind:
    version = submission.accepted_version
    scaled, given, approximate, _ = version.sums.get(meant.key, [0, 1, 0, 0])
    decimals = citation.series.decimals.get(meant.key, 0)
    how = "approx" if approximate else "exact"
    return Behind(
        name=submission.organization.name,
        place=f"{submission.route}_{submission.org_path}",
        value=unscale(scaled, decimals) if given and meant.key else None,
        how=how if given else "none",
        at=version.at,
        submission_id=submission.pk,
        is_later=submission.changed_at > citation.as_of,
    )


def _part(citation: Citation, name: str, path: str, kind: str, seen: Standing) -> Part:
    found = seen.sum(citation.item)
    value = unscale(found[0], _decimals(citation))
    return Part(name, path, kind, value, found[2], seen.n_counted, seen.n_expected)


def _rest(whole: Part, others: list[Part], at: str) -> Part:
    """What is left of the whole: the units that report to the level directly."""
    return Part(
        name="本级所属单位",
        path=at,
        kind="units",
        value=whole.value - sum((part.value for part in others), Decimal()),
        n_approximate=whole.n_approximate - sum(part.n_approximate for part in others),
        n_counted=whole.n_counted - sum(part.n_counted for part in others),
        n_expected=max(0, (whole.n_expected or 0) - sum(part.n_expected or 0 for part in others)),
    )


def _decimals(citation: Citation) -> int:
    meant = cited(citation.item)
    if meant.counts == "rate":
        return _RATE_DECIMALS
    return citation.series.decimals.get(meant.key, 0) if meant.counts in ("sum", "change") else 0


def _own_amounts(collection: Collection, node: str) -> Amounts:
    answer = own_answer(collection, node)
    return Amounts({"counted": 1}, dict(answer.accepted_version.sums)) if answer else Amounts()


def own_answer(collection: Collection, node: str) -> Submission | None:
    """The accepted answer of the very organisation that stands at a node, None as long as there is none."""
    answers = Submission.objects.counted().filter(collection=collection, organization__path=node)
    return answers.select_related("accepted_version", "organization").first()


def _asked_of(collection: Collection, node: str) -> int:
    entry = RosterEntry.objects.filter(year=collection.year, path=node).select_related("organization").first()
    return int(bool(entry) and collection.audience.includes(entry.organization))
