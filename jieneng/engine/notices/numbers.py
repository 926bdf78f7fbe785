"""Document numbers (国管办发〔2020〕21号): which is the notice's own, which are cited."""

from __future__ import annotations

import re

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.page import Page

# Looked for from the year on, so that not every character of a text has to be tried as the beginning of a code.
TAIL = re.compile(
    r"(?:(?P<left>[〔\[(【〈<﹝])\s?(?P<year>(?:19|20)\d\d)\s?(?P<right>[〕\])】〉>﹞])?"
    r"|(?<=[\u4e00-\u9fff\s])(?P<year2>(?:19|20)\d\d)\s?(?P<right2>[〕\]】〉﹞]))\s?(?:年(?=[第\d]))?第?\s?(?P<number>\d{1,5})\s?号"
)
CODE = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z·]|\([\u4e00-\u9fff]{1,3}\)){0,15}\s?\Z")
LONGEST_CODE = 40
LEAD = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|转发|印发|关于|参照|落实|贯彻|执行|结合|文件|通知|精神|要求|附件|文号|字号|编号|号:|[和及与见由以按据从])(?=[\u4e00-\u9fff])",
    re.DOTALL,
)
FIELD_BEFORE = re.compile(
    r"(?:发文字号|发文文号|发文号|文件编号|文\s*号|文件号|字\s*号)[^\u4e00-\u9fffA-Za-z0-9]{0,12}$"
)
CITED = re.compile(r"》\s?[(]$")  # 根据《…通知》(演节能〔2031〕77号)
TITLE_AFTER = re.compile(r"^[\u4e00-\u9fff]{4,60}[^。]*(?:通知|方案|意见|公告|通报)$")
INDEX_BEFORE = re.compile(r"索引号\W{0,8}$")


def doc_numbers(page: Page, head_end: int) -> tuple[Value | None, tuple[Value, ...]]:
    """The notice's own number and the numbers cited. ``head_end`` is where the text proper begins."""
    own: Value | None = None
    named: Value | None = None
    cited: dict[str, Value] = {}
    for found in TAIL.finditer(page.text):
        code = CODE.search(page.text[max(0, found.start() - LONGEST_CODE) : found.start()])
        if code is None:
            continue
        start = found.start() - len(LEAD.sub("", code[0]))
        value = _value(page, found, start)
        if FIELD_BEFORE.search(page.text[max(0, start - 24) : start]):
            named = named or value
        elif own is None and found.end() <= head_end and _stands_alone(page.text, start, found.end()):
            own = value
        elif not INDEX_BEFORE.search(page.text[max(0, start - 12) : start]):
            key = str(value.value)
            cited[key] = value if key not in cited else _joined(cited[key], value)
    chosen = named or own
    if named and own and named.value == own.value:
        chosen = _joined(named, own)
    return chosen, tuple(value for key, value in cited.items() if chosen is None or key != chosen.value)


def _value(page: Page, found: re.Match[str], start: int) -> Value:
    """The number as written; a lost bracket is put back and marked."""
    if found["left"] and found["right"]:
        written = re.sub(r"\s", "", page.written(start, found.end()))
        return Value(written, (page.span(start, found.end()),))
    code = re.sub(r"\s", "", page.written(start, found.start()))
    whole = f"{code}〔{found['year'] or found['year2']}〕{found['number']}号"
    return Value(whole, (page.span(start, found.end()),), "medium", True)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number in the head is on a line of its own, or closes the title's line (perhaps in brackets)."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = text[line_start:start].strip()
    after = text[end : line_end if line_end >= 0 else len(text)].strip()
    alone = CITED.search(before) is None and (
        not before
        or bool(re.search(r"(?:通知|函|方案|文件|意见)\s*\(?$|签发人.*$", before))
        or before.endswith((")", "("))
    )
    return alone and (
        not after
        or (not before and TITLE_AFTER.search(after) is not None)
        or after.startswith((")", "签发人", "各", " ", "有关", "印发"))
        or len(after) > 60
    )


def _joined(one: Value, other: Value) -> Value:
    return Value(one.value, (*one.spans, *other.spans), one.confidence, one.repaired, one.note)
