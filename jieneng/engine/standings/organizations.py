"""Organisations by rate of participation, so that an office of three does not always beat a hospital of three thousand.

The rate that is ranked is (n + k·p0) / (m + k), with n who took part, m who could have, p0 the rate of all together
and k how many average colleagues each organisation is lent. An organisation of m = k stands half way between its own
rate and p0; a large one hardly moves. It is the mean of a Beta(k·p0 + n, k·(1 − p0) + m − n) distribution: additive
smoothing (Laplace, Lidstone) towards p0, the usual shrinkage of small groups (empirical Bayes).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Turnout:
    """How many people of an organisation took part, and how many it has.

    Rosters lag behind: with more who took part than there are, all of them count as all.
    """

    key: str
    took_part: int
    people: int

    def __post_init__(self) -> None:
        if self.took_part < 0 or self.people < 1:
            raise ValueError(f"A rate needs people, and nobody less than none took part: {self.key}")

    @property
    def counted(self) -> int:
        return min(self.took_part, self.people)


@dataclass(frozen=True)
class Place:
    """An organisation's rank from 1, its plain rate and the shrunken one by which it is ranked; both exact, 0 to 1."""

    rank: int
    key: str
    rate: Fraction
    ranked_by: Fraction


def overall_rate(turnouts: Iterable[Turnout]) -> Fraction:
    """The rate of all together, the usual p0. Raises ZeroDivisionError when there is nobody.

    >>> overall_rate([Turnout("office", 3, 3), Turnout("hospital", 57, 97)])
    Fraction(3, 5)
    """
    known = list(turnouts)
    return Fraction(sum(one.counted for one in known), sum(one.people for one in known))


def shrunken(turnout: Turnout, *, k: int, p0: Fraction) -> Fraction:
    """(n + k·p0) / (m + k), exact. Raises ValueError for k below 0 or p0 outside 0 to 1.

    >>> shrunken(Turnout("office", 3, 3), k=30, p0=Fraction(3, 5))
    Fraction(7, 11)
    """
    if k < 0 or not 0 <= p0 <= 1:
        raise ValueError("k is 0 or more, p0 a rate from 0 to 1")
    return (turnout.counted + k * p0) / Fraction(turnout.people + k)


def standings(turnouts: Iterable[Turnout], *, k: int, p0: Fraction) -> tuple[Place, ...]:
    """Organisations by their shrunken rate, high first; equals share a rank (1, 2, 2, 4), in the order of their keys.

    >>> of = [Turnout("office", 3, 3), Turnout("hospital", 190, 200), Turnout("school", 40, 97)]
    >>> [(place.rank, place.key) for place in standings(of, k=30, p0=overall_rate(of))]
    [(1, 'hospital'), (2, 'office'), (3, 'school')]
    """
    rated = sorted((-shrunken(one, k=k, p0=p0), one.key, one) for one in turnouts)
    found: list[Place] = []
    for turn, (lacking, key, one) in enumerate(rated, 1):
        rank = found[-1].rank if found and found[-1].ranked_by == -lacking else turn
        found.append(Place(rank, key, Fraction(one.counted, one.people), -lacking))
    return tuple(found)
