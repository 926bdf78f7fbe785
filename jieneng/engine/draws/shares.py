"""A whole number divided among groups by their size: who gets how many, exactly, without a dice."""

import heapq
from collections.abc import Mapping
from fractions import Fraction


def shares(sizes: Mapping[str, int], n: int, *, at_least: int = 0) -> dict[str, int]:
    """How many of `n` each group gets: in proportion to its size, `at_least` so many, never more than its size.

    One after another goes to the group with the largest size / (2 x what it has + 1), on a tie to the first name: the
    highest quotients of Sainte-Laguë (Webster). A larger `n` therefore never takes one from a group, which largest
    remainders do. Groups of size 0 get none. Raises ValueError when `n` is too small for everybody's least, or larger
    than all the groups together.

    >>> shares({"school": 300, "hospital": 60, "library": 3}, 12)
    {'school': 10, 'hospital': 2, 'library': 0}
    >>> shares({"school": 300, "hospital": 60, "library": 3}, 12, at_least=1)
    {'school': 9, 'hospital': 2, 'library': 1}
    """
    if any(size < 0 for size in sizes.values()):
        raise ValueError("A group has no fewer than nobody")
    given = {name: min(at_least, size) for name, size in sizes.items()}
    left = n - sum(given.values())
    if left < 0 or n > sum(sizes.values()):
        raise ValueError(f"{n} cannot be divided among groups of {sum(sizes.values())} with {at_least} each")
    waiting = [_claim(name, sizes[name], has) for name, has in given.items() if has < sizes[name]]
    heapq.heapify(waiting)
    for _ in range(left):
        _, name = waiting[0]
        given[name] += 1
        if given[name] < sizes[name]:
            heapq.heapreplace(waiting, _claim(name, sizes[name], given[name]))
        else:
            heapq.heappop(waiting)
    return given


def _claim(name: str, size: int, has: int) -> tuple[Fraction, str]:
    """Sorts the strongest claim first."""
    return -Fraction(size, 2 * has + 1), name
