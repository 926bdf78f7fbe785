"""Places in a text as it was handed in."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the text as it was handed in."""

    start: int
    end: int
