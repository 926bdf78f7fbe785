"""What is read from the figures of a text: counts and rates, each with its places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jieneng.engine.texts.spans import Span


@dataclass(frozen=True)
class Stat:
    """Something counted: 悬挂横幅30余条 is item 横幅, count 30, unit 条, approx, verb 悬挂.

    The first span is the number with its unit, the second the words of the item where they stand apart. ``of`` is the
    item of the larger figure that this one is a part of (其中); such a part must not be added to its whole.
    """

    item: str
    count: Decimal
    unit: str
    approx: bool
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False
    of: str | None = None
    verb: str | None = None


@dataclass(frozen=True)
class Rate:
    """A share or a change in percent; ``direction`` is "up", "down" or None for a level (参与率达到95%).

    The value is never negative: 下降2.5% is 2.5 with the direction "down".
    """

    item: str
    value: Decimal
    unit: str
    direction: str | None
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Figures:
    """All the figures of one text, in the order of the text."""

    stats: tuple[Stat, ...] = ()
    rates: tuple[Rate, ...] = ()


def to_json(figures: Figures) -> dict[str, Any]:
    """The lists ``stats`` and ``rates`` as JSON values; whole numbers as integers, others as decimals.

    >>> to_json(Figures(stats=(Stat("展板", Decimal("8"), "块", False, ()),)))["stats"]
    [{'item': '展板', 'count': 8, 'unit': '块', 'approx': False}]
    """
    return {
        "stats": [
            {"item": each.item, "count": plain(each.count), "unit": each.unit, "approx": each.approx}
            | ({"of": each.of} if each.of else {})
            for each in figures.stats
        ],
        "rates": [
            {"item": each.item, "value": plain(each.value), "unit": each.unit}
            | ({"direction": each.direction} if each.direction else {})
            for each in figures.rates
        ],
    }


def plain(value: Decimal) -> int | float:
    """A decimal as a number of JSON.

    >>> plain(Decimal("14000.0")), plain(Decimal("2.51"))
    (14000, 2.51)
    """
    return int(value) if value == value.to_integral_value() else float(value)
