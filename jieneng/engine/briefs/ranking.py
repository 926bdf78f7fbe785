"""Who has reported: the parts of a level in order, with ties, who is praised and who is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jieneng.engine.documents.blocks import Table
from jieneng.engine.quantities import percent_cn
from jieneng.rulebook.compositions import Ranking

COUNTED = ("expected", "handed_in", "on_time", "late", "missing", "rate")  # the figures of a row, in its order
CELL = "row."  # what the key of a figure in a table begins with


@dataclass(frozen=True)
class Section:
    """One part of a level: a level below, or the level's own units. 已报 = 按时 + 迟报; 应报 = 已报 + 未报."""

    name: str
    n_expected: int
    n_on_time: int
    n_late: int
    n_counted: int = 0  # of those handed in, accepted
    key: str = ""  # by which its figures are cited, "" where they are not

    @property
    def n_handed_in(self) -> int:
        return self.n_on_time + self.n_late

    @property
    def n_missing(self) -> int:
        return max(0, self.n_expected - self.n_handed_in)

    @property
    def rate(self) -> str:
        """How many of those asked have reported, in words of per cent."""
        return percent_cn(min(self.n_handed_in, self.n_expected), self.n_expected, decimals=1)

    @property
    def standing(self) -> tuple[Fraction, Fraction]:
        """What decides the rank: the rate, then how many were on time."""
        of = max(1, self.n_expected)
        return Fraction(min(self.n_handed_in, of), of), Fraction(min(self.n_on_time, of), of)


@dataclass(frozen=True)
class Ranked:
    """A section with its rank; those that stand equal share it, and the next rank counts them all."""

    rank: int
    section: Section


def ranked(sections: Iterable[Section]) -> list[Ranked]:
    """By rate, then by how many were on time; equal ones in the order they came.

    >>> [one.rank for one in ranked([Section("甲", 4, 3, 0), Section("乙", 4, 4, 0), Section("丙", 2, 2, 0)])]
    [1, 1, 3]
    """
    ordered = sorted((one for one in sections if one.n_expected), key=lambda one: one.standing, reverse=True)
    standings = [one.standing for one in ordered]
    return [Ranked(standings.index(one.standing) + 1, one) for one in ordered]


def table_of(sections: Iterable[Section], words: Ranking) -> Table:
    """The table of a circular; each figure of a section that has a key is cited by it."""
    order = ranked(sections)
    rows = tuple(
        (
            str(one.rank),
            one.section.name,
            str(one.section.n_expected),
            str(one.section.n_handed_in),
            str(one.section.n_on_time),
            str(one.section.n_late),
            str(one.section.n_missing),
            one.section.rate,
        )
        for one in order
    )
    cites = tuple(("", "", *(cell_key(one.section, name) for name in COUNTED)) for one in order)
    return Table(words.headers, rows, words.widths, words.caption, cites=cites)


def cell_key(section: Section, name: str) -> str:
    """The key of one figure of a section's row: row.00010002.missing."""
    return f"{CELL}{section.key}.{name}" if section.key else ""


def praised(sections: Iterable[Section]) -> list[Section]:
    """Those of which everybody has reported, and on time."""
    return [one.section for one in ranked(sections) if one.section.n_on_time >= one.section.n_expected]


def wanting(sections: Iterable[Section], least_rate: int) -> list[Section]:
    """Those of which fewer per cent than that have reported, the most wanting first.

    >>> [one.name for one in wanting([Section("甲", 10, 9, 0), Section("乙", 10, 4, 4)], 90)]
    ['乙']
    """
    behind = [one.section for one in reversed(ranked(sections))]
    return [one for one in behind if one.standing[0] * 100 < least_rate]
