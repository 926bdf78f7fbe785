"""Numbers as prose writes them: 1.4万, 10余万, 1,200, 三千余, 一千多, 上千, 近百, and whether they are approximate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SPOKEN = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
MOST = Decimal(10) ** 13  # a larger count of anything is a run of digits that is no number

_MORE = r"[余多来几]"
_SCALE = r"(?:[十百万亿]|千(?![克瓦米卡]))"
_FIRST = "一二两三四五六七八九十百千万亿零〇"
NUMBER = re.compile(  # the alternatives look back at their first character: a search skips all that begins no number
    rf"(?P<body>[\d{_FIRST}](?:(?<=\d)(?:\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d*(?:\.\d+)?)"
    rf"(?:\s?{_MORE}?{_SCALE}{{1,2}}(?:\d{{1,4}}[百千]?(?!\d))?)?"
    rf"|(?<!\d)[{_FIRST}]*(?:{_MORE}[万亿])?))"
    rf"(?P<more>\s?{_MORE})?"
)
_ABOUT = re.compile(r"(?:大约|约为|约|将近|接近|近|(?<![不得])超过|突破|逾|(?<!不)超|不下)\s?\Z")
_LONGEST_ABOUT = 4
_PIECES = re.compile(rf"\d+(?:\.\d+)?|[{''.join(SPOKEN)}]|{_SCALE}")


@dataclass(frozen=True)
class Number:
    """A number at ``start`` to ``end`` of a text, the marks of approximation included; ``spoken`` is 三 for 3."""

    start: int
    end: int
    value: Decimal
    approx: bool
    spoken: bool
    about: str


def numbers_in(text: str, *, then: re.Pattern[str]) -> Iterator[Number]:
    """Every number of the text that ``then`` follows; runs that are no number (二〇二五, 三四) are left out."""
    for found in NUMBER.finditer(text):
        if then.match(text, found.end()) is None:
            continue
        body = found["body"]
        about = _about(text, found.start())
        approx = bool(about or found["more"]) or _has_more(body)
        value = value_of(body, lone_scale=approx)
        if value is not None:
            yield Number(found.start() - len(about), found.end(), value, approx, not body[0].isdigit(), about)


def _about(text: str, place: int) -> str:
    """The mark of approximation right before a number: 约, 近, 逾, and 上 before a scale alone."""
    before = text[max(0, place - _LONGEST_ABOUT) : place]
    if before.rstrip().endswith("上"):
        return "上" if text[place] in "百千万" and not before.endswith(" ") else ""
    found = _ABOUT.search(before)
    return found[0] if found else ""


def _has_more(body: str) -> bool:
    return any(mark in body for mark in "余多来几")


def value_of(body: str, *, lone_scale: bool = False) -> Decimal | None:
    """The value of a number's words; None when they are no number. A scale alone (千) counts only if asked for.

    >>> [int(value_of(each) or 0) for each in ("1.4万", "1,200", "两千三百", "1万3千", "十二", "10余万")]
    [14000, 1200, 2300, 13000, 12, 100000]
    >>> value_of("二〇二五"), value_of("三四"), value_of("千"), value_of("千", lone_scale=True)
    (None, None, None, Decimal('1000'))
    """
    if body.isdecimal():  # most of them
        value = Decimal(body)
        return value if 0 < value < MOST else None
    pieces = _PIECES.findall(body.replace(",", ""))
    if all(piece in SCALES and piece != "十" for piece in pieces) and not (lone_scale and len(pieces) <= 2):
        return None
    total = section = Decimal(0)
    pending: Decimal | None = None
    for piece in pieces:
        if piece in SCALES:
            scale = SCALES[piece]
            if scale < 10_000:
                section += (1 if pending is None else pending) * scale
            else:
                whole = section + (pending or 0)
                total = (total + whole) * scale if scale == SCALES["亿"] else total + (whole or 1) * scale
                section = Decimal(0)
            pending = None
        elif pending:
            return None
        else:
            pending = Decimal(piece) if piece[0].isdigit() else Decimal(SPOKEN[piece])
    value = total + section + (pending or 0)
    if value == value.to_integral_value():
        value = value.to_integral_value()
    return value if 0 < value < MOST else None
