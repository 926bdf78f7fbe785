"""This year's figure beside last year's: whether they may be compared, and how the change reads."""

from dataclasses import dataclass
from decimal import Decimal

from jieneng.engine.quantities import NOT_COMPARABLE, change_cn
from jieneng.rulebook.briefs import Comparable


@dataclass(frozen=True)
class Scope:
    """Of how many a figure is: those that stand behind it, and those that were asked. None: nobody knows."""

    n_counted: int
    n_expected: int


def hindrance(now: Scope, before: Scope | None, rule: Comparable) -> str:
    """Why two figures may not be compared, as a word that the page says in full; "" when they may.

    >>> rule = Comparable(least_coverage=90, most_shift=10)
    >>> hindrance(Scope(95, 100), Scope(96, 102), rule), hindrance(Scope(50, 100), Scope(96, 102), rule)
    ('', 'now-short')
    """
    if before is None or before.n_expected <= 0:
        return "unknown"
    if _is_short(now, rule):
        return "now-short"
    if _is_short(before, rule):
        return "before-short"
    moved = abs(now.n_expected - before.n_expected) * 100
    return "moved" if moved > rule.most_shift * before.n_expected else ""


def _is_short(scope: Scope, rule: Comparable) -> bool:
    return scope.n_counted * 100 < rule.least_coverage * scope.n_expected or scope.n_expected <= 0


def change(now: Decimal | int, before: Decimal | int | None, why_not: str) -> str:
    """The change in words, — where the figures are not comparable.

    >>> change(10671, 10000, ""), change(10671, 10000, "moved")
    ('增长6.71%', '—')
    """
    return NOT_COMPARABLE if why_not else change_cn(now, before)
