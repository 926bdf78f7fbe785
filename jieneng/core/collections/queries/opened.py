"""Open a figure of a collection: its parts by level or category, and the answers of the units behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.collections.beside import beside, beside_by_category
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.collections.queries.missing import asked
from jieneng.core.collections.queries.standing import Cited, Standing, cited, decimals_of, own_amounts
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.descent import levels
from jieneng.core.facts.models import Cell
from jieneng.core.facts.totals import fresh_totals
from jieneng.core.orgs.models import RosterEntry
from jieneng.engine.quantities import unscale


@dataclass(frozen=True)
class Part:
    """One part of a total: a level below, the level's own units together, or the level itself."""

    name: str
    path: str
    kind: str  # total, own, units, level, category
    value: Decimal
    n_given: int
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


def parts(collection: Collection, item: str, node: str) -> list[Part]:
    """The total of a node first, then what it is made of: the level's own answer, its units, the levels below.

    They add up to the total, since all are read in one moment. A figure of one organisation has no parts.
    """
    if cited(item).is_own:
        return []
    found = levels(collection.year, node)
    n_asked = asked(collection, [node, *found])
    counted = fresh_totals(collection.series_id, [node, *found])
    for path, amounts in beside(collection, [node, *found]).items():
        counted[path].amounts.add(amounts)
    seen = {path: Standing(one.amounts, {}, n_asked[path], timezone.now()) for path, one in counted.items()}
    decimals = decimals_of(collection.series, item)
    whole = _part(item, decimals, "合计", node, "total", seen[node])
    own = Standing(own_amounts(collection, node), {}, _asked_of(collection, node), timezone.now())
    below = [_part(item, decimals, one.name, path, "level", seen[path]) for path, one in found.items()]
    mine = _part(item, decimals, "本级", node, "own", own)
    rest = _rest(whole, [mine, *below], node)
    return [whole, *(part for part in (mine, rest, *below) if part.n_counted or part.n_expected)]


def by_category(collection: Collection, item: str, node: str) -> list[Part]:
    """The total of a node by the categories of the organisations, as it is folded; what is counted beside included."""
    if cited(item).is_own:
        return []
    decimals = decimals_of(collection.series, item)
    by = beside_by_category(collection, node)
    for cell in Cell.objects.filter(series=collection.series_id, node=node):
        by.setdefault(cell.category, Amounts()).add_raw(cell.counters, cell.sums)
    parts = (
        _part(item, decimals, category, node, "category", Standing(amounts, {}, 0, timezone.now()))
        for category, amounts in sorted(by.items())
    )
    return [replace(part, n_expected=None) for part in parts]


def behind(
    collection: Collection,
    item: str,
    node: str,
    *,
    seen_by: Any,
    since: datetime | None = None,
    after: str = "",
    most: int = 50,
    outside: Iterable[str] | None = None,
) -> list[Behind]:
    """The accepted answers that a figure is made of, from behind the place `after`: level by level as they count.

    Those at or below `node` by the roster of the period, as far as they stand in the sight of `seen_by`. Whoever left
    the item empty is not among them; whoever reported it as not counted is. `since` is when the figure was taken.
    `outside`: the levels below whose answers are left out, with the node's own: what is left is that of its units.
    """
    meant = cited(item)
    rows = Submission.objects.counted().visible_to(seen_by).filter(collection=collection)
    rows = rows.filter(organization__path=node) if meant.is_own else rows.filter(paths.within(node, "route"))
    if outside is not None:
        rows = rows.exclude(organization__path=node)
        for level in outside:
            rows = rows.exclude(paths.within(level, "route"))
    if meant.key:
        rows = rows.filter(accepted_version__sums__has_key=meant.key)
    if after:
        route, _, path = after.partition("_")
        rows = rows.filter(Q(route__gt=route) | Q(route=route, org_path__gt=path))
    rows = rows.select_related("organization", "accepted_version").order_by("route", "org_path")[:most]
    decimals = collection.series.decimals.get(meant.key, 0)
    return [_row(meant, decimals, submission, since) for submission in rows]


def _row(meant: Cited, decimals: int, submission: Submission, since: datetime | None) -> Behind:
    version = submission.accepted_version
    scaled, given, approximate, _ = version.sums.get(meant.key, [0, 1, 0, 0])
    how = "approx" if approximate else "exact"
    return Behind(
        name=submission.organization.name,
        place=f"{submission.route}_{submission.org_path}",
        value=unscale(scaled, decimals) if given and meant.key else None,
        how=how if given else "none",
        at=version.at,
        submission_id=submission.pk,
        is_later=since is not None and submission.changed_at > since,
    )


def _part(item: str, decimals: int, name: str, path: str, kind: str, seen: Standing) -> Part:
    scaled, n_given, n_approximate, _ = seen.sum(item)
    return Part(name, path, kind, unscale(scaled, decimals), n_given, n_approximate, seen.n_counted, seen.n_expected)


def _rest(whole: Part, others: list[Part], at: str) -> Part:
    """What is left of the whole: the units that report to the level directly."""
    return Part(
        name="本级所属单位",
        path=at,
        kind="units",
        value=whole.value - sum((part.value for part in others), Decimal()),
        n_given=whole.n_given - sum(part.n_given for part in others),
        n_approximate=whole.n_approximate - sum(part.n_approximate for part in others),
        n_counted=whole.n_counted - sum(part.n_counted for part in others),
        n_expected=max(0, (whole.n_expected or 0) - sum(part.n_expected or 0 for part in others)),
    )


def _asked_of(collection: Collection, node: str) -> int:
    entry = RosterEntry.objects.filter(year=collection.year, path=node).select_related("organization").first()
    return int(bool(entry) and collection.audience.includes(entry.organization))
