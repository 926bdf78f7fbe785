"""Fold deltas into cells, exactly once: what is taken out and what is added to are one transaction.

One process folds at a time (it holds the lease of its loop), so a cell has one writer, and no submit or accept ever
waits for another one's row.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from jieneng.core import paths
from jieneng.core.facts.amounts import Sum
from jieneng.core.facts.models import Cell
from jieneng.core.facts.vectors import Layout, Vector, added

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


class _Changes:
    """What cells have to take in, each as two vectors of its series: counters and sums."""

    def __init__(self) -> None:
        self._layouts: dict[int, tuple[Layout, Layout]] = defaultdict(lambda: (Layout(1), Layout(4)))
        self.cells: dict[Key, tuple[Vector, Vector]] = {}

    def add(self, key: Key, counters: dict[str, int], sums: dict[str, Sum]) -> None:
        """Add amounts as they are stored."""
        of_counters, of_sums = self._layouts[key[0]]
        self._add(key, of_counters.flat({name: [n] for name, n in counters.items()}), of_sums.flat(sums))

    def climb(self) -> None:
        """Level by level, together by node first: a county's thousand deltas climb to the nation as one."""
        for depth in range(max(paths.depth(node) for _, node, _ in self.cells), 1, -1):
            for series, node, category in [key for key in self.cells if paths.depth(key[1]) == depth]:
                self._add((series, paths.parent(node), category), *self.cells[(series, node, category)])

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The cells as they are stored, in the order of their keys."""
        for series, node, category in sorted(self.cells):
            amounts = zip(self._layouts[series], self.cells[(series, node, category)], strict=True)
            yield str(series), node, category, *(layout.written(vector) for layout, vector in amounts)

    def _add(self, key: Key, counters: Vector, sums: Vector) -> None:
        held = self.cells.get(key)
        self.cells[key] = (added(held[0], counters), added(held[1], sums)) if held else (counters, sums)


def fold(now: datetime) -> int:
    """Fold one batch of at most BATCH deltas; gives how many."""
    with transaction.atomic():
        taken = _take(BATCH)
        if taken:
            changes = _Changes()
            for series, route, category, counters, sums in taken:
                changes.add((series, route, category), counters, sums)
            changes.climb()
            _add_what_cells_hold(changes)
            _put(list(changes.rows()), now)
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


def _add_what_cells_hold(changes: _Changes) -> None:
    by_category: dict[tuple[int, str], list[str]] = defaultdict(list)
    for series, node, category in changes.cells:
        by_category[(series, category)].append(node)
    for (series, category), nodes in by_category.items():
        cells = Cell.objects.filter(series=series, category=category, node__in=nodes)
        rows = list(cells.values_list("node", Cast("counters", TextField()), Cast("sums", TextField())))
        counters, sums = _read([row[1] for row in rows]), _read([row[2] for row in rows])
        for n, (node, _, _) in enumerate(rows):
            changes.add((series, node, category), counters[n], sums[n])


def _put(rows: list[tuple[str, ...]], now: datetime) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [_BETWEEN.join(column) for column in zip(*rows, strict=True)]
            cursor.execute(_PUT.format(rows=_ALL_ROWS), [now, *columns])
        else:
            as_of = connection.ops.adapt_datetimefield_value(now)
            cursor.executemany(_PUT.format(rows=_ONE_ROW), [(*row, as_of) for row in rows])
