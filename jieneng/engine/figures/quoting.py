"""A figure in its sentence, and what speaks against taking it as it stands; for pages on which a person decides."""

from __future__ import annotations

from collections.abc import Iterator

from jieneng.engine.figures.found import Stat
from jieneng.engine.quantities import digits

ENDS = "。；;！!？?\n"
AROUND = 60  # characters before and behind the number
_PEOPLE = frozenset({"人", "名", "位"})  # one unit, said three ways


def quoted(text: str, stat: Stat, around: int = AROUND) -> tuple[str, str, str]:
    """The sentence before the number, the number with its unit, the sentence behind it; cut where it is long.

    >>> from jieneng.engine.figures import read
    >>> text = "活动圆满。张贴宣传画30余套，效果好。"
    >>> quoted(text, read(text).stats[0])
    ('张贴宣传画', '30余套', '，效果好')
    """
    start, end = stat.spans[0].start, stat.spans[0].end
    first = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    last = min((at for mark in ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    head = "…" if start - first > around else ""
    tail = "…" if last - end > around else ""
    before = text[max(first, start - around) : start].lstrip()
    return head + before, text[start:end], text[end : min(last, end + around)].rstrip() + tail


def typed(stat: Stat) -> str:
    """The count as somebody would type it.

    >>> from decimal import Decimal
    >>> typed(Stat("展板", Decimal("23000.0"), "块", False, ()))
    '23000'
    """
    return digits(stat.count)


def doubts(stat: Stat, unit: str) -> Iterator[str]:
    """What to look at before the figure goes into a field of this unit, in sentences; "" where no field is proposed."""
    if stat.of:
        yield f"是“{stat.of}”的一部分，不要重复计入"
    if stat.confidence == "low":
        yield "数字可能不全，请核对原文"
    if unit and unit != stat.unit and not {unit, stat.unit} <= _PEOPLE:
        yield f"原文单位为“{stat.unit}”，表中为“{unit}”" if stat.unit else f"原文没有单位，表中为“{unit}”"
