"""Prove the totals: recompute them from what was accepted, and compare with cells and unfolded deltas."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from jieneng.core import paths
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Cell, Delta

Key = tuple[int, str, str]  # series, node, category


@dataclass(frozen=True)
class Contribution:
    """What one organisation contributes to one series at this moment, by the rows that it handed in."""

    series: int
    route: str
    category: str
    amounts: Amounts


@dataclass(frozen=True)
class Difference:
    """A cell that is not what the rows say."""

    series: int
    node: str
    category: str
    kept: Amounts
    recomputed: Amounts


Witness = Callable[[], Iterator[Contribution]]
_witnesses: list[Witness] = []


def register(witness: Witness) -> Witness:
    """Name a source of contributions; called from an app's `ready`."""
    if witness not in _witnesses:
        _witnesses.append(witness)
    return witness


def verify() -> list[Difference]:
    """Every cell plus its unfolded deltas against a plain recomputation, in one snapshot. Empty means: proven."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _one_snapshot()
        kept, recomputed = _kept(), _recomputed()
    return [
        Difference(*key, kept=kept[key], recomputed=recomputed[key])
        for key in sorted(kept.keys() | recomputed.keys())
        if not kept[key].minus(recomputed[key]).is_nothing
    ]


def _one_snapshot() -> None:
    if not connection.savepoint_ids:  # a snapshot is chosen at the start of a transaction, not inside one
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _kept() -> dict[Key, Amounts]:
    kept: dict[Key, Amounts] = defaultdict(Amounts)
    for cell in Cell.objects.iterator(chunk_size=2_000):
        kept[(cell.series_id, cell.node, cell.category)].add_raw(cell.counters, cell.sums)
    for delta in Delta.objects.iterator(chunk_size=2_000):
        for node in paths.ancestors(delta.route):
            kept[(delta.series_id, node, delta.category)].add_raw(delta.counters, delta.sums)
    return kept


def _recomputed() -> dict[Key, Amounts]:
    recomputed: dict[Key, Amounts] = defaultdict(Amounts)
    for witness in _witnesses:
        for contribution in witness():
            for node in paths.ancestors(contribution.route):
                recomputed[(contribution.series, node, contribution.category)].add(contribution.amounts)
    return recomputed
