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
    "INSERT INTO facts_cell (series_id, node, category, counters, sums, as_of) {rows}"
    " ON CONFLICT (series_id, node, category)"
    " DO UPDATE SET counters = excluded.counters, sums = excluded.sums, as_of = excluded.as_of"
)
_ONE_ROW = "VALUES (%s, %s, %s, %s, %s, %s)"
_ALL_ROWS = (  # PostgreSQL gets them as one document: one round trip, and no quoting of arrays
    "SELECT series_id, node, category, counters, sums, %s::timestamptz FROM jsonb_to_recordset(%s::jsonb)"
    " AS cell(series_id bigint, node text, category text, counters jsonb, sums jsonb)"
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
    """Together by route first, then level by level: a county's thousand deltas climb to the nation as one."""
    cells: dict[Key, Amounts] = defaultdict(Amounts)
    for series, route, category, counters, sums in taken:
        cells[(series, route, category)].add_raw(counters, sums)
    for depth in range(max(paths.depth(route) for _, route, _ in cells), 1, -1):
        for series, node, category in [key for key in cells if paths.depth(key[1]) == depth]:
            cells[(series, paths.parent(node), category)].add(cells[(series, node, category)])
    return cells


def _added_to_cells(changes: dict[Key, Amounts]) -> dict[Key, Amounts]:
    by_category: dict[tuple[int, str], list[str]] = defaultdict(list)
    for series, node, category in changes:
        by_category[(series, category)].append(node)
    for (series, category), nodes in by_category.items():
        cells = Cell.objects.filter(series=series, category=category, node__in=nodes)
        for node, counters, sums in cells.values_list("node", "counters", "sums"):
            changes[(series, node, category)].add_raw(counters, sums)
    return changes


def _put(cells: dict[Key, Amounts], now: datetime) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = ("series_id", "node", "category", "counters", "sums")
            rows = [dict(zip(columns, _row(key, cells[key]), strict=True)) for key in sorted(cells)]
            cursor.execute(_PUT.format(rows=_ALL_ROWS), [now, json.dumps(rows)])
        else:
            as_of = connection.ops.adapt_datetimefield_value(now)
            rows_of_text = (_row(key, cells[key]) for key in sorted(cells))
            texts = [(*key, json.dumps(counters), json.dumps(sums), as_of) for *key, counters, sums in rows_of_text]
            cursor.executemany(_PUT.format(rows=_ONE_ROW), texts)


def _row(key: Key, amounts: Amounts) -> tuple[Any, ...]:
    kept = amounts.trimmed()
    return (*key, kept.counters, kept.sums)
