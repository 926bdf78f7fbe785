"""The rows in a SQLite file of their own: one writer, each batch one transaction that is on the disk when it ends."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jieneng.apps.quiz.endpoint.rows import HandIn, Identity, Opening, Unreachable


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608


def _insert_batch(table: str, columns: Sequence[str]) -> str:
    """The same of a whole batch, as JSON: one statement is one wait for the interpreter, not one for each row."""
    given = ", ".join(f"value ->> {place}" for place in range(len(columns)))
    names = ", ".join(columns)
    return f"INSERT INTO {table} ({names}) SELECT {given} FROM json_each(?) WHERE true ON CONFLICT DO NOTHING"  # noqa: S608


def _select(table: str, columns: Sequence[str], where: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {table} WHERE {where}"  # noqa: S608 - names of ours


_IDENTITY = "quiz = ? AND player = ? AND ordinal = ?"


class SqliteStore:
    """One connection, made in the thread that uses it."""

    hand_ins_table, openings_table = "quiz_handin", "quiz_opening"

    def __init__(self, path: str, timeout: float = 20) -> None:
        self._path, self._timeout = path, timeout
        self._connection: sqlite3.Connection | None = None

    def add_hand_ins(self, rows: Sequence[HandIn]) -> set[str]:
        """At once, as nearly every batch holds new papers only; row by row where one of them is there already."""
        batch, one = _insert_batch(self.hand_ins_table, HandIn._fields), _insert(self.hand_ins_table, HandIn._fields)
        with self._writing() as cursor:
            if cursor.execute(batch, [json.dumps(rows)]).rowcount == len(rows):
                return {row.key for row in rows}
            cursor.execute("ROLLBACK")
        with self._writing() as cursor:
            return {row.key for row in rows if cursor.execute(one, row).rowcount == 1}

    def add_openings(self, rows: Sequence[Opening]) -> set[Identity]:
        sql = _insert(self.openings_table, Opening._fields)
        with self._writing() as cursor:
            return {row.identity for row in rows if cursor.execute(sql, row).rowcount == 1}

    def hand_ins(self, identities: Iterable[Identity], keys: Iterable[str]) -> list[HandIn]:
        by_identity = _select(self.hand_ins_table, HandIn._fields, _IDENTITY)
        by_key = _select(self.hand_ins_table, HandIn._fields, "key = ?")
        with self._reading() as cursor:
            found = [row for identity in identities for row in cursor.execute(by_identity, identity).fetchall()]
            found += [row for key in keys for row in cursor.execute(by_key, [key]).fetchall()]
        return [HandIn(*row) for row in found]

    def openings(self, players: Iterable[tuple[int, str]]) -> list[Opening]:
        sql = _select(self.openings_table, Opening._fields, "quiz = ? AND player = ?")
        with self._reading() as cursor:
            return [Opening(*row) for player in players for row in cursor.execute(sql, player).fetchall()]

    def handed_in(self, players: Iterable[tuple[int, str]]) -> set[Identity]:
        sql = _select(self.hand_ins_table, ("quiz", "player", "ordinal"), "quiz = ? AND player = ?")
        with self._reading() as cursor:
            return {tuple(row) for player in players for row in cursor.execute(sql, player).fetchall()}

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with self._reading() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                if cursor.connection.in_transaction:
                    cursor.execute("COMMIT")
            except BaseException:
                if cursor.connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Cursor]:
        try:
            if self._connection is None:
                self._connection = _connected(self._path, self._timeout)
            yield self._connection.cursor()
        except sqlite3.OperationalError as lost:  # the file is held by somebody else, or the disk is full
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            raise Unreachable from lost


def _connected(path: str, timeout: float) -> sqlite3.Connection:
    connection: Any = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
