"""Fold deltas into cells, exactly once: what is taken out and what is added to are one transaction.

One process folds at a time (it holds the lease of its loop), so a cell has one writer, and no submit or accept ever
waits for another one's row.
"""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from jieneng.core import paths
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Cell

BATCH = 2_000
_TAKE = (
    "DELETE FROM facts_delta WHERE id IN (SELECT id FROM facts_delta ORDER BY id LIMIT %s)"
    " RETURNING series_id, route, category, counters, sums"
)
_PUT = (
    "INSERT INTO facts_cell (series_id, node, category, counters, sums, as_of) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (series_id, node, category)"
    " DO UPDATE SET counters = excluded.counters, sums = excluded.sums, as_of = excluded.as_of"
)
Key = tuple[int, str, str]  # series, node, category


def fold(now: datetime) -> int:
    """Fold one batch of at most BATCH deltas; gives how many."""
    with transaction.atomic():
        taken = _take(BATCH)
        if taken:
            changes = _by_cell(taken)
            _put(_added_to_cells(changes), now)
    return len(taken)


def fold_all(now: datetime) -> int:
    """Fold until nothing is left."""
    total = 0
    while n := fold(now):
        total += n
    return total


def _take(most: int) -> list[tuple[int, str, str, Any, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [most])
        rows = cursor.fetchall()
    return [(series, route, category, _read(counters), _read(sums)) for series, route, category, counters, sums in rows]


def _read(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str | bytes) else stored


def _by_cell(taken: list[tuple[int, str, str, Any, Any]]) -> dict[Key, Amounts]:
    """First together by route, then along the route: a county's thousand deltas climb to the nation as one."""
    by_route: dict[Key, Amounts] = defaultdict(Amounts)
    for series, route, category, counters, sums in taken:
        by_route[(series, route, category)].add_raw(counters, sums)
    by_cell: dict[Key, Amounts] = defaultdict(Amounts)
    for (series, route, category), amounts in by_route.items():
        for node in paths.ancestors(route):
            by_cell[(series, node, category)].add(amounts)
    return by_cell


def _added_to_cells(changes: dict[Key, Amounts]) -> dict[Key, Amounts]:
    nodes = {node for _, node, _ in changes}
    series = {series for series, _, _ in changes}
    for cell in Cell.objects.filter(series__in=series, node__in=nodes).iterator(chunk_size=BATCH):
        change = changes.get((cell.series_id, cell.node, cell.category))
        if change is not None:
            change.add_raw(cell.counters, cell.sums)
    return changes


def _put(cells: dict[Key, Amounts], now: datetime) -> None:
    as_of = connection.ops.adapt_datetimefield_value(now)
    rows = []
    for (series, node, category), amounts in sorted(cells.items()):
        kept = amounts.trimmed()
        rows.append([series, node, category, json.dumps(kept.counters), json.dumps(kept.sums), as_of])
    with connection.cursor() as cursor:
        cursor.executemany(_PUT, rows)
