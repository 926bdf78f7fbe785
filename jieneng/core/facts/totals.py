"""Read totals: of one node or of many, over all categories or by category, with how old they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from jieneng.core.facts.amounts import EMPTY, Amounts, Sum
from jieneng.core.facts.models import Cell, Delta, Series
from jieneng.core.paths import within


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
        total = found[cell.node]
        total.amounts.add_raw(cell.counters, cell.sums)
        total.as_of = max(filter(None, (total.as_of, cell.as_of)))
    return found


def total(series: Series | int, node: str) -> Total:
    """The totals of one node."""
    return totals(series, [node])[node]


def by_category(series: Series | int, node: str) -> dict[str, Total]:
    """The totals of one node for each category that has any."""
    return {
        cell.category: Total(Amounts(dict(cell.counters), dict(cell.sums)), cell.as_of)
        for cell in _cells(series, [node])
    }


def _cells(series: Series | int, nodes: Iterable[str]) -> Iterable[Cell]:
    return Cell.objects.filter(series=series, node__in=list(nodes))


def fresh(series: int, node: str) -> Total:
    """The totals of one node to this very moment: cells, and the deltas that are not folded yet."""
    now = total(series, node)
    for delta in Delta.objects.filter(within(node, "route"), series=series):
        now.amounts.add_raw(delta.counters, delta.sums)
    return now
