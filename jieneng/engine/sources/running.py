"""Running heads and feet: what stands at the edge of page after page, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_EDGE = 2  # heights from the top and from the bottom
_UNCOUNTED = 2  # covers and contents before page 1
_LEAST_SHARE = 0.5  # of the pages on which a running line stands
_OUTER_NUMBER = re.compile(r"^\W*\d{1,4}\W*|\W*第?\d{1,4}页?(?:/\d{1,4}|共\d{1,4}页)?\W*$")
_NUMBER = re.compile(
    r"[—–\-·.\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}(?:\s*页)?)?[—–\-·.\s]*"
)
_BROWSER = re.compile(
    r"(?:file:///|https?://)\S+(?:\s+\d+/\d+)?|\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s+(?:上午|下午)?\d{1,2}:\d\d.*"
)


@dataclass(frozen=True)
class Line:
    """Words, the height in the page at which they stand, and where they begin and end across it; all in points."""

    text: str
    height: float
    left: float = 0
    right: float = 0


def without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without the lines that stand at the edge of most of them.

    >>> [[line.text for line in page] for page in without_running([[Line("一、时间", 700), Line("— 1 —", 40)]])]
    [['一、时间']]
    """
    seen = Counter(said for page in pages for said in {_alike(line) for line in _at_edge(page)} if said)
    least = max(2, _LEAST_SHARE * len(pages))
    running = {said for said, n in seen.items() if n >= least}
    return [_kept(page, no, running) for no, page in enumerate(pages, start=1)]


def _kept(page: list[Line], no: int, running: set[str]) -> list[Line]:
    edge = _at_edge(page)
    return [line for line in page if not (line in edge and (_alike(line) in running or _is_number(line, no)))]


def _at_edge(page: list[Line]) -> set[Line]:
    heights = sorted({round(line.height) for line in page})
    edges = {*heights[:_EDGE], *heights[-_EDGE:]}
    return {line for line in page if round(line.height) in edges}


def _alike(line: Line) -> str:
    """A line without the page number that may stand before or after it."""
    return _OUTER_NUMBER.sub("", re.sub(r"\s", "", line.text))


def _is_number(line: Line, no: int) -> bool:
    """A number between dashes is a page's; a bare one only when it is this page's, or of one before the first."""
    if line.text.isdecimal():
        return no - _UNCOUNTED <= int(line.text) <= no
    return _NUMBER.fullmatch(line.text) is not None or _BROWSER.fullmatch(line.text) is not None
