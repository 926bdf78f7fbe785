"""Paths of the tree as text, and the one way to ask for a subtree: a range on an index."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

STEP = 4  # characters a level; treebeard's steplen
_AFTER = "~"  # sorts after every character of a path


class PathField(models.CharField):
    """A path column, compared byte by byte on every database.

    A range over paths is only a subtree when text sorts by its bytes. PostgreSQL sorts by the locale of the database
    unless the column says otherwise; SQLite always sorts by bytes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 128)
        super().__init__(*args, **kwargs)

    if TYPE_CHECKING:  # on an instance it is text

        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def within(path: str, column: str = "path") -> Q:
    """The rows at this node and below it.

    >>> within("0001", "org_path")
    <Q: (AND: ('org_path__gte', '0001'), ('org_path__lt', '0001~'))>
    """
    return Q((f"{column}__gte", path), (f"{column}__lt", path + _AFTER))


def below(path: str, column: str = "path") -> Q:
    """The rows under this node, without the node itself."""
    return Q((f"{column}__gt", path), (f"{column}__lt", path + _AFTER))


def ancestors(path: str) -> Iterator[str]:
    """The paths from the root down to the node itself.

    >>> list(ancestors("000100020003"))
    ['0001', '00010002', '000100020003']
    """
    return (path[:end] for end in range(STEP, len(path) + 1, STEP))


def parent(path: str) -> str:
    """The path one level up; empty for a root.

    >>> parent("00010002"), parent("0001")
    ('0001', '')
    """
    return path[:-STEP]


def depth(path: str) -> int:
    """How deep a node stands; a root is at 1."""
    return len(path) // STEP


def is_within(path: str, root: str) -> bool:
    """Whether the node is the root or stands below it."""
    return path.startswith(root)
