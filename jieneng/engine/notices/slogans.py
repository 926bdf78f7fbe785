"""Where slogans stand: quoted beside the word 主题, one or several in a row, without quotes, on a line alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jieneng.engine.notices.page import Page
from jieneng.engine.texts.structure import Section

# The outer marks are sometimes turned round; 《》 count only right behind 主题为.
QUOTED = re.compile(
    r"[“\"”](?P<double>(?:[^“”\"。\n]|“[\u4e00-\u9fff]{1,6}”){3,60}?)[。,]?(?:[”\"]|“(?![\u4e00-\u9fff]{1,6}”))|‘(?P<single>[^‘’“”。\n]{4,60})’|《(?P<title>[^《》。\n]{5,40})》"
)
_NAME = r"[\u4e00-\u9fff]{0,12}(?:周|日|月)(?:活动)?(?:的)?"
LINK = re.compile(rf"\s?(?:、|以及|及|和|与|,|;)?\s?(?:{_NAME})?\s?")
AFTER_THEME = re.compile(
    r"主题(?:口号|活动|分别|统一|定|确定|均|都|仍|依然|就)*(?:为|是|:|,|——)*\s?\n?\s?(?P<name>" + _NAME + r"为?)?\s?\Z"
)
THEN_THEME = re.compile(r"\s?(?P<tail>[^“”\"《》,。;:\n]{0,16}?)主题")
# 以“…”为主题的全国低碳日: the name stands behind the word 主题.
OF_NAMED = re.compile(r"的[^,。;:“”\n]{0,24}?(?:宣传[周月]|节能周|低碳(?:体验)?日)(?!系列)")
PARTICLES = re.compile(r"(?:这一|这个|的|为|等|为本次|作为|活动|宣传|节能|低碳|环保|双|两个|两大|今年|年度)*")
NAMED = re.compile(r"(?:宣传周|低碳日|宣传月|节能周|体验日)”?(?:活动)?(?:的)?\s?\Z")
LEAD = re.compile(
    r"(?:以|围绕|紧扣|突出|聚焦|结合|按照|根据|紧贴|契合|贴合|秉持|依据|响应|把握)(?:着|了)?(?P<between>[^“”\"。;\n]{0,30})\Z"
)
OF_OCCASION = re.compile(r"\s?(?:全国|活动|公共机构|这一|的){0,3}(?:节能宣传周|宣传周|低碳(?:体验)?日|节能周)")
CALLED = re.compile(r"的?(?:号召|倡议|要求|理念|精神)")  # 响应节能宣传周“…”的号召
TWO_HALVES = re.compile(r"[^,、 ]{3,16}[,、 ]\s?[^,、 ]{3,20}")
ACTING = re.compile(r"(?:宣传|教育|实践|系列|党日|体验|志愿|现场|日|周)*(?:活动|宣传)")
# 主题是节能领跑 绿色发展,6月14日…: without quotes, up to a date, a stop or the end
_BARE = r"[\u4e00-\u9fff‘][\u4e00-\u9fff‘’“”]{2,16}(?:[,、 ]\s?[\u4e00-\u9fff‘’“”]{3,16}){0,2}?"
UNQUOTED = re.compile(
    rf"主题(?:口号|定|确定)*\s?(?:[为是]\s?:?|:)\s?(?P<slogan>{_BARE})"
    r"(?=\s*(?:$|[\n。;)(]|\d{1,2}月|\d{2,4}日|,\s?(?:\d|[\u4e00-\u9fff]{0,12}(?:时间|低碳日|宣传周))))"
)
ROUND = re.compile(rf"(?:[,。;\n]|宣传周|低碳日|活动)(?:以|围绕|紧扣)(?P<slogan>{_BARE})(?:为|这一|的)主题")
OF_THEME = re.compile(r"主题(?!宣传|教育|实践|党日|班会|日|讲座|活动.)")
OWN_LINE = re.compile(
    r"[\"“]?(?P<slogan>[\u4e00-\u9fff‘’“”]{2,14}(?:[,、 ]{1,3}[\u4e00-\u9fff‘’“”]{2,16}){0,4})[\"”]?[。.]?(?:\n|$)"
)
NOT_SLOGAN = re.compile(
    r"^[xX×✕*某]+$|方式|^(?:宣传|活动|如下|详见|另行|见附件|通知|内容|重点|由|要|请|为|分别)|主题|通知|宣传周$|低碳日$|宣传月$|环境日$|水日$|另行|办法|条例$|时间"
)


@dataclass(frozen=True)
class Slogan:
    """A slogan's words at ``start`` to ``end``; ``at`` is where the phrase with 主题 begins.

    ``names`` are stretches of the text to look in for what it belongs to, nearest first; ``nth`` its place of ``many``
    in a row; ``sure`` says that the word 主题 stands where it cannot mean anything else.
    """

    start: int
    end: int
    at: int
    quoted: bool
    nth: int = 0
    many: int = 1
    names: tuple[tuple[int, int], ...] = ()
    sure: bool = True


def slogans_in(page: Page) -> Iterator[Slogan]:
    """Every place where a slogan stands."""
    taken: list[tuple[int, int]] = []
    for chain in _chains(page.text):
        for slogan in _of_chain(page.text, chain):
            taken.append((slogan.start, slogan.end))
            yield slogan
    for pattern in (UNQUOTED, ROUND):
        for match in pattern.finditer(page.text):
            start, end = match.span("slogan")
            if not NOT_SLOGAN.search(match["slogan"]) and not any(a < end and start < b for a, b in taken):
                yield Slogan(*match.span("slogan"), match.start(), False)
    for section in page.sections:
        yield from _own_line(page.text, section, taken)


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Quotations that follow each other with nothing but 、 or 和 (and a name) between them."""
    chain: list[re.Match[str]] = []
    for found in QUOTED.finditer(text):
        if chain and LINK.fullmatch(text, chain[-1].end(), found.start()) and not chain[0]["title"]:
            chain.append(found)
            continue
        if chain:
            yield chain
        chain = [found]
    if chain:
        yield chain


