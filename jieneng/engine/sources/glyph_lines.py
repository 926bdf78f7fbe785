"""The lines of one pdf page from its characters: the words, and how high on the page they stand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from pypdfium2 import raw

from jieneng.engine.sources.running import Line

Pdf: TypeAlias = Any  # the package has no types
_HYPHENS = frozenset("\x02\ufffe\u00ad")
_WIDE = 0.7  # of a character's height: a wider gap parts cells, a narrower one is only how type is set
_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_IDLE = re.compile(rf"(?<=[{_HAN}]) (?=[\w(〔“])|(?<=[\w)〕”%]) (?=[{_HAN}])")


class _Boxes:
    """Where characters stand, asked one at a time."""

    def __init__(self, textpage: Pdf) -> None:
        self._page = textpage
        self._edges = [ctypes.c_double() for _ in range(4)]

    def of(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top in points; zeros for a sign that is not drawn."""
        drawn = raw.FPDFText_GetCharBox(self._page, index, *map(ctypes.byref, self._edges))
        left, right, bottom, top = (edge.value for edge in self._edges)
        return (left, right, bottom, top) if drawn else (0.0, 0.0, 0.0, 0.0)

    def is_gap(self, index: int) -> bool:
        """Whether a blank is none of the author's, but the reader's name for an empty stretch."""
        return bool(raw.FPDFText_IsGenerated(self._page, index) == 1)


def lines_of(page: Pdf) -> list[Line]:
    """The lines that hold anything, in the order of the page's own content."""
    opened = page.get_textpage()  # closed when nothing holds it any more
    textpage = opened.raw
    boxes = _Boxes(textpage)
    signs = [raw.FPDFText_GetUnicode(textpage, at) for at in range(raw.FPDFText_CountChars(textpage))]
    lines = [line for start, end in _stretches(signs) if (line := _line(signs, start, end, boxes))]
    opened.close()
    return lines


def _stretches(signs: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, sign in enumerate(signs):
        if sign in (10, 13):
            yield start, at
            start = at + 1
    yield start, len(signs)


def _line(signs: list[int], start: int, end: int, boxes: _Boxes) -> Line | None:
    drawn = [at for at in range(start, end) if signs[at] > 32 and signs[at] not in (0xA0, 0x3000)]
    if not drawn:
        return None
    said = "".join(_sign(signs, at, boxes) for at in range(start, end))
    text = _IDLE.sub("", _whole(said)).strip(" \t\u3000\xa0")
    left, _, bottom, top = boxes.of(drawn[0])
    return Line(text, (bottom + top) / 2, left, boxes.of(drawn[-1])[1]) if text else None


def _sign(signs: list[int], at: int, boxes: _Boxes) -> str:
    sign = chr(signs[at])
    if sign in _HYPHENS:
        return ""
    if sign != " " or not 0 < at < len(signs) - 1 or not boxes.is_gap(at):
        return sign
    before, after = boxes.of(at - 1), boxes.of(at + 1)
    height = max(before[3] - before[2], after[3] - after[2], 1.0)
    return "\t" if after[0] - before[1] > _WIDE * height else " "


def _whole(said: str) -> str:
    """Rare characters may come as two halves (GB 18030-2022 asks for them in names)."""
    return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
