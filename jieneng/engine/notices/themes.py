"""The slogans of a notice, each with the week, month or day it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from jieneng.engine.notices.draft import Theme
from jieneng.engine.notices.occasions import Occasion, occasions_in
from jieneng.engine.notices.page import Page
from jieneng.engine.notices.slogans import Slogan, slogans_in
from jieneng.engine.texts.spans import Span
from jieneng.rulebook import national_weeks

MOST = 200  # places looked at; no notice has as many
SINGLE = re.compile(r"大赛|征集|竞赛|比赛|征文|讲座|培训|展览|评选")
FEW_LOST = 2  # characters of a slogan that a page may have lost
NEAR = 80  # characters before a slogan in which a name still counts for it
# …为主题的创意作品征集活动: the slogan of that event alone.
EVENT = re.compile(
    r"[”’\"]\s?(?:为|这一|的)?主题的?(?P<name>(?!开展|举办|组织|进行|广泛|深入)[\u4e00-\u9fff]{0,12}(?:征集|大赛|竞赛|比赛|征文|班会|讲座|演讲|展览|巡展|展映|晚会|论坛|沙龙|骑行|健步走|征文|签名|党课)(?:活动)?)"
)
# …为主题组织开展云党课: the same, unless the slogan is the week's.
HELD_EVENT = re.compile(
    r"[”’\"]\s?为主题(?:组织|联合)*(?:开展|举办|举行)(?:了|的)?(?:一[场堂次期])?(?P<name>(?:云?党课|云课堂|公开课|讲座|征文|演讲|巡展|论坛|沙龙)(?:活动|比赛)?)"
)
# A trade has its own slogan: 交通运输行业主题:…
TRADE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}(?:行业|系统))(?:宣传|活动)*主题(?:为|是|:)\s?[“\"]?\Z")
ANY_QUOTED = re.compile(r"“([^“”\n]{8,30})”")
# 设置主题为“…”和“…”的打卡点: what hangs there, not the week's.
OF_THING = re.compile(
    r"[”’](?:[和与、及]“[^”\n]{2,40}”)*的(?P<name>[\u4e00-\u9fff]{0,6}(?:打卡点|展区|展台|展板|讲座|课程|征文|比赛|演讲|班会|党课|沙龙))"
)
SPOKEN_OF = re.compile(r"宣传(?:活动)?[周月]|节能周|低碳(?:体验)?日")
PARTING = re.compile(r"[,。;:\n]|\d日")
BY_PLACE = ("week", "low_carbon_day")  # two slogans in a row: the first is the week's, the second the day's


def themes_of(page: Page, title: str, year: int | None) -> tuple[tuple[Theme, ...], tuple[tuple[Theme, Theme], ...]]:
    """The slogans in order, and the pairs of which one looks like a misquotation of the other.

    ``title`` is the notice's: one that calls to a competition and names no week has that event's slogan.
    ``year`` is the campaign's, if it is known.
    """
    of_event = SINGLE.search(title) is not None and not occasions_in(title)
    kept: list[Theme] = []
    differing: list[tuple[Theme, Theme]] = []
    places = sorted(slogans_in(page), key=lambda each: (each.start, -each.end))[:MOST]
    for found in sorted(places, key=lambda each: not each.sure):
        theme = _theme(page, found) if found.sure else _aside(page, found, kept)
        theme = replace(theme, scope="other") if of_event and theme.name is None else theme
        same = next((index for index, each in enumerate(kept) if _same(each, theme)), None)
        close = next((each for each in kept if each.scope == theme.scope and _alike(each, theme)), None)
        if same is not None:
            kept[same] = _merged(kept[same], theme)
        elif close is not None:
            differing.append((close, theme))
        else:
            kept.append(theme)
    if not kept or not any(each.scope == "low_carbon_day" for each in kept):
        said = {bare(each.slogan) for each in kept}
        quoted = [each for each in _national(page, year) if bare(each.slogan) not in said]
        kept += quoted if not kept else [each for each in quoted if each.scope == "low_carbon_day"]
    return tuple(sorted(kept, key=lambda each: each.spans[0])), tuple(differing)


def _national(page: Page, year: int | None) -> list[Theme]:
    """In a text that names no theme: what it quotes word for word from the national weeks (开展“…”低碳生活宣讲)."""
    found: dict[tuple[str, str], Theme] = {}
    for quote in ANY_QUOTED.finditer(page.text):
        scope = _official(quote[1], year)
        if scope and len(found) < MOST:
            slogan = page.written(*quote.span(1))
            found.setdefault((scope, bare(slogan)), Theme(scope, slogan, None, (page.span(*quote.span(1)),), "medium"))
    return list(found.values())


def _aside(page: Page, found: Slogan, kept: list[Theme]) -> Theme:
    """A slogan of 开展“…”主题活动: the week's as long as no other is known to be, else that of the event alone."""
    theme = _theme(page, found)
    known = any(bare(each.slogan) == bare(theme.slogan) for each in kept)
    if known:
        return replace(theme, name=None)  # its place says nothing of what it belongs to
    if not any(each.scope == theme.scope for each in kept):
        return theme
    return replace(theme, scope="other", name=None)


def _same(one: Theme, other: Theme) -> bool:
    """Whether a slogan stands there again; week and day may have the same words, each by name."""
    apart = one.name and other.name and {one.scope, other.scope} == set(BY_PLACE)
    return not apart and bare(one.slogan) == bare(other.slogan)


