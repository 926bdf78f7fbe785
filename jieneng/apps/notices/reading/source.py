"""The source text in paragraphs with its marked places; where marks overlap, a stretch shows the shortest of them.

Gives plain pieces; the template escapes them. No HTML is made here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jieneng.apps.notices.reading.rows import Line

SHORT = 40  # characters of a line that can be a number or a signature
HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True)
class Mark:
    """A marked place of the source and its number on the page."""

    n: int
    start: int
    end: int
    css: str
    key: str = ""  # of the row that speaks of it


@dataclass(frozen=True)
class Piece:
    """A stretch of text under at most one mark; `anchors` are the numbers that begin here, `n` the one that ends."""

    text: str
    css: str = ""
    anchors: tuple[int, ...] = ()
    n: int | None = None
    key: str = ""


@dataclass
class Paragraph:
    css: str
    pieces: list[Piece] = field(default_factory=list)


def marks_of(lines: Iterable[Line], doubtful: Iterable[tuple[int, int]]) -> list[Mark]:
    """Every marked place once, numbered in the order of the text; later places of an activity are its days."""
    doubts = list(doubtful)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for line in lines:
        for nth, span in enumerate(_places(line)):
            css = "sp-d" if nth and line.css == "sp-a" else line.css
            if line.repaired:
                css += " rep"
            elif any(span[0] < end and start < span[1] for start, end in doubts):
                css += " con"
            found.setdefault(span, (css, line.key))
    ordered = sorted(found.items(), key=lambda each: (each[0][0], -each[0][1]))
    return [Mark(n, start, end, *look) for n, ((start, end), look) in enumerate(ordered, 1) if start < end]


def _places(line: Line) -> list[tuple[int, int]]:
    """The places of a line; a figure's number and its words are one place where they touch."""
    if line.css != "sp-n":
        return list(line.spans)
    places: list[tuple[int, int]] = []
    for start, end in sorted(line.spans):
        if places and start - places[-1][1] <= 1:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def number_of(marks: Iterable[Mark], line: Line) -> int | None:
    """The number under which the first place of a line is marked."""
    for start, end in line.spans[:1]:
        for mark in marks:
            if (mark.start, mark.end) == (start, end) or (
                mark.key == line.key and mark.start <= start and end <= mark.end
            ):
                return mark.n
    return None


def numbers_at(marks: list[Mark], spans: Iterable[tuple[int, int]]) -> list[int]:
    """The numbers of the marks that overlap any of the spans, in order, each once."""
    spans = list(spans)
    return [mark.n for mark in marks if any(mark.start < end and start < mark.end for start, end in spans)]


def paragraphs(
    text: str,
    marks: list[Mark],
    *,
    title: tuple[int, int] = (0, 0),
    number: tuple[int, int] = (0, 0),
    signed: tuple[int, int] = (0, 0),
    junk: Sequence[tuple[int, int]] = (),
) -> list[Paragraph]:
    """The lines of the text that hold anything, each cut into pieces; title, number and signature by their places."""
    cuts = _cuts(text, marks)
    found: list[Paragraph] = []
    begun: set[int] = set()
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            paragraph = Paragraph(_look(line, at, end, title, number, junk))
            paragraph.pieces = list(_pieces(text, at, end, cuts, marks, begun))
            found.append(paragraph)
            if at < signed[1] and signed[0] < end and len(line) < SHORT:
                _sign(found)
        at = end + 1
    return found


def _sign(found: list[Paragraph]) -> None:
    """The day of a signature stands at the right, and so does the short line of the issuer above it."""
    for paragraph in found[-2:]:
        if not paragraph.css and sum(len(piece.text) for piece in paragraph.pieces) < SHORT:
            paragraph.css = "sig"


def _cuts(text: str, marks: list[Mark]) -> list[int]:
    return sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})


def _look(
    line: str, start: int, end: int, title: tuple[int, int], number: tuple[int, int], junk: Sequence[tuple[int, int]]
) -> str:
    if any(a <= start and end <= b for a, b in junk):
        return "junk"
    if start < title[1] and title[0] < end:
        return "dt"
    if start < number[1] and number[0] < end and len(line.strip()) < SHORT:
        return "no"
    if HEADING.match(line) and len(line) < SHORT:
        return "h"
    return "n0" if line.rstrip().endswith(("：", ":")) and len(line) < 80 else ""


def _pieces(text: str, start: int, end: int, cuts: list[int], marks: list[Mark], begun: set[int]) -> Iterator[Piece]:
    edges = [start, *(cut for cut in cuts[bisect_right(cuts, start) :] if cut < end), end]
    near = [mark for mark in marks if mark.start < end and start < mark.end]
    for a, b in pairwise(edges):
        over = [mark for mark in near if mark.start <= a and b <= mark.end]
        new = tuple(mark.n for mark in over if mark.n not in begun)
        begun.update(new)
        top = min(over, key=lambda mark: mark.end - mark.start, default=None)
        ends = top is not None and (b == top.end or (b == end and top.end <= end))
        look = (top.css, top.key) if top else ("", "")
        yield Piece(text[a:b], look[0], new, top.n if top and ends else None, look[1])
