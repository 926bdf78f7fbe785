"""Read totals: of one node or of many, over all categories or by category, with how old they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import DateTimeField, Value

from jieneng.core.facts.amounts import EMPTY, Amounts, Sum
from jieneng.core.facts.models import Cell, Delta, Series
from jieneng.core.paths import is_within, within

Counters = Mapping[str, int]
Sums = Mapping[str, Sum]


@dataclass
class Total:
    """The totals of a node: counters, sums by item, and the moment up to which they are folded (None: nothing yet)."""

    amounts: Amounts = field(default_factory=Amounts)
    as_of: datetime | None = None

    def counter(self, name: str) -> int:
        return self.amounts.counters.get(name, 0)

    def sum(self, item: str) -> Sum:
        """[scaled sum, n given, n approximate, n not counted] of an item; zeros where nothing was handed in."""
        return self.amounts.sums.get(item, EMPTY)


def totals(series: Series | int, nodes: Iterable[str]) -> dict[str, Total]:
    """The totals of each node, every node asked for included; one query."""
    found = {node: Total() for node in nodes}
    for cell in _cells(series, found):
        _add(found[cell.node], cell)
    return found


def total(series: Series | int, node: str) -> Total:
    """The totals of one node."""
    return totals(series, [node])[node]


def totals_at(node: str, series: Iterable[int]) -> dict[int, Total]:
    """The totals of one node in each of many series; one query."""
    found = {pk: Total() for pk in series}
    for cell in Cell.objects.filter(series__in=list(found), node=node):
        _add(found[cell.series_id], cell)
    return found


def _add(total: Total, cell: Cell) -> None:
    total.amounts.add_raw(cell.counters, cell.sums)
    total.as_of = max(filter(None, (total.as_of, cell.as_of)))


def _cells(series: Series | int, nodes: Iterable[str]) -> Iterable[Cell]:
    return Cell.objects.filter(series=series, node__in=list(nodes))


def fresh(series: int, node: str) -> Total:
    """The totals of one node to this very moment: cells, and the deltas that are not folded yet."""
    return fresh_totals(series, [node])[node]


def fresh_totals(series: int, nodes: Iterable[str]) -> dict[str, Total]:
    """The same for nodes of one line or of one level.

    One statement, and therefore one moment: what is folded between two would be seen in neither or in both.
    """
    found = {node: Total() for node in nodes}
    for place, counters, sums, as_of in _cells_and_deltas(series, found):
        for node in [place] if as_of else _passed(place, found):
            found[node].amounts.add_raw(counters, sums)
            found[node].as_of = max(filter(None, (found[node].as_of, as_of)), default=None)
    return found


def _cells_and_deltas(series: int, nodes: Iterable[str]) -> Iterable[tuple[str, Counters, Sums, datetime | None]]:
    """The cells of the nodes with their age, and the deltas on a route through any of them with none."""
    highest = [node for node in nodes if not any(node != other and is_within(node, other) for other in nodes)]
    passing = reduce(or_, (within(node, "route") for node in highest))
    cells = Cell.objects.filter(series=series, node__in=list(nodes)).values_list("node", "counters", "sums", "as_of")
    never = Value(None, output_field=DateTimeField())
    deltas = Delta.objects.filter(passing, series=series).values_list("route", "counters", "sums", never)
    return cells.union(deltas, all=True)


def _passed(route: str, nodes: Iterable[str]) -> Iterator[str]:
    return (node for node in nodes if is_within(route, node))
