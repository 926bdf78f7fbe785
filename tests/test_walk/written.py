"""What a request has really written: the rows of its statements, without those that were rolled back."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, connections, transaction

AUDIT = "audit_entry"
_UNWATCHED = re.compile(r"django_session|axes_|audit_deed")  # a deed's key is kept only together with its entry
_WRITE = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_SAVEPOINT = re.compile(r'\s*(ROLLBACK TO SAVEPOINT|RELEASE SAVEPOINT|SAVEPOINT)\s+"?([\w-]+)"?', re.IGNORECASE)


@contextmanager
def writes() -> Iterator[list[str]]:
    """Gives a list that holds, after the block, the tables that were written to and not taken back."""
    found: list[str] = []
    with asked() as statements:
        yield found
    found += kept(iter(statements))


@contextmanager
def asked() -> Iterator[list[str]]:
    """Gives a list to which every statement is added that goes to the database, without its values.

    Not by the log of queries: on SQLite it asks the database to write each value out, a second question for each.
    """
    statements: list[str] = []

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield statements


def kept(statements: Iterator[str]) -> list[str]:
    """The tables of all writes that no rollback undid, in order."""
    written: list[str] = []
    marks: list[tuple[str, int]] = []
    for statement in statements:
        point, write = _SAVEPOINT.match(statement), _WRITE.match(statement)
        if point and point[1].upper() == "SAVEPOINT":
            marks.append((point[2], len(written)))
        elif point:
            at = next(n for name, n in reversed(marks) if name == point[2])
            if point[1].upper().startswith("ROLLBACK"):
                del written[at:]
        elif write and not _UNWATCHED.match(write[1]):
            written.append(write[1])
    return written


@contextmanager
def undone() -> Iterator[None]:
    """Everything in the block is taken back at its end, in every database."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
