"""The slogans of a notice, each with the week, month or day it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jieneng.engine.notices.draft import Theme
from jieneng.engine.notices.occasions import Occasion, occasions_in
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.spans import Span

MOST = 200  # places looked at; no notice has as many
_OPEN, _CLOSE = '“"”', '”"“'
_SLOGAN = rf"[{_OPEN}](?P<slogan>[^“”\"。\n]{{3,60}}?)[{_CLOSE}]"
_SECOND = rf"(?:\s?(?:、|及|和|与|,)?\s?[{_OPEN}](?P<second>[^“”\"。\n]{{3,60}}?)[{_CLOSE}])?"
# 主题是“…”, 主题为:“…”
QUOTED = re.compile(rf"主题(?:口号|分别|统一|定|确定)*(?:为|是|:|,)*\s?\n?{_SLOGAN}{_SECOND}")
# 以“…”为主题, 围绕“…”主题, 紧扣“…”及“…”主题
AROUND = re.compile(
    rf"(?:以|围绕|紧扣|突出|聚焦|结合)(?:着)?[^“”\"。;\n]{{0,24}}?{_SLOGAN}{_SECOND}\s?(?:为|的|这一|这个)*(?:活动|宣传)?主题"
)
# “…”宣传周主题和“…”低碳日主题
FOLLOWED = re.compile(
    rf"{_SLOGAN}(?:这一|的|为)?(?P<tail>[^“”\",。;\n]{{0,12}}(?:宣传周|低碳日|宣传月|节能周)(?:活动|宣传)?)主题"
)
# 主题是节能领跑 绿色发展,6月14日…: without quotes, up to a date, a stop or the end
UNQUOTED = re.compile(
    r"主题(?:口号)?\s?(?:为|是|:)\s?(?P<slogan>[\u4e00-\u9fff‘’]{3,14}(?:[,、 ]\s?[\u4e00-\u9fff‘’]{3,14})?)"
    r"(?=\s*(?:$|[\n。;)]|,\s?(?:\d|[\u4e00-\u9fff]{0,12}(?:时间|低碳日|宣传周))))"
)
OWN_LINE = re.compile(
    r"[\"“]?(?P<slogan>[\u4e00-\u9fff‘’“”]{2,14}(?:[,、 ]{1,3}[\u4e00-\u9fff‘’“”]{2,16}){0,4})[\"”]?[。.]?(?:\n|$)"
)
NOT_SLOGAN = re.compile(r"^(?:宣传|活动|如下|详见|另行|见附件|通知|内容|重点|由|要|请)|主题|通知|宣传周$|低碳日$|另行")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    at: int  # where the phrase with the word 主题 begins
    quoted: bool
    second: bool
    tail: tuple[int, int] | None = None  # where the name stands when it follows the slogan


def themes_of(page: Page) -> tuple[tuple[Theme, ...], tuple[tuple[Theme, Theme], ...]]:
    """The slogans in order, and the pairs of which one looks like a misquotation of the other."""
    kept: list[Theme] = []
    differing: list[tuple[Theme, Theme]] = []
    for found in sorted(_all(page), key=lambda each: (each.start, -each.end))[:MOST]:
        theme = _theme(page, found)
        same = next((index for index, each in enumerate(kept) if bare(each.slogan) == bare(theme.slogan)), None)
        close = next((each for each in kept if each.scope == theme.scope and _alike(each, theme)), None)
        if same is not None:
            kept[same] = _merged(kept[same], theme)
        elif close is not None:
            differing.append((close, theme))
        else:
            kept.append(theme)
    return tuple(kept), tuple(differing)


def bare(slogan: str) -> str:
    """A slogan for comparing: the separator may be a comma, 、, a blank or nothing."""
    return "".join(char for char in slogan if char.isalnum())


def _alike(one: Theme, other: Theme) -> bool:
    a, b = bare(one.slogan), bare(other.slogan)
    if one.name != other.name and (a in b or b in a):
        return False  # a local week that adds its own half-line
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(pairs[0] & pairs[1]) >= len(pairs[0] | pairs[1]) or sorted(a) == sorted(b)


def _merged(one: Theme, other: Theme) -> Theme:
    spans = one.spans if other.spans[0] in one.spans else (*one.spans, *other.spans)
    scope, name = (other.scope, other.name) if one.name is None and other.name else (one.scope, one.name)
    return replace(one, spans=spans, scope=scope, name=name)


def _all(page: Page) -> Iterator[_Found]:
    taken: set[tuple[int, int]] = set()
    for match in FOLLOWED.finditer(page.text):
        taken.add(match.span("slogan"))
        yield _Found(*match.span("slogan"), match.start(), True, False, match.span("tail"))
    for pattern in (QUOTED, AROUND):
        for match in pattern.finditer(page.text):
            if match.span("slogan") not in taken:
                taken.add(match.span("slogan"))
                yield _Found(*match.span("slogan"), match.start(), True, False)
            if match["second"] and match.span("second") not in taken:
                taken.add(match.span("second"))
                yield _Found(*match.span("second"), match.start(), True, True)
    for match in UNQUOTED.finditer(page.text):
        if not NOT_SLOGAN.search(match["slogan"]):
            yield _Found(*match.span("slogan"), match.start(), False, False)
    yield from _own_lines(page)


def _own_lines(page: Page) -> Iterator[_Found]:
    """A slogan alone on the line under a heading that speaks of a theme."""
    for section in page.sections:
        title = page.text[section.title_start : section.title_end]
        if "主题" not in title or len(title) > 40 or section.body >= len(page.text):
            continue
        match = OWN_LINE.match(page.text, section.body)
        if match and not NOT_SLOGAN.search(match["slogan"]) and match.end() <= section.end + 1:
            start, end = match.span("slogan")
            start += page.text[start] in '“"'
            yield _Found(
                start,
                end - (page.text[end - 1] in '”"' and "“" not in page.text[start:end]),
                section.title_start,
                False,
                False,
            )


def _theme(page: Page, found: _Found) -> Theme:
    slogan = page.written(found.start, found.end).strip(" ,，、;；。:：")
    occasion = _occasion(page, found)
    scope = occasion.scope if occasion else "low_carbon_day" if found.second else "week"
    span: tuple[Span, ...] = (page.span(found.start, found.end),)
    sure = "high" if occasion and found.quoted else "medium"
    return Theme(scope, slogan, occasion.name if occasion else None, span, sure)


def _occasion(page: Page, found: _Found) -> Occasion | None:
    """The named period nearest before the word 主题 in its sentence, else that of the heading above."""
    if found.tail:
        named = page.occasions_between(*found.tail)
        return named[-1] if named else None
    start, _ = page.sentence(found.at)
    end = found.at + 2 if page.text.startswith("主题", found.at) else found.start
    before = page.occasions_between(start, end)
    if before:
        pair = found.second or _followed_by_second(page, found)
        scopes = [each.scope for each in before[-2:]]
        if pair and scopes == ["week", "low_carbon_day"]:
            return before[-1] if found.second else before[-2]
        if not pair and scopes == ["week", "low_carbon_day"] and _named_together(page, before[-2], before[-1]):
            return before[-2]  # one slogan for both: it is the week's
        if found.second and before[-1].scope == "week":
            return None
        return before[-1]
    if found.second:
        return None
    for section in page.ancestry(page.section_at(found.at)):
        named = occasions_in(page.blank[section.title_start : section.title_end])
        if named:
            return named[-1]
    line = page.text.rfind("\n", 0, found.at)
    earlier = page.occasions_between(max(0, line - 60), found.at)
    return earlier[-1] if earlier and "\n" not in page.text[earlier[-1].end : found.at].strip("\n") else None


def _named_together(page: Page, one: Occasion, other: Occasion) -> bool:
    return re.fullmatch(r"(?:活动)?[和及与暨、]", page.blank[one.end : other.start]) is not None


def _followed_by_second(page: Page, found: _Found) -> bool:
    return re.match(rf"[{_CLOSE}]\s?(?:、|及|和|与|,)?\s?[{_OPEN}]", page.text[found.end : found.end + 4]) is not None
