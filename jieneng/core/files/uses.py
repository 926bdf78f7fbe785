"""Who still uses a file: whatever refers to files by id says so here, so that nothing in use is ever cleared away."""

from collections.abc import Callable, Iterable

from jieneng.core.files.models import Attachment

Finder = Callable[[Iterable[Attachment]], set[int]]
_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Add a finder: given attachments, it answers with the ids of those it uses. The same name replaces the former."""
    _finders[name] = finder


def used(attachments: Iterable[Attachment]) -> set[int]:
    """The ids of those that anything uses."""
    asked = list(attachments)
    return set().union(*(finder(asked) for finder in _finders.values()))
