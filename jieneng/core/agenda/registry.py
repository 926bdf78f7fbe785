"""What someone owes, by when and where: asked of every app when the page is made; nothing is stored.

A provider gives the entries of one organisation for one person, bounded in number and in queries: by how many, it says
itself (`_MOST`), since it knows the list where the rest is found. The core and the apps register theirs when they are
ready.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Add a provider; the same name replaces the former one."""
    _providers[name] = provider


def entries(acting: Acting, now: datetime) -> list[Entry]:
    """Everything owed for this organisation, the oldest due first; what has no day goes last."""
    found = [entry for provider in _providers.values() for entry in provider(acting, now)]
    return sorted(found, key=lambda entry: (entry.due_at is None, entry.due_at or now, entry.kind, entry.title))
