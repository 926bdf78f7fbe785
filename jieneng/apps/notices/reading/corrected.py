"""What people have put right in a reading: each value that was read otherwise or missed, with the text around it.

Contacts are left out, and so is whatever else could name a person or a number to call.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from jieneng.apps.notices.reading.added import with_added
from jieneng.apps.notices.reading.decisions import Decisions, touches
from jieneng.apps.notices.reading.rows import LABELS, OK, Line, lines

LONGEST = 200  # characters of a passage
_TO_CALL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\(?0\d{2,3}\)?\s?[-—–]?\s?\d{7,8}|[2-8]\d{6,7})(?!\d)|[\w.+-]+@[\w.-]+")
_CONTACT = re.compile(r"联\s?系|电\s?话|邮\s?箱|手\s?机|经办人|联络人|咨询")
CUT = "（略）"
_NUMBER = re.compile(r"-\d+$")
_NAMES = {
    "title": "标题",
    "issuer": "发文单位",
    "doc_no": "文号",
    "written_date": "成文日期",
    "published_date": "发布日期",
    "addressees": "主送",
    "cited_doc_nos": "引用文号",
    "year": "年度",
    "period": "宣传周",
    "low_carbon_day": "低碳日",
    "other_periods": "其他时间",
    "themes": "主题",
    "activities": "活动",
    "deadlines": "期限",
    "limits": "篇幅、形式",
    "attachments": "附件",
    "stats": "数字",
    "rates": "比率",
}


@dataclass(frozen=True)
class Corrected:
    """`place` is the input of the reading ("themes-0.slogan"), `field` the same without its number."""

    place: str
    field: str
    read: str
    right: str
    passage: str


@cache
def reader_version() -> str:
    """The version of the platform whose reader reads now."""
    try:
        return version("jieneng")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""


def field_label(field: str) -> str:
    """The words for a field.

    >>> field_label("themes.slogan"), field_label("title"), field_label("period.start")
    ('主题：主题', '标题', '宣传周：开始日期')
    """
    name, _, component = field.partition(".")
    said = _NAMES.get(name, name)
    return f"{said}：{LABELS[component]}" if component in LABELS else said


def corrected(text: str, reading: dict[str, Any], decisions: Decisions) -> Iterator[Corrected]:
    """Every confirmed value that is not as it was read."""
    merged = _merged(reading, decisions)
    for line in lines(with_added(reading, decisions)):
        row = decisions["rows"].get(line.key)
        if row is None or row["state"] != OK or line.key.startswith("contacts-") or line.key in merged:
            continue
        for component, right in row["value"].items():
            read = "" if line.is_added else line.values[component]
            if right and right != read:
                yield _corrected(text, reading, line, component, (read, right))


def _corrected(text: str, reading: dict[str, Any], line: Line, component: str, said: tuple[str, str]) -> Corrected:
    name = _NUMBER.sub("", line.key).replace("undated", "deadlines")
    field = name if len(line.inputs) == 1 and component in ("text", "date", "year") else f"{name}.{component}"
    at = text.find(said[1])
    spans = line.spans or (((at, at + len(said[1])),) if at >= 0 else ())
    read, right = (_without_numbers(each) for each in said)
    return Corrected(f"{line.key}.{component}", field, read[:300], right[:300], passage(text, reading, spans))


def _merged(reading: dict[str, Any], decisions: Decisions) -> set[str]:
    """The rows that were changed by making one activity of two: a wish, nothing that was misread."""
    found: set[str] = set()
    for n, choice in decisions.get("answers", {}).items():
        warning = reading["warnings"][int(n)]
        if warning["suggestions"][choice][1] == "merge":
            found |= {line.key for line in lines(reading) if touches(line, warning["spans"])}
    return found


def passage(text: str, reading: dict[str, Any], spans: tuple[tuple[int, int], ...]) -> str:
    """The line around the first of the places, at most 200 characters; only the place where a contact stands near."""
    if not spans:
        return ""
    start, end = spans[0]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    called = [(a, b) for contact in reading["contacts"] for a, b in contact["spans"]]
    if _CONTACT.search(text, first, last) or any(a < last and first < b for a, b in called):
        first, last = start, end
    if any(a < last and first < b for a, b in called):
        return ""
    room = max(0, LONGEST - (end - start)) // 2
    return _without_numbers(text[max(first, start - room) : min(last, end + room)].strip())[:LONGEST]


def _without_numbers(text: str) -> str:
    return _TO_CALL.sub(CUT, text)
