"""Who has signed for a notice, level by level: counters and headcounts for the board, an anti-join for the names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from types import MappingProxyType

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.apps.notices.contribution import contribution
from jieneng.apps.notices.models import Notice, Receipt
from jieneng.apps.notices.queries.reach import addressed_from_above, notices_above
from jieneng.core import paths
from jieneng.core.facts.descent import Counts, Short, find, levels
from jieneng.core.facts.totals import Total, totals
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT

NAMES = 100  # names shown at once


@dataclass(frozen=True)
class Row:
    """One part: a level below, or the level's own units together."""

    name: str
    path: str
    kind: str  # total, level, units
    n_addressed: int
    n_signed: int
    n_passed_on: int

    @property
    def n_unsigned(self) -> int:
        return max(0, self.n_addressed - self.n_signed)


@dataclass(frozen=True)
class Standing:
    """The rows of a node, its total first, and the moment up to which they are counted."""

    node: Organization
    total: Row
    rows: tuple[Row, ...]
    as_of: datetime | None
    above: tuple[Notice, ...]  # the notices of the cascade that address what stands below the node


def standing(notice: Notice, node: Organization) -> Standing:
    """How the cascade of a notice stands below a node. A handful of queries for each level above the node."""
    root = notice.root or notice
    below = levels(root.campaign.year, node.path)
    above = notices_above(root, node.path, own=True)
    asked = addressed_from_above(root, [node.path, *below], above, besides=node)
    counted = totals(root.series_id or 0, [node.path, *below])
    own = contribution(Receipt.objects.filter(root=root, organization=node)).counters
    whole = _row(node.name, node.path, "total", asked[node.path], counted[node.path], own)
    parts = [_row(one.name, path, "level", asked[path], counted[path]) for path, one in below.items()]
    rows = [row for row in (_units(whole, parts), *parts) if row.n_addressed or row.n_signed]
    return Standing(node, whole, tuple(rows), counted[node.path].as_of, tuple(above))


def unsigned(
    notice: Notice,
    node: str,
    *,
    units_only: bool = False,
    after: str = "",
    most: int = NAMES,
    board: Standing | None = None,
) -> list[Organization]:
    """Those at and below a node that a notice of the cascade addresses and that have signed for none, in tree order.

    Who has the node's board already hands it on: what stands there is not looked up again.
    """
    root = notice.root or notice
    above = board.above if board else notices_above(root, node, own=True)
    n_here = board.total.n_addressed if board else None
    if units_only:
        units = _unsigned(root, above, node).filter(depth=paths.depth(node) + 1, kind=UNIT).order_by("path")
        return list((units.filter(path__gt=after) if after else units)[:most])

    def n_asked(nodes: Iterable[str]) -> Counts:
        return addressed_from_above(root, nodes, above)

    def n_answered(nodes: Iterable[str]) -> Counts:
        return {path: total.counter("signed") for path, total in totals(root.series_id or 0, nodes).items()}

    def rows(place: str) -> QuerySet[Organization]:
        return _unsigned(root, above, place)

    return find(Short(root.campaign.year, n_asked, n_answered, rows), node, after=after, most=most, n_asked=n_here)


def _row(
    name: str, path: str, kind: str, n_above: int, counted: Total, own: Mapping[str, int] = MappingProxyType({})
) -> Row:
    """What the notices above address, and what passing on below has reached besides; without the node's `own` part."""
    signed, passed_on, reached = (
        max(0, counted.counter(counter) - own.get(counter, 0)) for counter in ("signed", "passed_on", "reached")
    )
    return Row(name, path, kind, n_above + reached, signed, passed_on)


def _units(whole: Row, parts: list[Row]) -> Row:
    """What is left of the whole: the units that report to the level directly."""
    rest = [
        max(0, getattr(whole, name) - sum(getattr(part, name) for part in parts))
        for name in ("n_addressed", "n_signed")
    ]
    return Row("直属单位", whole.path, "units", rest[0], rest[1], 0)


def _unsigned(root: Notice, above: Sequence[Notice], place: str) -> QuerySet[Organization]:
    signed = Receipt.objects.signed().filter(root=root, organization=OuterRef("pk"))
    addressed = [notice.audience.organizations(under=place) for notice in above]
    issuers = [notice.organization_id for notice in above]
    rows = reduce(or_, addressed, Organization.objects.none())
    return rows.filter(~Exists(signed)).exclude(pk__in=issuers)
