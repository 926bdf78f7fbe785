"""What is attached to a notice, and where its text proper ends."""

from __future__ import annotations

import re

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.issuers import WHOLE_ISSUER
from jieneng.engine.notices.page import Page

LIST = re.compile(r"(?:(?:^|\n|。|\s|【|\()附\s?件|(?:^|\n)附)\s?(?=:|\n\s?1\s?[.、])")
# What opens a name in the list: 1. or 附件1: or, without a number, the colon alone.
ITEM = re.compile(r"\s?(?:附\s?件)?\s?:?\s?\n?\s?(?P<number>\d{1,2})\s?[.、:](?!\d)\s?|\s?:\s?")
_END = (
    r"(?=$|[\n;。】]|[、,]?\s?附\s?件\s?(?:\d|[一二三四五])|(?<=\S)\s{1,4}\d{1,2}[.、](?!\d)"
    r"|\d{1,2}\.(?=[\u4e00-\u9fff《“])|(?<=\S)\s{1,4}20\d\d年\d{1,2}月\d{1,2}日)"
)
NAME = re.compile(rf"(?P<name>[^\n;。】]+?)\s?{_END}")
NOTHING = re.compile(r"略|无|见附件|下载|如下")
EACH = re.compile(
    rf"(?:^|\n|[、,;]\s?)附\s?件\s?(?P<number>\d{{1,2}}|[一二三四五])\s?[:.、]\s?(?P<name>[^\n]{{2,60}}?)[ ]?{_END}"
)
BETWEEN = re.compile(r"[;、,。\n]*")
SEE = re.compile(
    r"\(\s?(?:(?:详|格式|具体|表格|样式)?(?:请)?(?:详?见|参见|见后)附\s?件\s?(?:\d{1,2}|[一二三四五])?|附\s?件\s?(?:\d{1,2}|[一二三四五]))\s?\)"
)
VERB = re.compile(r".*(?:报送|填写|填报|提交|上报|反馈|填好|按照|根据|将|及|和|附|向|为|参照|要求|使用|请|见)")
REACH = 40  # characters of a name before (见附件)
MOST = 60
LONGEST_NAME = 80
SIGNED_ON = re.compile(r"\s*(?:\d{4}年\d|[一二][〇○零]..年)")
PLAN = re.compile(r"\n附\s?件\s?1?\s?:?\s?\n[^\n]{4,50}(?:方案|安排|计划)(?:\n|$)")
ALONE = re.compile(r"\n附\s?件\s?(?:\d{1,2}|[一二三四五])?\s?:?\s?(?=\n)")


def attachments_of(page: Page, body: int) -> tuple[Value, ...]:
    """The names of the list 附件:…; without a list, what the text says can be seen in an attachment."""
    listed = _listed(page, body) or _each(page, body)
    return tuple(listed or _seen(page, body))


def text_end(page: Page, body: int) -> int:
    """Where the requirements end: at the list of attachments or at a page that is an attachment itself.

    A plan that is attached (附件:…实施方案) asks and sets days like the notice: then the text ends with the page.
    """
    if PLAN.search(page.text, body):
        return len(page.text)
    alone = ALONE.search(page.text, body) if "附" in page.text else None
    places = [found.start() for found in (_list_after(page.text, body), alone) if found is not None]
    return min(places, default=len(page.text))


def _list_after(text: str, body: int) -> re.Match[str] | None:
    """What ``LIST`` finds first, tried only where 附 stands."""
    place = text.find("附", body)
    while place >= 0:
        before = max(body, place - 1)
        if (found := LIST.match(text, before) or LIST.match(text, place)) is not None:
            return found
        place = text.find("附", place + 1)
    return None


def _listed(page: Page, body: int) -> list[Value]:
    """The names of the list, number by number; a list without numbers is one name."""
    found = _list_after(page.text, body)
    if found is None:
        return []
    values: list[Value] = []
    place, number = found.end(), 0
    while item := ITEM.match(page.text, place):
        name = NAME.match(page.text, item.end())
        if name is None or (item["number"] and int(item["number"]) != number + 1):
            break
        values.append(_name(page, *name.span("name")))
        place, number = BETWEEN.match(page.text, name.end()).end(), number + 1  # type: ignore[union-attr]
        if not item["number"]:
            break
    named = [value for value in values if value.value and len(str(value.value)) <= LONGEST_NAME]
    return [value for value in named if not NOTHING.fullmatch(str(value.value)) and not _signs(page, value)]


def _signs(page: Page, value: Value) -> bool:
    """Whether what follows an empty 附件: is the signature: an organ's name above a date."""
    after = page.text[page.clean.place(value.spans[0].end) :][:24]
    return WHOLE_ISSUER.fullmatch(str(value.value)) is not None and SIGNED_ON.match(after) is not None


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
