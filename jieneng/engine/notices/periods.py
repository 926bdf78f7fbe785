"""When the week is, when the low-carbon day is, and which other dated weeks, months and days a notice names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jieneng.engine.notices.draft import OtherPeriod, Value
from jieneng.engine.notices.occasions import Occasion, scope_of
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.dates import When
from jieneng.engine.texts.structure import Section

# Between a day and the name that follows it: 6月13日(星期二)为第5个全国低碳日.
THEN_NAME = re.compile(
    r"\s?(?:\([^)]{0,12}\))?,?(?:期间)?,?(?:即|恰逢|正值)?(?:为|是|系|举办|举行|开展|组织开展|组织|迎来|在全[国省市区县州](?:范围内)?|将)*(?:我国|我省|我市|我区"
    r"|今年|本年度|全[国省市])?"
    r"(?:的)?(?:以□{4,40}(?:为主题的?)?)?(?:第?[\d一二三四五六七八九十]{1,3}(?:个|届|次))?(?:的)?(?:(?:19|20)\d\d年)?(?:度)?[“\"]?"
)
# Between a name and the day that follows it: 全国节能宣传周活动时间为6月11日至17日.
NAME_THEN = re.compile(
    r"”?(?:活动|宣传活动)?(?:的)?(?:宣传|举办|活动)?(?:时间|日期)?(?:(?:定|安排|确定|拟|将|分别|自|统一|集中)?(?:为|是|于|在|从)?|:|\()*(?:每年|今年"
    r"|本年)?(?:的)?\s?"
)
TIME_THEN = re.compile(
    r"(?:(?:活动|宣传|举办)?(?:时间|日期)(?:分别)?(?:定)?(?:为|是|于|在|:|从|自)*|(?:分别|定于|定在|确定为|为期)+(?:为|是|于|在)?|[和及与、,]|[为是于:(])\s?$"
)
HEAD_TIME = re.compile(r"(?:活动|宣传|举办|起止)?(?:时间|日期)")
REACH = 90
BESIDE = 40
PUBLICITY = re.compile(r"宣传|主题|节能周")


@dataclass(frozen=True)
class Dated:
    """A named period with the day or range that belongs to it; ``sure`` when the two stand side by side."""

    occasion: Occasion
    when: When
    sure: bool


@dataclass(frozen=True)
class Calendar:
    """The dated periods of one notice."""

    week: Value | None
    low_carbon_day: Value | None
    others: tuple[OtherPeriod, ...]
    all: tuple[Dated, ...]


def calendar_of(page: Page, activities: list[Section]) -> Calendar:
    """The periods; days inside ``activities`` count only where the period's name stands right beside them."""
    dated = [found for when in page.whens if (found := _named(page, when, activities)) is not None]
    weeks = [each for each in dated if each.occasion.scope == "week"]
    days = [each for each in dated if each.occasion.scope == "low_carbon_day"]
    week = _value(page, weeks, lambda when: (when.first, when.last)) or _lone_week(page, activities)
    day = _value(page, days, lambda when: when.first) or (
        _day_of_week(page, week.value) if week else _day_of_activity(page, activities)
    )
    return Calendar(week, day, tuple(_others(page, dated, week)), tuple(dated))


def _day_of_week(page: Page, week: tuple[datetime.date, datetime.date]) -> Value | None:
    """The third day of the week (in 2020 the fourth) when a sentence names it and the low-carbon day."""
    expected = week[0] + datetime.timedelta(days=3 if week[0].year == 2020 else 2)
    for when in page.whens:
        if when.first == when.last == expected and not when.before:
            named = page.occasions_between(*_around(page, when))
            if any(each.scope == "low_carbon_day" for each in named):
                return Value(expected, (page.span(when.start, when.end),), "medium", when.repaired)
    return None


def _around(page: Page, when: When) -> tuple[int, int]:
    """The sentence of a day and what stands just before it in the same line."""
    start, end = page.sentence(when.start)
    line = page.text.rfind("\n", 0, when.start) + 1
    return max(line, min(start, when.start - BESIDE)), end


def _lone_week(page: Page, activities: list[Section]) -> Value | None:
    """Without a name beside any range: the one range of seven days in a sentence that speaks of publicity."""
    ranges = [when for when in page.whens if when.joined == "range" and when.days == 7 and not when.before]
    outside = [when for when in ranges if not any(each.start <= when.start < each.end for each in activities)]
    found = {(each.first, each.last): each for each in outside if PUBLICITY.search(page.sentence_text(each.start))}
    if len(found) != 1:
        return None
    ((week, when),) = found.items()
    return Value(week, (page.span(when.start, when.end),), "medium", when.repaired)


