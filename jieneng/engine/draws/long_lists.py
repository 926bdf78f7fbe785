"""The root and the proofs of a list too long to be held at once: by parts of 256 lines, of which little is kept.

A tree of RFC 6962 splits at powers of two, so the root over every 256 lines is a node of the whole tree, and the last
part, however short, goes up as it is. 200,000 lines are 782 parts; a proof reads one of them and the roots of all.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from jieneng.engine.draws.entrants import Proof, RepeatedEntrants, Tree, joined

PART = 256


class Part(NamedTuple):
    """What is kept of a part: its first line, by which it is found, and its root."""

    first: str
    root: str


def parts_of(lines: Iterable[str]) -> Iterator[Part]:
    """Every part of the list, one held at a time. Raises RepeatedEntrants or ValueError when not ascending."""
    last, waiting = "", iter(lines)
    while part := tuple(islice(waiting, PART)):
        _require_ascending((last, *part))
        last = part[-1]
        yield Part(part[0], Tree(part).root)


def part_with(line: str, parts: Sequence[Part]) -> int:
    """The number of the part, from 0, in which the line stands if it stands in the list; -1 before the first."""
    return bisect_right(parts, line, key=lambda part: part.first) - 1


def root_over(parts: Sequence[Part]) -> str:
    """The root of the whole list, from its parts.

    >>> lines = [f"{n:04}" for n in range(1000)]
    >>> root_over(list(parts_of(lines))) == Tree(tuple(lines)).root
    True
    """
    return _levels(parts)[-1][0].hex() if parts else Tree(()).root


def proof_in(lines: Sequence[str], index: int, parts: Sequence[Part], size: int) -> Proof:
    """The proof for the line at this place of the whole list, given the lines of the part in which it stands."""
    number = index // PART
    below = Tree(tuple(lines)).proof(index % PART)
    beside = ((level, (number >> height) ^ 1) for height, level in enumerate(_levels(parts)[:-1]))
    above = tuple(level[place].hex() for level, place in beside if place < len(level))
    return Proof(index, size, (*below.path, *above))


def _levels(parts: Sequence[Part]) -> list[tuple[bytes, ...]]:
    level = tuple(bytes.fromhex(part.root) for part in parts)
    found = [level]
    while len(level) > 1:
        level = joined(level)
        found.append(level)
    return found


def _require_ascending(lines: Sequence[str]) -> None:
    for one, other in pairwise(lines):
        if one == other:
            raise RepeatedEntrants([one])
        if one > other:
            raise ValueError("The lines of a published list ascend")