@lru_cache(maxsize=1024)
def bare(slogan: str) -> str:
    """A slogan for comparing: the separator may be a comma, 、, a blank or nothing."""
    return "".join(char for char in slogan if char.isalnum())


def _alike(one: Theme, other: Theme) -> bool:
    a, b = bare(one.slogan), bare(other.slogan)
    if one.name != other.name and (a in b or b in a) and abs(len(a) - len(b)) > FEW_LOST:
        return False  # a local week that adds its own half-line
    return alike(one.slogan, other.slogan)


def alike(one: str, other: str) -> bool:
    """Whether two slogans share so much that one is probably a misquotation of the other."""
    a, b = bare(one), bare(other)
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}, {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(pairs[0] & pairs[1]) >= len(pairs[0] | pairs[1]) or sorted(a) == sorted(b)


def _merged(one: Theme, other: Theme) -> Theme:
    spans = one.spans if other.spans[0] in one.spans else (*one.spans, *other.spans)
    named = one.name is None and other.name and other.scope != "other"
    scope, name = (other.scope, other.name) if named else (one.scope, one.name)
    return replace(one, spans=spans, scope=scope, name=name)


def _theme(page: Page, found: Slogan) -> Theme:
    slogan = page.written(found.start, found.end).strip(" ,，、;；。:：")
    event = EVENT.match(page.text, found.end) or (not _official(slogan) and HELD_EVENT.match(page.text, found.end))
    event = (
        event
        or (not _official(slogan) and OF_THING.match(page.text, found.end))
        or TRADE.search(page.text, max(0, found.start - 24), found.start)
    )
    if event:
        return Theme("other", slogan, event["name"], (page.span(found.start, found.end),), "medium")
    occasion = _occasion(page, found)
    official = None if occasion and _beside(page, found, occasion) else _official(slogan)
    if official and (occasion is None or (occasion.scope in BY_PLACE and occasion.scope != official)):
        return Theme(official, slogan, None, (page.span(found.start, found.end),), "medium")
    fallback = BY_PLACE[found.nth] if found.nth < len(BY_PLACE) and _any_week(page) else "other"
    span: tuple[Span, ...] = (page.span(found.start, found.end),)
    sure = "high" if occasion and found.quoted and found.sure else "medium"
    scope = fallback if occasion is None else "other" if "行业" in occasion.name else occasion.scope
    return Theme(scope, slogan, occasion.name if occasion else None, span, sure)


def _beside(page: Page, found: Slogan, occasion: Occasion) -> bool:
    """Whether nothing that could part them stands between a period's name and its slogan."""
    between = page.text[occasion.end : found.at] if occasion.end <= found.at else page.text[found.end : occasion.start]
    return PARTING.search(between) is None


def _official(slogan: str, year: int | None = None) -> str | None:
    """Whose slogan it was in one of the national weeks, or in that year's; the week's where both had the same."""
    words = bare(slogan)
    of_week, of_day = _known(year)
    return "week" if words in of_week else "low_carbon_day" if words in of_day else None


@cache
def _known(year: int | None) -> tuple[frozenset[str], frozenset[str]]:
    weeks = [week for each, week in national_weeks().items() if year in (None, each)]
    return (
        frozenset(bare(week.theme) for week in weeks if week.theme),
        frozenset(bare(week.low_carbon_theme) for week in weeks if week.low_carbon_theme),
    )


def _any_week(page: Page) -> bool:
    """Whether the text speaks of such a week, month or day at all."""
    return SPOKEN_OF.search(page.text) is not None


def _occasion(page: Page, found: Slogan) -> Occasion | None:
    """The named period beside the slogan; else the nearest before the word 主题, else that of the heading above."""
    for place in found.names:
        named = page.occasions_between(*place)
        if named and not (found.many > 1 and len(named) > 1):
            return named[-1]
    start, _ = page.sentence(found.at)
    end = found.at + 2 if page.text.startswith("主题", found.at) else found.start
    before = page.occasions_between(start, end)
    if before:
        return _of_several(page, found, before)
    if found.nth:
        return None
    return _of_heading(page, found)


def _of_several(page: Page, found: Slogan, before: list[Occasion]) -> Occasion | None:
    """Which of the periods named before the slogan: two names and two slogans go side by side."""
    scopes = [each.scope for each in before[-2:]]
    if found.many > 1 and scopes == list(BY_PLACE):
        return before[-2:][found.nth] if found.nth < 2 else None
    if found.many == 1 and scopes == list(BY_PLACE) and _named_together(page, before[-2], before[-1]):
        return before[-2]  # one slogan for both: it is the week's
    if found.nth > 1 or (found.nth and before[-1].scope == "week"):
        return None
    return before[-1]


def _of_heading(page: Page, found: Slogan) -> Occasion | None:
    for section in page.ancestry(page.section_at(found.at)):
        named = occasions_in(page.blank[section.title_start : section.title_end])
        if named:
            return named[-1]
    line = page.text.rfind("\n", 0, found.at)
    earlier = page.occasions_between(max(0, line - 60, found.at - NEAR), found.at)
    if not earlier or "\n" in page.text[earlier[-1].end : found.at].strip("\n"):
        return None
    return _of_several(page, found, earlier)


def _named_together(page: Page, one: Occasion, other: Occasion) -> bool:
    return re.fullmatch(r"(?:活动)?[和及与暨、]", page.blank[one.end : other.start]) is not None
