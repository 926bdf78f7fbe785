"""What the home page shows: what is owed, two weeks of it as a strip, and who below has not reported."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from jieneng.core.agenda.registry import Entry, entries
from jieneng.core.collections.dues import dues_at
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.board import Progress, progress_seen
from jieneng.core.collections.queries.missing import missing
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.roster import place_of
from jieneng.engine.periods import is_workday, moment_cn, weekday_cn
from jieneng.rulebook import workday_overrides

_SHOWN_COLLECTIONS, _SHOWN_MISSING = 5, 8
_NAMED_UP_TO = 100
_LONG_PAST = timedelta(days=60)  # a collection that nobody closes does not stay on the home page for ever


@dataclass(frozen=True)
class Group:
    """Entries that are due in the same stretch of time."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Day:
    """A day of the strip: its number, weekday, what is due, and how it looks."""

    label: str
    weekday: str
    titles: tuple[str, ...]
    look: str


@dataclass(frozen=True)
class Below:
    """How far a collection has come among those below."""

    collection: Collection
    n_expected: int
    n_handed_in: int
    as_of: datetime | None
    missing: tuple[Organization, ...] = ()
    sentence: str = ""

    @property
    def n_missing(self) -> int:
        return max(0, self.n_expected - self.n_handed_in)


@dataclass(frozen=True)
class Home:
    groups: tuple[Group, ...]
    kinds: tuple[tuple[str, int], ...]
    n_all: int
    counts: dict[str, int]
    strip: tuple[Day, ...]
    below: tuple[Below, ...]


def home(acting: Acting, now: datetime, kind: str = "") -> Home:
    """Everything on the home page of one organisation; `kind` keeps only entries of one sort."""
    owed = entries(acting, now)
    shown = [entry for entry in owed if kind in ("", entry.kind)]
    groups = tuple(_groups(shown, now))
    return Home(
        groups=groups,
        kinds=tuple(Counter(entry.kind for entry in owed).most_common()),
        n_all=len(owed),
        counts=_counts(owed, now),
        strip=tuple(_strip(owed, now)),
        below=tuple(_below(acting, now)),
    )


def _groups(owed: list[Entry], now: datetime) -> Iterable[Group]:
    today = timezone.localdate(now)
    week_end = today + timedelta(days=6 - today.weekday())
    this_day = f"今天　{today.month}月{today.day}日（{weekday_cn(today)}）"
    titles = ("已逾期", this_day, "本周", "下周及以后", "不限时间")
    by_stretch: dict[int, list[Entry]] = {}
    for entry in owed:
        by_stretch.setdefault(_stretch(entry, now, today, week_end), []).append(entry)
    return (Group(titles[stretch], tuple(by_stretch[stretch])) for stretch in sorted(by_stretch))


def _stretch(entry: Entry, now: datetime, today: date, week_end: date) -> int:
    if entry.due_at is None:
        return 4
    if entry.is_late(now):
        return 0
    due = timezone.localdate(entry.due_at)
    return 1 if due == today else 2 if due <= week_end else 3


def _counts(owed: list[Entry], now: datetime) -> dict[str, int]:
    today = timezone.localdate(now)
    week_end = today + timedelta(days=6 - today.weekday())
    stretches = Counter(_stretch(entry, now, today, week_end) for entry in owed)
    return {"late": stretches[0], "today": stretches[1], "week": stretches[2]}


def _strip(owed: list[Entry], now: datetime) -> Iterable[Day]:
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    for day in (monday + timedelta(days=n) for n in range(14)):
        due = [entry for entry in owed if entry.due_at and timezone.localdate(entry.due_at) == day]
        yield Day(
            label=f"{day.month}月{day.day}" if day == monday or day.day == 1 else str(day.day),
            weekday="今天" if day == today else f"周{weekday_cn(day)[-1]}",
            titles=tuple(_short(entry) for entry in due[:3]),
            look=_look(day, today, due, now),
        )


def _look(day: date, today: date, due: list[Entry], now: datetime) -> str:
    looks = {"today": day == today, "past": day < today, "off": not is_workday(day, workday_overrides())}
    looks["late"] = any(entry.is_late(now) for entry in due)
    return " ".join(look for look, holds in looks.items() if holds)


def _short(entry: Entry) -> str:
    """What is to be done comes first: of two entries for one report the titles begin alike."""
    title = re.sub(r"^\d{4}年", "", entry.title)
    return f"{entry.kind}：{title if len(title) <= 10 else title[:9] + '…'}"


def _below(acting: Acting, now: datetime) -> Iterable[Below]:
    """The collections that those below have to answer, the next due first; names only for the first that is short, and
    only where they are few enough to be chased by name."""
    organization = acting.organization
    if organization.is_unit or not acting.sees_business:
        return
    asking = Collection.objects.open(now).filter(due_at__gte=now - _LONG_PAST).asking(organization)
    shown = list(asking.select_related("audience__root").order_by("due_at", "pk")[:_SHOWN_COLLECTIONS])
    progress = progress_seen(acting, shown)
    dues = dues_at(acting).below(shown)
    short = [one.pk for one in shown if progress[one.pk].n_missing]
    for one in shown:
        come, absent = progress[one.pk], list[Organization]()
        if one.pk in short[:1] and come.n_missing <= _NAMED_UP_TO:
            found = missing(one, place_of(organization, one.year), most=_SHOWN_MISSING, n_asked=come.n_expected)
            absent = [entry.organization for entry in found]
        sentence = _sentence(come, absent, dues[one.pk].at, now)
        yield Below(one, come.n_expected, come.n_handed_in, come.as_of, tuple(absent), sentence)


def _sentence(come: Progress, absent: list[Organization], due_at: datetime, now: datetime) -> str:
    names = "：" + "、".join(organization.name for organization in absent) if absent else ""
    more = "等" if absent and come.n_missing > len(absent) else ""
    due = moment_cn(due_at, today=timezone.localdate(due_at))
    ask = f"请于{due}前上报" if due_at > now else "已过截止时间，请尽快上报"
    return f"已报 {come.n_handed_in}/{come.n_expected}，未报 {come.n_missing} 家{names}{more}。{ask}。"
