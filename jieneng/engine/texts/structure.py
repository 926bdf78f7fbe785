"""The tree of headings: 一、 over (一) over 1. over (1) over 一是, also where a text has no line breaks at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CN = "一二三四五六七八九十"
# kind, rank, pattern, whether it also counts in the middle of a line (after the end of a sentence)
MARKS: tuple[tuple[str, int, str, bool], ...] = (
    ("part", 1, rf"(?P<part>[{_CN}]{{1,3}})(?:、|\.(?!\d)|,(?=[\u4e00-\u9fff]))\s?", True),
    ("activity", 2, rf"活动(?P<activity>[{_CN}]{{1,3}}|\d{{1,2}})\s?[:、.]\s?", True),
    ("item", 2, rf"\(\s?(?P<item>[{_CN}]{{1,3}})\s?\)、?\s?|(?P<item2>[{_CN}]{{1,3}})\)\s?", True),
    ("day", 3, rf"(?P<day>第[{_CN}]天)\s?(?:\([^()\n]{{0,18}}\)|,?\s?\d{{1,2}}月\d{{1,2}}日)?\s?[:、.,]?\s?", True),
    ("dated", 3, r"(?P<dated>\d{1,2}月\d{1,2}日)\s?(?:\([^()\n]{0,12}\)\s?)?:\s?", False),
    ("point", 3, r"(?P<point>\d{1,2})(?:[、.](?!\d)|[、.](?=20\d\d|\d{1,2}月|\d{3,4}日))\s?", True),
    ("sub", 4, r"\(\s?(?P<sub>\d{1,2})\s?\)\s?|(?P<ring>[①-⑳])\s?|(?P<sub2>\d{1,2})\)\s?", True),
    ("series", 5, rf"(?P<series>[{_CN}]是(?=[\u4e00-\u9fff“《]|\d{{1,2}}月\d)|第[{_CN}],)", True),
)
MARK = re.compile(
    rf"(?=[{_CN}活第(\d①-⑳])(?:(?<=\n)|(?<=[。;:!?”])|(?<=其中,)|\A|(?<=\s))(?:"
    + "|".join(pattern for _, _, pattern, _ in MARKS)
    + ")"
)
KIND_OF = {**{kind: kind for kind, _, _, _ in MARKS}, "item2": "item", "ring": "sub", "sub2": "sub"}
INLINE = {kind: inline for kind, _, _, inline in MARKS}
RANK_OF = {kind: rank for kind, rank, _, _ in MARKS}
LEADING_DAY = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月)?\d{1,4}日(?!常)[^,。;:\n“《]{0,24}?(?::\d\d)?[^,。;:\n“《]{0,12},\s?(?=[^\n]{4})"
)
ASIDE = re.compile(
    r"请|各|组织|由|通过|利用|并|邀请|欢迎|参加|主讲|地点|时间|要求|统一|采取|届时|对"
)  # a clause that goes on from a title
OPENING, CLOSING = "《“‘([", "》”’)]"
LONGEST_TITLE = 90
FIELD = re.compile(
    r"(?:活动|培训|会议|启动仪式|举办|宣传|比赛|竞赛|竞答|时间|地点|参加|参与|参会|参赛|活动)?(?:的)?"
    r"(?:时间|日期|地点|场地|人员|对象|范围|方式|形式|内容|单位|主题|安排|流程|议程|要求|规则|奖项|奖励)(?:及[\u4e00-\u9fff]{2,4})?"
)


@dataclass
class Section:
    """A heading and what stands under it, by places in the clean text. ``body`` begins after the title."""

    kind: str
    label: str
    start: int
    title_start: int
    title_end: int
    body: int
    end: int
    parent: int | None = None
    children: list[int] = field(default_factory=list)

    def title(self, text: str) -> str:
        """The words of the heading."""
        return text[self.title_start : self.title_end]


def sections_of(text: str) -> list[Section]:
    """Every heading of the text, each with its parent and children as indexes into the list."""
    marks = [found for found in MARK.finditer(text) if _stands(text, found)]
    found: list[Section] = []
    open_: list[int] = []
    for index, mark in enumerate(marks):
        kind = KIND_OF[str(mark.lastgroup)]
        limit = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        lead = LEADING_DAY.match(text, mark.end(), limit)
        begin = lead.end() if lead else mark.end()
        title_end, body = _title_ends(text, begin, limit)
        while open_ and RANK_OF[found[open_[-1]].kind] >= RANK_OF[kind]:
            found[open_.pop()].end = mark.start()
        section = Section(kind, mark[str(mark.lastgroup)], mark.start(), begin, title_end, body, len(text))
        if open_:
            section.parent = open_[-1]
            found[open_[-1]].children.append(index)
        found.append(section)
        open_.append(index)
    return found


def is_field(title: str) -> bool:
    """Whether a heading only names a field of what stands above it (1.活动时间:…).

    >>> is_field("活动时间"), is_field("参加人员"), is_field("启动仪式")
    (True, True, False)
    """
    return FIELD.fullmatch(title.strip()) is not None


def _stands(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark found in the middle of a line is one: a blank alone before it is not enough for a number."""
    start = mark.start()
    if start == 0 or text[start - 1] in "\n":
        return True
    kind = KIND_OF[str(mark.lastgroup)]
    if not INLINE[kind]:
        return False
    if text[start - 1] == " ":
        last = text[max(0, start - 8) : start].rstrip()[-1:]
        return last in tuple("。;:!?”") if kind in {"part", "item", "activity"} else kind == "point" and last == "。"
    if kind == "series" or (kind == "day" and text[start - 1] == ","):
        return True
    return text[start - 1] in "。;!?" or (text[start - 1] in ":”" and kind in {"item", "sub", "point"})


def _title_ends(text: str, start: int, limit: int) -> tuple[int, int]:
    """Where the title ends and where the body begins: at the first stop outside quotes and brackets."""
    depth = 0
    comma = None
    for place in range(start, min(limit, start + LONGEST_TITLE)):
        char = text[place]
        if char == "\n":
            return place, place + 1
        if char in OPENING:
            if char == "(" and depth == 0 and re.match(r"\([^)]{0,14}\d{1,2}[月日]", text[place : place + 20]):
                return place, place
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif char == ":" and text[place - 1].isdigit() and text[place + 1 : place + 2].isdigit():
            continue
        elif depth == 0 and char in "。;:!?":
            if comma is not None and (place - start > (16 if char == ":" else 40) or ASIDE.match(text, comma + 1)):
                return comma, comma + 1
            return place, place + 1
        elif depth == 0 and char == "," and comma is None:
            comma = place
        elif depth == 0 and char == " " and re.match(r"(?:\d{1,4}年)?\d{1,2}月", text[place + 1 : place + 10]):
            return place, place + 1
    if comma is not None:
        return comma, comma + 1
    end = min(limit, start + LONGEST_TITLE)
    return end, end
