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

from django.db.models import Exists, QuerySet

from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization

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
    """The providers that have no ground to say anything, in one question."""
    asked = [(name, rows) for name, grounds in _grounds.items() for rows in grounds(acting, now)]
    if not asked:
        return set(_grounds)
    here = Organization.objects.filter(pk=acting.organization.pk).order_by()
    answers = here.values_list(*[Exists(rows.order_by()) for _, rows in asked]).get()
    return set(_grounds) - {name for (name, _), is_there in zip(asked, answers, strict=True) if is_there}
