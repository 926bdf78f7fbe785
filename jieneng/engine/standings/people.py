"""People by score, then by time; nobody is rewarded for being faster than one can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Result:
    """What a person reached: the score, and the milliseconds it took."""

    key: str
    score: int | Decimal
    took_ms: int


@dataclass(frozen=True)
class Place:
    """A result and its rank from 1; `counted_ms` is the time that was compared."""

    rank: int
    key: str
    score: int | Decimal
    counted_ms: int


def standings(results: Iterable[Result], *, least_ms: int = 0) -> tuple[Place, ...]:
    """Everybody by score, high first, then by time, short first; equals share a rank and the next ones are skipped.

    A time below `least_ms`, the shortest that is plausible for the paper, counts as `least_ms`: a program that answers
    in a second gains nothing. Equals stand in the order of their keys. This is the rank of SQL's RANK() and of sports
    (1, 2, 2, 4). Raises ValueError for a time below nothing.

    >>> of = [Result("a", 90, 61_000), Result("b", 100, 9_000), Result("c", 100, 30_000), Result("d", 100, 45_000)]
    >>> [(place.rank, place.key) for place in standings(of, least_ms=30_000)]
    [(1, 'b'), (1, 'c'), (3, 'd'), (4, 'a')]
    """
    found: list[Place] = []
    for turn, (lacking, counted, key) in enumerate(sorted(_sorting(result, least_ms) for result in results), 1):
        last = found[-1] if found else None
        is_equal = last is not None and (last.score, last.counted_ms) == (-lacking, counted)
        found.append(Place(last.rank if last and is_equal else turn, key, -lacking, counted))
    return tuple(found)


def _sorting(result: Result, least_ms: int) -> tuple[int | Decimal, int, str]:
    if result.took_ms < 0:
        raise ValueError(f"A paper takes no less than no time: {result.key}")
    return -result.score, max(result.took_ms, least_ms), result.key
