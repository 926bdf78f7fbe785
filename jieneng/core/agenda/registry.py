"""What someone owes, by when and where: asked of every app when the page is made; nothing is stored.

A provider gives the entries of one organisation for one person, bounded in number and in queries: by how many, it says
itself (`_MOST`), since it knows the list where the rest is found. The core and the apps register theirs when they are
ready. Most have nothing to say on most days, so a provider may name the rows without which it is silent: one question
asks for all of them at once, and only who has any is asked further.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from jieneng.core.orgs.acting import Acting

Look = Literal["idle", "draft", "wait", "back", "late", "done"]


@dataclass(frozen=True)
class Entry:
    """One thing to do. `kind` is the two-character word of the filter (填报, 审核, 签收 …)."""

    due_at: datetime | None
    kind: str
    title: str
    detail: str
    asked_by: str
    url: str
    button: str
    look: Look = "idle"

    def is_late(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now


Provider = Callable[[Acting, datetime], Iterable[Entry]]
Grounds = Callable[[Acting, datetime], Iterable[QuerySet[Any]]]
_providers: dict[str, Provider] = {}
_grounds: dict[str, Grounds] = {}


def register(name: str, provider: Provider, *, grounds: Grounds | None = None) -> None:
    """Add a provider; the same name replaces the former one.

    `grounds` gives rows of the default database; where none of them is there, the provider is not asked.
    """
    _providers[name] = provider
    _grounds.pop(name, None)
    if grounds is not None:
        _grounds[name] = grounds


def entries(acting: Acting, now: datetime) -> list[Entry]:
    """Everything owed for this organisation, the oldest due first; what has no day goes last."""
    silent = _silent(acting, now)
    speaking = [provider for name, provider in _providers.items() if name not in silent]
    found = [entry for provider in speaking for entry in provider(acting, now)]
    return sorted(found, key=lambda entry: (entry.due_at is None, entry.due_at or now, entry.kind, entry.title))


def _silent(acting: Acting, now: datetime) -> set[str]:
    """The providers that have no ground to say anything, in one question.

    It is put together by hand: a queryset of `Exists` would resolve and copy each of them once more.
    """
    grounds = [(name, rows) for name, given in _grounds.items() for rows in given(acting, now)]
    asked = [(name, question) for name, rows in grounds if (question := _question(rows))]
    if not asked:
        return set(_grounds)
    with connection.cursor() as cursor:
        select = ", ".join(f"EXISTS ({sql})" for _, (sql, _) in asked)
        cursor.execute(f"SELECT {select}", [value for _, (_, values) in asked for value in values])
        answers = cursor.fetchone() or ()
    return set(_grounds) - {name for (name, _), is_there in zip(asked, answers, strict=True) if is_there}


def _question(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """Whether any of the rows is there, as SQL with its values; None where it cannot be."""
    try:
        sql, values = rows.order_by().query.exists().get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(values)
