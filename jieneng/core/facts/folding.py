"""Fold deltas into cells, exactly once: what is taken out and what is added to are one transaction.

One process folds at a time (it holds the lease of its loop), so a cell has one writer, and no submit or accept ever
waits for another one's row.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.db import connection, transaction

from jieneng.core import paths
from jieneng.core.facts.amounts import Sum
from jieneng.core.facts.vectors import Layout, Vector, added

BATCH = 2_000
_TAKE = (
    "DELETE FROM facts_delta WHERE id IN (SELECT id FROM facts_delta ORDER BY id LIMIT %s)"
    " RETURNING series_id, route, category, counters, sums"
)
_HELD = (
    "SELECT series_id, node, category, counters, sums FROM facts_cell"
    " WHERE series_id = %s AND category = %s AND node {one_of}"
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
_ONE_OF = {  # many nodes in one argument: each of its own would cost more than to look its cell up
    "postgresql": ("= ANY(string_to_array(%s, E'\\x1f'))", _BETWEEN.join),
    "sqlite": ("IN (SELECT value FROM json_each(%s))", json.dumps),
}
_AT_A_TIME = 50  # texts that are read in one call
Key = tuple[int, str, str]  # series, node, category
Row = tuple[int, str, str, str, str]  # the same with counters and sums as they are stored


class _Changes:
    """What cells have to take in, each as two vectors of its series: counters and sums."""

    def __init__(self) -> None:
        self._layouts: dict[int, tuple[Layout, Layout]] = defaultdict(lambda: (Layout(1), Layout(4)))
        self.cells: dict[Key, tuple[Vector, Vector]] = {}

    def add(self, rows: list[Row]) -> None:
        """Add what stored rows hold."""
        for key, counters, sums in _read(rows):
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
            changes.add(taken)
            changes.climb()
            changes.add(_held(changes))
            _put(list(changes.rows()), now)
    return len(taken)


def fold_all(now: datetime) -> int:
    """Fold until nothing is left."""
    total = 0
    while n := fold(now):
        total += n
    return total


def _take(most: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [most])
        return list(cursor.fetchall())


def _read(rows: list[Row]) -> Iterator[tuple[Key, dict[str, int], dict[str, Sum]]]:
    """What the rows hold, some at a time.

    One by one, calling the reader takes as long as reading; all at once, the collector of garbage has them all to look
    through, again and again.
    """
    for start in range(0, len(rows), _AT_A_TIME):
        some = rows[start : start + _AT_A_TIME]
        texts = chain.from_iterable([row[3:] for row in some])
        amounts = iter(json.loads(f"[{','.join(texts)}]"))
        for row, counters, sums in zip(some, amounts, amounts, strict=True):
            yield row[:3], counters, sums


def _held(changes: _Changes) -> list[Row]:
    """What the cells hold that change."""
    by_category: dict[tuple[int, str], list[str]] = defaultdict(list)
    for series, node, category in changes.cells:
        by_category[(series, category)].append(node)
    one_of, listed = _ONE_OF[connection.vendor]
    rows: list[Row] = []
    with connection.cursor() as cursor:
        for (series, category), nodes in by_category.items():
            cursor.execute(_HELD.format(one_of=one_of), [series, category, listed(nodes)])
            rows += cursor.fetchall()
    return rows


def _put(rows: list[tuple[str, ...]], now: datetime) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [_BETWEEN.join(column) for column in zip(*rows, strict=True)]
            cursor.execute(_PUT.format(rows=_ALL_ROWS), [now, *columns])
        else:
            as_of = connection.ops.adapt_datetimefield_value(now)
            cursor.executemany(_PUT.format(rows=_ONE_ROW), [(*row, as_of) for row in rows])