def _day_of_activity(page: Page, activities: list[Section]) -> Value | None:
    """The one day under a heading that names the low-carbon day."""
    for section in activities:
        named = page.occasions_between(section.title_start, section.title_end)
        days = {when.first: when for when in page.whens_in(section.start, section.end) if not when.before}
        if len(days) == 1 and any(each.scope == "low_carbon_day" for each in named):
            ((day, when),) = days.items()
            if when.days == 1:
                return Value(day, (page.span(when.start, when.end),), "medium", when.repaired)
    return None


def _named(page: Page, when: When, activities: list[Section]) -> Dated | None:
    if when.before or (when.start_time is not None and when.joined != "range"):
        return None
    start, end = page.sentence(when.start)
    following = page.occasions_between(when.end, min(end, when.end + REACH))
    if following and THEN_NAME.fullmatch(page.blank[when.end : following[0].start]) and _fits(following[0], when):
        return Dated(following[0], when, True)
    preceding = [
        each for each in page.occasions_between(max(start, when.start - REACH * 2), when.start) if _fits(each, when)
    ]
    for each in reversed(preceding):
        between = page.blank[each.end : when.start]
        if NAME_THEN.fullmatch(between):
            return Dated(each, when, True)
        if len(between) <= REACH * 2 and TIME_THEN.search(between) and _only_theme(between):
            return Dated(each, when, bool(page.whens_in(each.end, when.start)))
    inside = any(section.start <= when.start < section.end for section in activities)
    return None if inside else _headed(page, when)


def _only_theme(between: str) -> bool:
    """Whether nothing but a theme, another name and its day stand between a name and its day."""
    return not re.search(
        r"仪式|截止|前|报送|培训|会议|讲座|竞赛|竞答|征集|展示|体验活动|举办的|发布|发放|张贴|观看|[局厅委办部处院校司室站心会][于自从在]$",
        between,
    )


def _fits(occasion: Occasion, when: When) -> bool:
    """A week is a range of 4 to 16 days, a month of 20 to 70, a named day one or two days."""
    if occasion.name.endswith("周"):
        return when.joined == "range" and 4 <= when.days <= 16
    if occasion.name.endswith("月"):
        return when.joined == "range" and 15 <= when.days <= 70
    return when.days <= 2


def _headed(page: Page, when: When) -> Dated | None:
    """A range under a heading like 活动时间, or after the words 活动时间: it is the week when it is as long as one."""
    line_start = page.text.rfind("\n", 0, when.start) + 1
    before = page.text[max(line_start, when.start - BESIDE) : when.start]
    headings = [page.text[each.title_start : each.title_end] for each in page.ancestry(page.section_at(when.start))]
    headed = any(HEAD_TIME.search(title) and len(title) <= 16 for title in headings)
    labelled = re.search(r"(?:活动|宣传|举办)?(?:时间|日期)\s?(?:为|是|:|定于)?\s?$", before) is not None
    opening = re.search(r"(?:于|(?P<since>自))$", before)
    opens = opening is not None and "宣传" in page.sentence_text(when.end) and (not opening["since"] or when.days == 7)
    names = [each.name for title in headings for each in _names_in(title)]
    if (when.joined != "range" and not (names and labelled)) or not (headed or labelled or opens):
        return None
    name = names[0] if names else "宣传周" if when.days <= 16 else "宣传月"
    occasion = Occasion(when.start, when.end, name, scope_of(name))
    return Dated(occasion, when, False) if _fits(occasion, when) else None


def _names_in(title: str) -> list[Occasion]:
    return [
        Occasion(0, 0, found[0], scope_of(found[0]))
        for found in re.finditer(r"[\u4e00-\u9fff]{0,8}(?:宣传周|宣传月|低碳日)", title)
    ]


def _value(page: Page, dated: list[Dated], take: Callable[[When], Any]) -> Value | None:
    if not dated:
        return None
    best = next((each for each in dated if each.sure), dated[0])
    same = [each.when for each in dated if take(each.when) == take(best.when)]
    steady = next((when for when in same if when.confidence == "high"), best.when)
    confidence = steady.confidence if best.sure or steady.confidence != "high" else "medium"
    spans = tuple(page.span(when.start, when.end) for when in same)
    return Value(take(best.when), spans, confidence, best.when.repaired)


def _others(page: Page, dated: list[Dated], week: Value | None) -> list[OtherPeriod]:
    found: dict[tuple[str, datetime.date, datetime.date], OtherPeriod] = {}
    for each in dated:
        when, name = each.when, each.occasion.name
        if each.occasion.scope in {"week", "low_carbon_day"} or (week and (when.first, when.last) == week.value):
            continue
        places = (page.span(when.start, when.end),)
        found.setdefault((name, when.first, when.last),
                         OtherPeriod(name, when.first, when.last, places, when.confidence, when.repaired))  # fmt: skip
    return list(found.values())
