"""The backend. Whoever asks SQLite for its write lock takes a turn first, and keeps it as long as the lock.

The turn is a courtesy: what keeps two from writing at once is still SQLite. So nothing is wrong, only unfair, where a
file cannot have turns, or where another program writes to it without taking one.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base

from jieneng.config.sqlite.turns import Turn, turn_at

_ASKS_FOR_THE_LOCK = re.compile(r"\s*(BEGIN (IMMEDIATE|EXCLUSIVE)|INSERT|REPLACE|UPDATE|DELETE)\b", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection and its turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None
        self._patience = 0.0
        self.execute_wrappers.append(self._in_turn)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """The connection, with a turn at the file that SQLite itself says is behind it."""
        made = super().get_new_connection(conn_params)
        self._turn = turn_at(made.execute("PRAGMA database_list").fetchone()[2])
        self._patience = conn_params.get("timeout", 5.0)  # as that of the module sqlite3
        return made

    def _in_turn(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Around every statement: a lone one that writes has its turn as well as one that begins a transaction."""
        if self._turn and not self.connection.in_transaction and _ASKS_FOR_THE_LOCK.match(sql):
            with self.wrap_database_errors:
                if not self._turn.take(self._patience):
                    raise self.Database.OperationalError("database is locked")  # as SQLite says it
        try:
            return execute(sql, params, many, context)
        finally:
            self._give_back_when_over()

    def _give_back_when_over(self) -> None:
        if self._turn and self._turn.is_held and not self.connection.in_transaction:
            self._turn.give_back()

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:  # a commit that fails may leave the transaction open, to be rolled back
            self._give_back_when_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_back_when_over()

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # which commits what is open
        finally:
            self._give_back_when_over()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._turn:
                self._turn.close()
            self._turn = None
