"""Fold deltas into cells, exactly once: what is taken out and what is added to are one transaction.

One process folds at a time (it holds the lease of its loop), so a cell has one writer, and no submit or accept ever
waits for another one's row.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from jieneng.core import paths
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.fields import written
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
_BETWEEN = "\x1f"  # stands in no path, code or JSON text, which escapes it
_ALL_ROWS = (  # PostgreSQL gets them column by column: one round trip, and no quoting of arrays
    "SELECT *, %s::timestamptz FROM unnest(string_to_array(%s, E'\\x1f')::bigint[], string_to_array(%s, E'\\x1f'),"
    " string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f'))"
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
    counters, sums = _read([row[3] for row in rows]), _read([row[4] for row in rows])
    return [(*row[:3], counters[n], sums[n]) for n, row in enumerate(rows)]


def _read(stored: Sequence[str]) -> list[Any]:
    """Many JSON texts in one call: nearly half of the time goes into calling the reader, not into reading."""
    return list(json.loads(f"[{','.join(stored)}]"))


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
        rows = list(cells.values_list("node", Cast("counters", TextField()), Cast("sums", TextField())))
        counters, sums = _read([row[1] for row in rows]), _read([row[2] for row in rows])
        for n, (node, _, _) in enumerate(rows):
            changes[(series, node, category)].add_raw(counters[n], sums[n])
    return changes


def _put(cells: dict[Key, Amounts], now: datetime) -> None:
    rows = [_row(key, cells[key]) for key in sorted(cells)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [_BETWEEN.join(column) for column in zip(*rows, strict=True)]
            cursor.execute(_PUT.format(rows=_ALL_ROWS), [now, *columns])
        else:
            as_of = connection.ops.adapt_datetimefield_value(now)
            cursor.executemany(_PUT.format(rows=_ONE_ROW), [(*row, as_of) for row in rows])


def _row(key: Key, amounts: Amounts) -> tuple[str, ...]:
    kept = amounts.trimmed()
    series, node, category = key
    return str(series), node, category, written(kept.counters), written(kept.sums)
