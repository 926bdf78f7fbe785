"""Paragraphs of a printed page: a line that fills its width goes on in the next one, unless that is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from jieneng.engine.sources.running import Line

_ENDS = "。！？：；.!?:;…"
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]|附\s*件"
)
_LETTER = re.compile(r"[A-Za-z]")
_LONG = 12  # characters from which a line tells how wide the page is set
_SLACK = 2.0  # characters that a full line may lack: one that did not fit, and a stop that fills half its square
_INDENT = 1.2  # characters


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """The lines of all pages, those joined that the page shows to belong together.

    >>> page = [Line("节能宣传周为六月二十三日至二十九日，主", 700, 90, 490), Line("题是“节能增效”。", 670, 60, 230)]
    >>> len(list(paragraphs([[*page, Line("请各单位组织收看启动活动。", 640, 90, 370)]])))
    2
    """
    said = ""
    last: Line | None = None
    before = _Set([])
    for page in pages:
        here = _Set(page)
        here = here if here.is_told else before  # the rest of a sentence alone on the last page
        for line in page:
            if last is not None and before.fills(last) and here.goes_on(line) and last.text[-1] not in _ENDS:
                said += (" " if _LETTER.match(last.text[-1]) and _LETTER.match(line.text) else "") + line.text
            else:
                yield from [said] if said else []
                said = line.text
            last, before = line, here
    if said:
        yield said


class _Set:
    """How a page is set: where its lines begin and end, and how wide a character is."""

    def __init__(self, page: list[Line]) -> None:
        prose = [line for line in page if len(line.text) >= _LONG and "\t" not in line.text]
        self.is_told = len(prose) > 1
        self._left = min((line.left for line in page if "\t" not in line.text), default=0.0)
        self._right = max((line.right for line in prose), default=0.0)
        self._em = median((line.right - line.left) / len(line.text) for line in prose) if prose else 0.0

    def fills(self, line: Line) -> bool:
        return self.is_told and "\t" not in line.text and line.right >= self._right - _SLACK * self._em

    def goes_on(self, line: Line) -> bool:
        flush = abs(line.left - self._left) <= _INDENT * self._em
        return self.is_told and flush and "\t" not in line.text and _BEGINS.match(line.text) is None
