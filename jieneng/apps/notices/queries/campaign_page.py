"""A campaign as its pages show it: its days with what happens on each, and what figures each activity asks for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jieneng.core.campaigns.actions import when_and_where
from jieneng.core.campaigns.models import Activity, Campaign, Period, Theme
from jieneng.engine.periods import BEIJING, WEEKDAYS
from jieneng.rulebook import kinds

LONGEST = 31  # days of a calendar; a longer campaign shows its activities as a list only


@dataclass(frozen=True)
class Item:
    """An activity: when and where, and how it stands at this moment (idle, wait, done)."""

    activity: Activity
    when: str
    figures: str
    look: str
    word: str


@dataclass(frozen=True)
class Day:
    on: date
    weekday: str
    state: str  # past, now, or nothing
    names: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class CampaignPage:
    campaign: Campaign
    themes: tuple[Theme, ...]
    periods: tuple[Period, ...]
    days: tuple[Day, ...]
    items: tuple[Item, ...]
    undated: tuple[Item, ...]


def campaign_page(campaign: Campaign, now: datetime) -> CampaignPage:
    """Three queries, whatever the campaign holds."""
    themes, periods = tuple(campaign.themes.all()), tuple(campaign.periods.all())
    items = tuple(_item(activity, now) for activity in campaign.activities.all())
    days = tuple(_day(on, periods, items, now.astimezone(BEIJING).date()) for on in _calendar(periods))
    undated = tuple(item for item in items if item.activity.start_date is None)
    return CampaignPage(campaign, themes, periods, days, items, undated)


def _calendar(periods: tuple[Period, ...]) -> list[date]:
    """The days of the week itself, or of the month where there is no week."""
    main = next((period for scope in ("week", "month") for period in periods if period.scope == scope), None)
    if main is None:
        return []
    length = (main.end - main.start).days + 1
    return [main.start + timedelta(days=n) for n in range(length)] if length <= LONGEST else []


def _day(on: date, periods: tuple[Period, ...], items: tuple[Item, ...], today: date) -> Day:
    of_day = tuple(item for item in items if _takes_place(item.activity, on))
    single = [period.name for period in periods if period.start == period.end == on]
    starting = [item.activity.kind_label for item in of_day if item.activity.start_date == on]
    state = "now" if on == today else "past" if on < today else ""
    return Day(on, f"周{WEEKDAYS[on.weekday()]}", state, next(iter([*single, *starting]), ""), of_day)


def _takes_place(activity: Activity, on: date) -> bool:
    if activity.start_date is None:
        return False
    return activity.start_date <= on <= (activity.end_date or activity.start_date)


def _item(activity: Activity, now: datetime) -> Item:
    figures = "、".join(figure.label for figure in kinds()[activity.kind].figures)
    look, word = _standing(activity, now.astimezone(BEIJING))
    return Item(activity, when_and_where(activity), figures if activity.passed_on else "", look, word)


def _standing(activity: Activity, now: datetime) -> tuple[str, str]:
    if activity.start_date is None:
        return "wait", "全程"
    last = activity.end_date or activity.start_date
    ended = last < now.date() or (
        last == now.date() and activity.end_time is not None and activity.end_time < now.time()
    )
    if ended:
        return "done", "已结束"
    begun = activity.start_date < now.date() or (
        activity.start_date == now.date() and (activity.start_time is None or activity.start_time <= now.time())
    )
    return ("wait", "进行中") if begun else ("idle", "未开始")
