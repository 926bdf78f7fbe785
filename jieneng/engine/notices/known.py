"""What the national weeks say against a draft: a slogan or dates of another year, a slogan that was misquoted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from jieneng.engine.notices.draft import Draft, Theme, Warning_
from jieneng.engine.notices.themes import alike, bare
from jieneng.rulebook import Week, national_weeks


def against_the_weeks(draft: Draft) -> Iterator[Warning_]:
    """Warnings for a year whose national week is known; nothing for other years and for slogans of one's own."""
    weeks = national_weeks()
    if draft.year is None or draft.year.value not in weeks:
        return
    week = weeks[draft.year.value]
    for theme in draft.themes:
        official = official_slogan(week, theme.scope)
        if official and bare(theme.slogan) != bare(official):
            yield from _slogan(theme, official, week, weeks)
    if draft.period is not None:
        yield from _dates(draft, week, weeks)


def official_slogan(week: Week, scope: str) -> str | None:
    """The slogan of the week or of the low-carbon day; None for other scopes and where no document was seen."""
    return {"week": week.theme, "low_carbon_day": week.low_carbon_theme}.get(scope)


def _slogan(theme: Theme, official: str, week: Week, weeks: dict[int, Week]) -> Iterator[Warning_]:
    choices = ((f"按“{theme.slogan}”", theme.slogan), (f"按“{official}”", official))
    for year, other in weeks.items():
        if year != week.year and bare(official_slogan(other, theme.scope) or "") == bare(theme.slogan):
            sentence = f"“{theme.slogan}”是{year}年的主题，{week.year}年的主题是“{official}”。"
            yield Warning_("old-slogan", sentence, theme.spans, choices)
            return
    if alike(theme.slogan, official):
        sentence = f"“{theme.slogan}”与{week.year}年的主题“{official}”不一致，可能有错漏。"
        yield Warning_("slogan", sentence, theme.spans, choices)


def _dates(draft: Draft, week: Week, weeks: dict[int, Week]) -> Iterator[Warning_]:
    """A week on the days of an earlier year's: the text was probably taken over with its dates."""
    if draft.period is None or draft.period.value == (week.start, week.end):
        return
    start, end = draft.period.value
    same = [year for year, each in weeks.items() if (_day(each.start), _day(each.end)) == (_day(start), _day(end))]
    earlier = sorted((year for year in same if year < week.year), reverse=True)
    if earlier:
        yield Warning_(
            "year",
            f"宣传周{_told(start)}至{_told(end)}是{earlier[0]}年的日期，"
            f"{week.year}年为{_told(week.start)}至{_told(week.end)}。",
            draft.period.spans,
            tuple((f"按{year}年", year) for year in (week.year, earlier[0])),
        )


def _day(day: datetime.date) -> tuple[int, int]:
    return day.month, day.day


def _told(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"
