"""The root and the proofs of a list too long to be held at once: by parts of 256 lines, of which only roots are kept.

A tree of RFC 6962 splits at powers of two, so the root over every 256 lines is a node of the whole tree, and the last
part, however short, goes up as it is. 200,000 lines are 782 roots; a proof reads one part and the roots.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from jieneng.engine.draws.entrants import Proof, RepeatedEntrants, Tree, joined

PART = 256


def part_roots(lines: Iterable[str]) -> Iterator[str]:
    """The root of every part, one part held at a time. Raises RepeatedEntrants or ValueError when not ascending."""
    last, waiting = "", iter(lines)
    while part := tuple(islice(waiting, PART)):
        _require_ascending((last, *part))
        last = part[-1]
        yield Tree(part).root


def root_over(roots: Sequence[str]) -> str:
    """The root of the whole list, from the roots of its parts.

    >>> lines = [f"{n:04}" for n in range(1000)]
    >>> root_over(list(part_roots(lines))) == Tree(tuple(lines)).root
    True
    """
    return _levels(roots)[-1][0].hex() if roots else Tree(()).root


def proof_in(part: Sequence[str], index: int, roots: Sequence[str], size: int) -> Proof:
    """The proof for the line at this place of the whole list, given the part in which it stands."""
    number = index // PART
    below = Tree(tuple(part)).proof(index % PART)
    beside = ((level, (number >> height) ^ 1) for height, level in enumerate(_levels(roots)[:-1]))
    above = tuple(level[place].hex() for level, place in beside if place < len(level))
    return Proof(index, size, (*below.path, *above))


def _levels(roots: Sequence[str]) -> list[tuple[bytes, ...]]:
    level = tuple(bytes.fromhex(root) for root in roots)
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
