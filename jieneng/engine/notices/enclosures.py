"""What is attached to a notice, and where its text proper ends."""

from __future__ import annotations

import re

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.page import Page

LIST = re.compile(r"(?:^|\n|。|\s)附\s?件\s?:\s?(?P<rest>[^\n]*)")
NUMBERED = re.compile(
    r"\s?附?\s?件?\s?(?P<number>\d{1,2})\s?[.、:]\s?(?P<name>[^\n]+?)\s?(?=$|\n|(?<=\S)\s{1,4}\d{1,2}[.、]"
    r"|\d{1,2}\.(?=[\u4e00-\u9fff《“]))"
)
EACH = re.compile(r"(?:^|\n)附\s?件\s?(?P<number>\d{1,2}|[一二三四五])\s?[:.、]\s?(?P<name>[^\n]{2,60})")
SEE = re.compile(r"\(\s?(?:详|格式|具体|表格)?(?:请)?(?:见|参见)附\s?件\s?(?:\d{1,2})?\s?\)")
VERB = re.compile(r".*(?:报送|填写|填报|提交|上报|反馈|填好|按照|根据|将|及|和|附|向|为|参照|要求|使用|请|见)")
REACH = 40  # characters of a name before (见附件)
MOST = 60
ALONE = re.compile(r"\n附\s?件\s?(?:\d{1,2}|[一二三四五])?\s?:?\s?(?=\n)")


def attachments_of(page: Page, body: int) -> tuple[Value, ...]:
    """The names of the list 附件:…; without a list, what the text says can be seen in an attachment."""
    listed = _listed(page, body) or _each(page, body)
    return tuple(listed or _seen(page, body))


def text_end(page: Page, body: int) -> int:
    """Where the requirements end: at the list of attachments or at a page that is an attachment itself."""
    places = [found.start() for pattern in (LIST, ALONE) if (found := pattern.search(page.text, body)) is not None]
    return min(places, default=len(page.text))


def _listed(page: Page, body: int) -> list[Value]:
    found = LIST.search(page.text, body)
    if found is None:
        return []
    start = found.start("rest")
    if not re.match(r"\s?\d{1,2}\s?[.、:]", page.text[start:] if found["rest"] else page.text[start + 1 :][:4]):
        return _split(page, start, found.end("rest"))
    values: list[Value] = []
    place, number = start, 1
    while (item := NUMBERED.match(page.text, place)) and int(item["number"]) == number:
        values.append(_name(page, *item.span("name")))
        place, number = item.end(), number + 1
        if page.text[place : place + 1] == "\n":
            place += 1
    return [value for value in values if value.value]


def _split(page: Page, start: int, end: int) -> list[Value]:
    stop = re.search(r"。|\s{2,}", page.text[start:end])
    value = _name(page, start, start + stop.start() if stop else end)
    return [value] if value.value and len(str(value.value)) <= 80 else []


def _each(page: Page, body: int) -> list[Value]:
    return [_name(page, *found.span("name")) for found in EACH.finditer(page.text, body)]


def _seen(page: Page, body: int) -> list[Value]:
    values: dict[str, Value] = {}
    for found in SEE.finditer(page.text, body):
        start = max(page.text.rfind(mark, max(0, found.start() - REACH), found.start()) for mark in ",。;:、\n(") + 1
        start = max(start, found.start() - REACH)
        lead = VERB.match(page.text, start, found.start())
        start = lead.end() if lead and found.start() - lead.end() >= 2 else start
        if 2 <= found.start() - start <= REACH and len(values) < MOST:
            value = _name(page, start, found.start(), confidence="medium")
            values.setdefault(str(value.value), value)
    return list(values.values())


def _name(page: Page, start: int, end: int, *, confidence: str = "high") -> Value:
    while end > start and page.text[end - 1] in "。;,. ":
        end -= 1
    return Value(page.written(start, end), (page.span(start, end),), confidence)
