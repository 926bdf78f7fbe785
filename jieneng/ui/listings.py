"""The lists of a desk: what one holds, may take part in, has still to set up. Chosen in Python, shown by one template.

`{% include "ui/parts/listings.html" %}` shows every `Listing` of `listings` that has lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A state in a cell: shape and word (`status` of templatetags/ui)."""

    look: str
    word: str


@dataclass(frozen=True)
class Button:
    """Where a line leads besides its title; `is_deed`: sent as a form with a key, since it changes something."""

    label: str
    url: str
    is_deed: bool = False


@dataclass(frozen=True)
class Line:
    """One line: its title (a link where there is a `url`), a second row under it, cells, buttons."""

    title: str
    url: str = ""
    detail: str = ""
    cells: Sequence[str | Mark] = ()
    buttons: Sequence[Button] = ()


@dataclass(frozen=True)
class Listing:
    """A titled table; `heads` name the title's column and each cell's."""

    title: str
    heads: Sequence[str]
    lines: Sequence[Line]


def are_empty(listings: Iterable[Listing]) -> bool:
    """Whether there is not a single line, so that the page says when there will be."""
    return not any(one.lines for one in listings)
