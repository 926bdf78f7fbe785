"""What a person must look at before using a draft: contradictions, repairs, things that are missing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from jieneng.engine.notices.draft import Draft, Theme, Warning_
from jieneng.engine.notices.known import against_the_weeks
from jieneng.engine.notices.page import Page
from jieneng.engine.notices.plausible import implausible
from jieneng.engine.texts.dates import When
from jieneng.engine.texts.spans import Span

WEEKDAYS = "一二三四五六日"
FEW = 4  # repairs told in one sentence
FIRST_WEEK, FIRST_DAY = 1991, 2013
ORDINAL = re.compile(r"第(?P<nth>\d{1,2})(?:个|届|次)(?P<name>全国节能宣传周|全国低碳日)")


def warnings_of(
    page: Page, draft: Draft, *, years: dict[int, tuple[Span, ...]], differing: tuple[tuple[Theme, Theme], ...],
    undated: tuple[Span, ...],
) -> tuple[Warning_, ...]:  # fmt: skip
    """Every warning of a draft, contradictions first."""
    return (
        *_weekdays(page),
        *_years(draft, years),
        *_ordinals(page, draft),
        *_outside(draft),
        *_early(draft),
        *_slogans(differing),
        *against_the_weeks(draft),
        *_same_slot(draft),
        *_ambiguous(page),
        *implausible(page, draft.stats),
        *_repaired(page),
        *_undated(undated),
    )


def _weekdays(page: Page) -> Iterator[Warning_]:
    for when in page.whens:
        for day, stated in when.weekdays:
            if day.weekday() == stated:
                continue
            other = _nearest(day, stated)
            yield Warning_(
                "weekday",
                f"“{page.written(when.start, when.end)}”：{_full(day)}是星期{WEEKDAYS[day.weekday()]}。"
                f"暂按日期{_short(day)}采用。",
                (page.span(when.start, when.end),),
                ((f"按{_short(day)}", day), (f"按{_short(other)}（星期{WEEKDAYS[stated]}）", other)),
            )


def _nearest(day: datetime.date, weekday: int) -> datetime.date:
    """The day with that weekday at most three days away."""
    return day + datetime.timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def _years(draft: Draft, years: dict[int, tuple[Span, ...]]) -> Iterator[Warning_]:
    if draft.year is None:
        return
    year = int(draft.year.value)
    others = {other: spans for other, spans in years.items() if other != year}
    for value in (draft.period, draft.low_carbon_day):
        day = None if value is None else value.value[0] if isinstance(value.value, tuple) else value.value
        if value is not None and day is not None and day.year != year:
            others.setdefault(day.year, value.spans)
    written = draft.written_date
    if written is not None and not datetime.date(year - 1, 10, 1) <= written.value <= datetime.date(year, 12, 31):
        others.setdefault(written.value.year, written.spans)
    if not others:
        return
    named = "、".join(f"{each}年" for each in sorted(others))
    yield Warning_(
        "year",
        f"通知为{year}年，正文又出现{named}，可能沿用了往年文稿。暂按{year}年采用。",
        (*draft.year.spans, *(span for spans in others.values() for span in spans)),
        tuple((f"按{each}年", each) for each in (year, *sorted(others))),
    )


def _ordinals(page: Page, draft: Draft) -> Iterator[Warning_]:
    """第28个全国节能宣传周 in a notice of 2019: the week is counted from 1991, the day from 2013."""
    for found in ORDINAL.finditer(page.text) if draft.year else ():
        first = FIRST_WEEK if found["name"].endswith("周") else FIRST_DAY
        told, year = first + int(found["nth"]) - 1, int(draft.year.value) if draft.year else 0
        if told != year:
            yield Warning_(
                "year",
                f"第{found['nth']}个{found['name']}应在{told}年，通知为{year}年。暂按{year}年采用。",
                (page.span(*found.span()),),
                ((f"按{year}年", year), (f"按{told}年", told)),
            )


def _outside(draft: Draft) -> Iterator[Warning_]:
    """A low-carbon day that lies outside the week it belongs to."""
    if draft.period is None or draft.low_carbon_day is None:
        return
    (start, end), day = draft.period.value, draft.low_carbon_day.value
    if not start <= day <= end:
        yield Warning_(
            "day-outside-week",
            f"低碳日{_short(day)}不在宣传周{_short(start)}至{_short(end)}之内，请核对。",
            (*draft.low_carbon_day.spans, *draft.period.spans),
        )


def _early(draft: Draft) -> Iterator[Warning_]:
    if draft.period is None:
        return
    end = draft.period.value[1]
    summaries = ("总结", "情况", "材料", "小结", "报告")
    for each in draft.deadlines:
        if each.due < end and any(word in each.what for word in summaries):
            yield Warning_(
                "deadline-early",
                f"“{each.what}”要求{_short(each.due)}前报送，早于宣传周结束日{_short(end)}。",
                (each.spans[0], *draft.period.spans),
                ((f"按{_short(each.due)}", each.due), ("改为宣传周结束后", end + datetime.timedelta(days=1))),
            )


def _slogans(differing: tuple[tuple[Theme, Theme], ...]) -> Iterator[Warning_]:
    for one, other in differing:
        yield Warning_(
            "slogan",
            f"主题两处写法不同：“{one.slogan}”和“{other.slogan}”。暂按前一处采用。",
            (*one.spans, *other.spans),
            ((f"按“{one.slogan}”", one.slogan), (f"按“{other.slogan}”", other.slogan)),
        )


def _same_slot(draft: Draft) -> Iterator[Warning_]:
    slots: dict[tuple[datetime.date, str, str], list[int]] = {}
    for index, each in enumerate(draft.activities):
        if each.start_date and each.start_time and each.place:
            slots.setdefault((each.start_date, each.start_time, each.place), []).append(index)
    for (day, time, place), indexes in slots.items():
        if len(indexes) < 2:
            continue
        same = [draft.activities[index] for index in indexes]
        names = "和".join(f"“{each.title}”" for each in same)
        yield Warning_(
            "same-slot",
            f"{names}都在{_short(day)}{time}、{place}。",
            tuple(each.spans[0] for each in same),
            (("合并为一场", "merge"), (f"保留{len(same)}项", "keep")),
        )


def _ambiguous(page: Page) -> Iterator[Warning_]:
    for when in page.whens:
        if when.ambiguous:
            choices = (when.first, *when.others)
            yield Warning_(
                "ambiguous-date",
                f"“{page.written(when.start, when.end)}”有几种读法，暂按{_full(when.first)}采用。",
                (page.span(when.start, when.end),),
                tuple((f"按{_full(each)}", each) for each in choices),
            )


def _repaired(page: Page) -> Iterator[Warning_]:
    repaired = [when for when in page.whens if when.repaired and not when.ambiguous]
    if not repaired:
        return
    told = list(dict.fromkeys(f"“{page.written(when.start, when.end)}”读作{_reading(when)}" for when in repaired))
    more = f"；另有{len(told) - FEW}处" if len(told) > FEW else ""
    yield Warning_(
        "repaired-date",
        f"{'；'.join(told[:FEW])}{more}，其他读法都不成立。",
        tuple(page.span(when.start, when.end) for when in repaired),
        (("都按此采用" if len(repaired) > 1 else "按此采用", "confirm"),),
    )


def _undated(undated: tuple[Span, ...]) -> Iterator[Warning_]:
    if undated:
        yield Warning_("no-due-day", "有报送要求没有写明日期，请补充截止日。", undated)


def _reading(when: When) -> str:
    first = _full(when.first) if when.written_year else _short(when.first)
    time = (f"{when.start_time}" + (f"至{when.end_time}" if when.end_time else "")) if when.start_time else ""
    if when.last == when.first:
        return first + time
    return f"{first}至{_short(when.last)}{time if not when.end_time else ''}"


def _short(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def _full(day: datetime.date) -> str:
    return f"{day.year}年{_short(day)}"
