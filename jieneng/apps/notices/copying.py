"""复制去年活动: a campaign of one's own as the beginning of another year's, for a form that people confirm.

Activities keep their kind, place and way; their days go to the same weekday of the other week, and what has no place
there is left empty and named. Slogans and days of the other year come from the rulebook, or stay empty.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jieneng.core.campaigns.models import Activity, Campaign, Period, Theme
from jieneng.engine.shifting import WeekDays, shifted, shifted_span
from jieneng.rulebook import Week, national_weeks

_KEPT = ("kind", "title", "start_time", "end_time", "place", "participants", "mode", "method", "passed_on")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Copied:
    """What the form begins with; `unplaced` are the names of what lost its days, `is_known` whether the week is."""

    head: dict[str, Any]
    themes: Rows
    periods: Rows
    activities: Rows
    unplaced: tuple[str, ...]
    is_known: bool
    starts: date | None


def copied(campaign: Campaign, year: int, *, starts: date | None = None) -> Copied:
    """The campaign as it would be in `year`, whose week `starts` on a day where the rulebook does not know it yet.

    Nothing is stored.
    """
    week = national_weeks().get(year)
    said = WeekDays(starts) if starts else None
    was, now = _days_of(campaign), WeekDays(week.start, week.low_carbon_day) if week else said
    periods = [_period(period, was, now) for period in campaign.periods.all()]
    moved = [_activity(activity, was, now) for activity in campaign.activities.all()]
    lost = [row["name"] for row in periods if row["start"] is None]
    return Copied(
        head={"title": campaign.title.replace(str(campaign.year), str(year))[:120], "year": year},
        themes=[_theme(theme, week) for theme in campaign.themes.all()],
        periods=periods,
        activities=[row for row, _ in moved],
        unplaced=tuple(lost + [row["title"] for row, is_placed in moved if not is_placed]),
        is_known=week is not None,
        starts=now.start if now else None,
    )


def to_copy(organization_id: int) -> Campaign | None:
    """The newest campaign of an organisation's own that does not hang under another."""
    return Campaign.objects.filter(organization=organization_id, parent=None).order_by("-year", "-id").first()


def next_year(campaign: Campaign, this_year: int) -> int:
    """The year into which a campaign is copied: this year, or the one after its own."""
    return max(this_year, campaign.year + 1)


def _days_of(campaign: Campaign) -> WeekDays | None:
    """The week as the campaign had it, else as the rulebook knows it."""
    known = national_weeks().get(campaign.year)
    said = {period.scope: period.start for period in reversed(campaign.periods.all())}
    start = said.get("week") or (known.start if known else None)
    return WeekDays(start, said.get("low_carbon_day") or (known.low_carbon_day if known else None)) if start else None


def _period(period: Period, was: WeekDays | None, now: WeekDays | None) -> dict[str, Any]:
    days: tuple[date | None, date | None] = (None, None)
    if now and period.scope == "week":
        days = (now.start, now.start + timedelta(days=6))
    elif was and now and period.scope == "low_carbon_day":
        days = (shifted(period.start, was, now),) * 2
    return {"scope": period.scope, "name": period.name, "start": days[0], "end": days[1]}


def _theme(theme: Theme, week: Week | None) -> dict[str, Any]:
    known = {"week": week.theme, "low_carbon_day": week.low_carbon_theme or ""} if week else {}
    return {"scope": theme.scope, "name": theme.name, "slogan": known.get(theme.scope, "")}


def _activity(activity: Activity, was: WeekDays | None, now: WeekDays | None) -> tuple[dict[str, Any], bool]:
    """An activity's row, and whether its days have a place; a link of last year is left out."""
    span = shifted_span(activity.start_date, activity.end_date, was, now) if was and now else None
    has_days = bool(activity.start_date or activity.end_date)
    row = {name: getattr(activity, name) for name in _KEPT}
    first, last = span or (None, None)
    return row | {"start_date": first, "end_date": last, "link": ""}, span is not None or not has_days
