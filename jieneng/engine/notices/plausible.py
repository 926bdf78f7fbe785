"""Counts that cannot be meant: 约3名 where 万 was lost, or more posters than there are people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jieneng.engine.figures import Stat
from jieneng.engine.notices.draft import Warning_
from jieneng.engine.notices.page import Page

PEOPLE = frozenset({"人", "名", "位", "人次"})
TURNS = frozenset({"次", "次数", "人次", "条次"})
FEW_PEOPLE = 10  # nobody rounds so few: 约3名 was 约3万名
MOST_PEOPLE = Decimal(500_000_000)
MOST_THINGS = Decimal(100_000_000)


def implausible(page: Page, stats: tuple[Stat, ...]) -> Iterator[Warning_]:
    """A warning for each count that is too small to be rounded or too large to be true."""
    for each in stats:
        written = page.clean.raw[each.spans[0].start : each.spans[0].end]
        if each.approx and each.unit in PEOPLE and each.count < FEW_PEOPLE:
            yield _warning(each, f"“{written}”数量过小，可能缺“万”或者“千”，请核对原文。")
        elif each.count > most(each.unit):
            yield _warning(each, f"“{written}”数量过大，请核对原文和单位。")


def most(unit: str) -> Decimal:
    """The largest count of a unit that is believed; views and sendings may be many.

    >>> most("块") < most("人") < most("次")
    True
    """
    if unit in TURNS:
        return Decimal("Infinity")
    return MOST_PEOPLE if unit in PEOPLE else MOST_THINGS


def _warning(stat: Stat, sentence: str) -> Warning_:
    return Warning_("implausible-count", sentence, stat.spans[:1], (("照原文采用", "keep"),))