def _of_chain(text: str, chain: list[re.Match[str]]) -> Iterator[Slogan]:
    start, end = chain[0].start(), chain[-1].end()
    line = max(text.rfind("\n", 0, start) + 1, start - 60)
    before = AFTER_THEME.search(text, max(0, start - 40), start)
    after = THEN_THEME.match(text, end)
    tail = after.span("tail") if after else (end, end)
    lead, named_at = LEAD.search(text, line, start), start
    if before:
        at, sure, tail = before.start(), True, (end, end)
    elif chain[0]["title"]:
        return
    elif after is None:  # 开展“…,…”低碳日活动: without the word 主题 only what has the shape of a slogan
        name = OF_OCCASION.match(text, end) or (CALLED.match(text, end) and NAMED.search(text, line, start))
        if not name or len(chain) > 1 or not TWO_HALVES.fullmatch(chain[0]["double"] or ""):
            return
        at, sure, tail = start, False, name.span()
    else:
        named = re.search(r"[周日月]", after["tail"]) is not None
        if not named and not PARTICLES.fullmatch(after["tail"]):
            return
        beside = NAMED.search(text, line, start)
        named_at = max(line, start - 16) if beside else start
        following = None if named or beside else OF_NAMED.match(text, after.end())
        tail = following.span() if following else tail
        at, sure = (lead.start() if lead else start), bool(lead or named or beside or following)
        if not sure and not ACTING.match(text, after.end()):
            return
    for nth, quote in enumerate(chain):
        words = quote.span("double") if quote["double"] else quote.span("single" if quote["single"] else "title")
        if NOT_SLOGAN.search(text[slice(*words)]):
            continue
        own = (chain[nth - 1].end(), quote.start()) if nth else (lead.start() if lead else named_at, start)
        yield Slogan(*words, at, True, nth, len(chain), (tail, own) if len(chain) == 1 else (own, tail), sure)


def _own_line(text: str, section: Section, taken: list[tuple[int, int]]) -> Iterator[Slogan]:
    """A slogan alone on the line under a heading that speaks of a theme."""
    title = text[section.title_start : section.title_end]
    if not OF_THEME.search(title) or len(title) > 40 or section.body >= len(text):
        return
    match = OWN_LINE.match(text, section.body)
    if match is None or NOT_SLOGAN.search(match["slogan"]) or match.end() > section.end + 1:
        return
    start, end = match.span("slogan")
    start += text[start] in '“"'
    end -= text[end - 1] in '”"' and "“" not in text[start:end]
    if (start, end) not in taken:
        yield Slogan(start, end, section.title_start, False)
