"""A campaign as its pages show it: its days with what happens on each, and what figures each activity asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from jieneng.core import paths
from jieneng.core.campaigns.actions import when_and_where
from jieneng.core.campaigns.doors import Door, public_doors
from jieneng.core.campaigns.models import Activity, Campaign, Period, Theme
from jieneng.core.campaigns.queries import line_of
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import BEIJING, WEEKDAYS
from jieneng.rulebook import kinds

Doors = Callable[[Iterable[Activity], datetime], Mapping[int, tuple[Door, ...]]]
LONGEST = 31  # days of a calendar; a longer campaign shows its activities as a list only


@dataclass(frozen=True)
class Item:
    """An activity: when and where, which level holds it, and how it stands at this moment (idle, wait, done).

    `level` tells activities apart: one's own for who has some, else those of other levels than the page's.
    Without `figures`, `unasked` says why, or both are empty.
    """

    activity: Activity
    when: str
    figures: str
    unasked: str
    look: str
    word: str
    level: str = ""
    is_own: bool = False
    doors: tuple[Door, ...] = ()


@dataclass(frozen=True)
class Day:
    on: date
    weekday: str
    state: str  # past, now, or nothing
    names: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class CampaignPage:
    """`line` is the campaign between the upper ones and the local ones whose activities are shown with it."""

    campaign: Campaign
    line: tuple[Campaign, ...]
    themes: tuple[Theme, ...]
    periods: tuple[Period, ...]
    days: tuple[Day, ...]
    items: tuple[Item, ...]
    undated: tuple[Item, ...]
    own: Campaign | None = None  # the viewer's local campaign under it

    @property
    def above(self) -> list[Campaign]:
        return list(self.line[: self.line.index(self.campaign)])


def campaign_page(
    campaign: Campaign, now: datetime, viewer: Organization | None = None, *, doors: Doors = public_doors
) -> CampaignPage:
    """The campaign with the activities of the levels that concern the viewer; four queries, whatever it holds, and one
    of each app that carries on an activity."""
    themes, periods = tuple(campaign.themes.all()), tuple(campaign.periods.all())
    line = tuple(line_of(campaign, viewer))
    base = viewer.path if viewer and paths.is_within(viewer.path, campaign.org_path) else campaign.org_path
    found = list(_items(campaign, line, viewer, now))
    open_doors = doors([item.activity for item in found], now)
    items = tuple(replace(item, doors=open_doors.get(item.activity.pk, ())) for item in found)
    concerning = tuple(item for item in items if item.activity.passed_on or item.activity.campaign.org_path == base)
    days = tuple(_day(on, periods, concerning, now.astimezone(BEIJING).date()) for on in _calendar(periods))
    undated = tuple(item for item in concerning if item.activity.start_date is None)
    shown = tuple(item for item in items if item in concerning or item.activity.campaign_id == campaign.pk)
    local = (each for each in line if viewer and each.organization_id == viewer.pk and each.pk != campaign.pk)
    return CampaignPage(campaign, line, themes, periods, days, shown, undated, next(local, None))


def _items(campaign: Campaign, line: Sequence[Campaign], viewer: Organization | None, now: datetime) -> Iterator[Item]:
    """The activities of the line from the top down, each with its campaign at hand."""
    has_own = viewer is not None and any(each.organization_id == viewer.pk for each in line)
    by_id, order = {each.pk: each for each in line}, [each.pk for each in line]
    rows = sorted(Activity.objects.filter(campaign__in=order), key=lambda row: (order.index(row.campaign_id), row.ord))
    for activity in rows:
        activity.campaign = by_id[activity.campaign_id]
        is_own = viewer is not None and activity.campaign.organization_id == viewer.pk
        level = _("本级") if is_own and len(line) > 1 else ""
        if not has_own and activity.campaign_id != campaign.pk:
            level = activity.campaign.organization.place_name
        yield replace(_item(activity, now), level=level, is_own=is_own)


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
    unasked = _unasked(activity)
    figures = "" if unasked else "、".join(figure.label for figure in kinds()[activity.kind].figures)
    look, word = _standing(activity, now.astimezone(BEIJING))
    return Item(activity, when_and_where(activity), figures, unasked, look, word)


def _unasked(activity: Activity) -> str:
    """Why the figures of an activity are not asked of those below; "" where they are."""
    if not activity.passed_on:
        return _("本级办理，下级不填")
    if activity.campaign.collection_id and not activity.campaign.is_asked:
        return _("沿用上级填报，不另填数")
    return ""


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
