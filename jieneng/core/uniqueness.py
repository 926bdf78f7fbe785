"""A row that two people make at the same moment: the second gets a sentence, not a failure."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from jieneng.ui.refusals import Refused

_UNIQUE_VIOLATION = "23505"  # PostgreSQL: SQLSTATE of a unique constraint


@contextmanager
def once(code: str, **facts: Any) -> Iterator[None]:
    """Raise Refused(code) when what is written inside meets a unique constraint; every other error stays what it is.

    Whether the row is there already is asked before, for the usual case; this is for the moment in between.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not _is_taken(error.__cause__):
            raise
        raise Refused(code, **facts) from error


def _is_taken(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.IntegrityError):
        return error.sqlite_errorcode in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
    return getattr(error, "sqlstate", "") == _UNIQUE_VIOLATION
