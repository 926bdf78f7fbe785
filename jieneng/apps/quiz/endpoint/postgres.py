"""The rows in PostgreSQL: one round trip and one commit for a whole batch."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg

from jieneng.apps.quiz.endpoint.rows import HandIn, Identity, Opening, Unreachable

_BETWEEN = "\x1f"  # stands in no path, code, key or answer
_KINDS = {"quiz": "int", "ordinal": "smallint", "score": "smallint", "used_ms": "int", "handed_ms": "bigint"}
_KINDS |= {"day": "date", "organization": "int", "opened_ms": "bigint", "due_ms": "bigint", "notice": "smallint"}


def _insert(table: str, columns: Sequence[str], returning: str) -> str:
    """Columns as texts: quicker to send than arrays, which are quoted item by item."""
    given = ", ".join(f"string_to_array(%s, E'\\x1f')::{_KINDS.get(name, 'text')}[]" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({given})"  # noqa: S608 - names of ours
        f" ON CONFLICT DO NOTHING RETURNING {returning}"
    )


_HAND_INS = (
    "SELECT {columns} FROM {table} WHERE (quiz, player, ordinal)"
    " IN (SELECT * FROM unnest(%s::int[], %s::text[], %s::int[]))"
    " UNION SELECT {columns} FROM {table} WHERE key = ANY(%s)"
)
_OF_PLAYERS = "SELECT {columns} FROM {table} WHERE (quiz, player) IN (SELECT * FROM unnest(%s::int[], %s::text[]))"


class PostgresStore:
    """One connection; it is opened again when the server was restarted."""

    hand_ins_table, openings_table = "quiz_handin", "quiz_opening"

    def __init__(self, address: dict[str, Any]) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None
        self._add_hand_ins = _insert(self.hand_ins_table, HandIn._fields, "key")
        self._add_openings = _insert(self.openings_table, Opening._fields, "quiz, player, ordinal")

    def add_hand_ins(self, rows: Sequence[HandIn]) -> set[str]:
        return {key for (key,) in self._asked(self._add_hand_ins, _columns(rows))}

    def add_openings(self, rows: Sequence[Opening]) -> set[Identity]:
        return {(quiz, player, no) for quiz, player, no in self._asked(self._add_openings, _columns(rows))}

    def hand_ins(self, identities: Iterable[Identity], keys: Iterable[str]) -> list[HandIn]:
        quizzes, players, ordinals = zip(*identities, strict=True)
        sql = _HAND_INS.format(columns=", ".join(HandIn._fields), table=self.hand_ins_table)
        rows = self._asked(sql, [list(quizzes), list(players), list(ordinals), list(keys)])
        return [HandIn(*row)._replace(day=str(row[8])) for row in rows]

    def openings(self, players: Iterable[tuple[int, str]]) -> list[Opening]:
        rows = self._of_players(self.openings_table, Opening._fields, players)
        return [Opening(*row)._replace(day=str(row[3])) for row in rows]

    def handed_in(self, players: Iterable[tuple[int, str]]) -> set[Identity]:
        rows = self._of_players(self.hand_ins_table, ("quiz", "player", "ordinal"), players)
        return {(quiz, player, ordinal) for quiz, player, ordinal in rows}

    def _of_players(self, table: str, columns: Sequence[str], players: Iterable[tuple[int, str]]) -> list[Any]:
        asked = list(players)
        if not asked:
            return []
        sql = _OF_PLAYERS.format(columns=", ".join(columns), table=table)
        return self._asked(sql, [[quiz for quiz, _ in asked], [player for _, player in asked]])

    def _asked(self, sql: str, said: list[Any]) -> list[Any]:
        try:
            if self._connection is None or self._connection.closed:
                self._connection = psycopg.connect(**self._address, autocommit=True)
            return self._connection.execute(sql, said).fetchall()
        except psycopg.OperationalError as lost:  # the server went away, or two lanes waited for each other
            self._drop()
            raise Unreachable from lost

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[str]:
    return [_BETWEEN.join(map(str, column)) for column in zip(*rows, strict=True)]
