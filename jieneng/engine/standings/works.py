"""Places of works by the marks of several judges: exact fractions, so that no rounding decides who is in.

A work's mark is the mean of its judges' totals. Works with the same mark share a place. Whoever chooses n works takes
the first n; where a tie stands across that line, a person decides among the tied, and nobody else can be taken.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Placed:
    """One work in the order of marks. `line`: "in", "out", or "tied" where the line goes through equal marks."""

    key: int
    mark: Fraction
    rank: int
    line: str


def mean(totals: Sequence[Decimal]) -> Fraction:
    """The mean of totals, exactly.

    >>> mean([Decimal("90.1"), Decimal("90.2"), Decimal("90.2")])
    Fraction(541, 6)
    """
    return sum((Fraction(total) for total in totals), Fraction(0)) / len(totals)


def shown(mark: Fraction, decimals: int = 2) -> Decimal:
    """A mark as it is written; places are decided by the mark itself.

    >>> shown(Fraction(541, 6)), shown(Fraction(1, 8))
    (Decimal('90.17'), Decimal('0.13'))
    """
    step = Decimal(1).scaleb(-decimals)
    scaled = Fraction(mark) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return (Decimal(whole) * step).quantize(step, ROUND_HALF_UP)


def placed(marks: Iterable[tuple[int, Fraction]], n: int) -> list[Placed]:
    """Works by mark, the best first; the same mark is the same place.

    >>> [(one.key, one.rank, one.line) for one in placed([(1, Fraction(9)), (2, Fraction(8)), (3, Fraction(8))], 2)]
    [(1, 1, 'in'), (2, 2, 'tied'), (3, 2, 'tied')]
    """
    ordered = sorted(marks, key=lambda one: (-one[1], one[0]))
    n_with = Counter(mark for _, mark in ordered)
    places: list[Placed] = []
    for at, (key, mark) in enumerate(ordered):
        rank = places[-1].rank if places and places[-1].mark == mark else at + 1
        last = rank + n_with[mark] - 1
        line = "in" if last <= n else "out" if rank > n else "tied"
        places.append(Placed(key, mark, rank, line))
    return places


def is_fair(chosen: Iterable[int], places: Sequence[Placed], n: int) -> bool:
    """Whether these may be taken: at most n, and nobody who stands behind someone left out.

    >>> places = placed([(1, Fraction(9)), (2, Fraction(8)), (3, Fraction(8)), (4, Fraction(7))], 2)
    >>> [is_fair(said, places, 2) for said in ([1, 3], [2, 3], [1], [1, 4])]
    [True, False, True, False]
    """
    taken = set(chosen)
    if len(taken) > n or not taken or taken - {one.key for one in places}:
        return False
    worst = min(one.mark for one in places if one.key in taken)
    return all(one.key in taken for one in places if one.mark > worst)


def splits_tie(chosen: Iterable[int], places: Sequence[Placed]) -> bool:
    """Whether works of one mark are partly taken and partly not: whoever does so says why.

    >>> places = placed([(1, Fraction(9)), (2, Fraction(8)), (3, Fraction(8))], 2)
    >>> splits_tie([1, 2], places), splits_tie([1], places)
    (True, False)
    """
    taken = set(chosen)
    marks_in = {one.mark for one in places if one.key in taken}
    return any(one.mark in marks_in for one in places if one.key not in taken)
