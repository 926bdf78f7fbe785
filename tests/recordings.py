"""What a fixture has built is built once in a run: from then on its rows are laid back as they were.

To found the small town through the real actions takes an eighth of a second, and two thousand tests ask for it. So the
first of them founds it, the rows that came to be are kept with what the fixture gave, and the others lay those rows
back into their own transaction: the same numbers, the same objects, in a few milliseconds.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, router
from django.db.transaction import atomic

Rows = dict[str, dict[tuple[Any, ...], None]]  # by table, in their order


@dataclass(frozen=True)
class Recording:
    """What came to be, and the sentences that lay it back."""

    given: bytes
    inserts: tuple[tuple[str, list[tuple[Any, ...]]], ...]

    def play(self) -> Any:
        with atomic(), connection.cursor() as cursor:  # so that whom a row names may come after it
            for sentence, rows in self.inserts:
                cursor.executemany(sentence, rows)
        return pickle.loads(self.given)


class Recordings:
    """The recordings of one run, by name."""

    def __init__(self) -> None:
        self._kept: dict[str, Recording] = {}

    def get(self, name: str, build: Callable[[], Any]) -> Any:
        """What `build` gives, and its rows: built the first time, laid back from then on.

        `build` may add rows and nothing else; one that changes or deletes a row that stood before fails.
        """
        if name in self._kept:
            return self._kept[name].play()
        before = _rows()
        given = build()
        self._kept[name] = Recording(pickle.dumps(given), _inserts(before, _rows()))
        return given


def _rows() -> Rows:
    """Every row of every table."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if _is_here(model)]
    with connection.cursor() as cursor:
        return {table: _all_of(cursor, table) for table in tables}


def _is_here(model: Any) -> bool:
    """Whether it has a table in this database: the quiz has a file of its own on SQLite."""
    return bool(model._meta.managed and not model._meta.proxy and router.allow_migrate_model(connection.alias, model))


def _all_of(cursor: Any, table: str) -> dict[tuple[Any, ...], None]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return dict.fromkeys(cursor.fetchall())


def _inserts(before: Rows, after: Rows) -> tuple[tuple[str, list[tuple[Any, ...]]], ...]:
    inserts = []
    for table, rows in after.items():
        if not before[table].keys() <= rows.keys():
            raise AssertionError(f"a recording adds rows; this one changed some of {table}")
        new = [row for row in rows if row not in before[table]]
        if new:
            places = ", ".join(["%s"] * len(new[0]))
            inserts.append((f'INSERT INTO "{table}" VALUES ({places})', new))
    return tuple(inserts)
