"""What in a plan of dated things cannot or should not be: one hall twice, a due day when nobody works, late order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import combinations

from jieneng.engine.periods import day_cn, in_beijing, is_workday, moment_cn

_WHOLE_DAY = (time.min, time.max)


@dataclass(frozen=True)
class Held:
    """Something held at a place; without an end it takes its day, without a time the whole of it. ``of`` is whose."""

    key: str
    title: str
    place: str
    first: date
    last: date
    start: time | None = None
    end: time | None = None
    of: str = ""

    @property
    def name(self) -> str:
        return f"{self.of}“{self.title}”" if self.of else f"“{self.title}”"


@dataclass(frozen=True)
class Due:
    """A day by which somebody hands in; ``upper`` is the day that the one who asks is bound by."""

    key: str
    who: str
    at: datetime
    upper: datetime | None = None


@dataclass(frozen=True)
class Conflict:
    """A code for programs, a sentence for people, the keys of what it is about; ``is_hard``: it cannot stay so."""

    code: str
    say: str
    keys: tuple[str, ...]
    is_hard: bool = False


def conflicts(
    held: Iterable[Held],
    dues: Iterable[Due],
    *,
    ends: date | None = None,
    overrides: Mapping[date, bool] | None = None,
) -> list[Conflict]:
    """Every conflict of a plan, hard ones first. ``ends`` is the last day of what is reported on.

    >>> from datetime import date, datetime
    >>> [each.code for each in conflicts([], [Due("d", "各县", datetime(2025, 6, 28, 17))])]
    ['due-on-rest-day']
    """
    found = [*_same_place(held), *_of_days(dues, ends, overrides)]
    return sorted(found, key=lambda conflict: not conflict.is_hard)


def _same_place(held: Iterable[Held]) -> Iterator[Conflict]:
    placed = [one for one in held if one.place.strip()]
    for one, other in combinations(placed, 2):
        if _plain(one.place) == _plain(other.place) and _overlap(one, other):
            day = day_cn(max(one.first, other.first), today=one.first)
            sure = bool(one.start and other.start)
            say = f"{one.name}和{other.name}{'' if sure else '可能'}同时使用{one.place}（{day}），请调整时间或者地点。"
            yield Conflict("same-place", say, (one.key, other.key))


def _overlap(one: Held, other: Held) -> bool:
    """On a common day at a common time; one that begins when the other ends does not overlap it."""
    if one.first > other.last or other.first > one.last:
        return False
    begins, ends = _hours(one)
    other_begins, other_ends = _hours(other)
    return begins < other_ends and other_begins < ends


def _hours(held: Held) -> tuple[time, time]:
    if held.start is None:
        return _WHOLE_DAY
    if held.end is not None and held.end > held.start:
        return held.start, held.end
    return held.start, time(held.start.hour + 1, held.start.minute) if held.start.hour < 23 else time.max


def _of_days(dues: Iterable[Due], ends: date | None, overrides: Mapping[date, bool] | None) -> Iterator[Conflict]:
    for due in dues:
        at = in_beijing(due.at)
        if due.upper is not None and due.at > due.upper:
            say = f"{due.who}的截止时间{moment_cn(due.at)}晚于上级要求的{moment_cn(due.upper)}，请提前。"
            yield Conflict("due-after-upper", say, (due.key,), is_hard=True)
        if not is_workday(at.date(), overrides):
            say = f"{due.who}的截止日{day_cn(at.date(), today=at.date())}是休息日，建议改为前一个工作日。"
            yield Conflict("due-on-rest-day", say, (due.key,))
        if ends is not None and at.date() < ends:
            say = f"{due.who}的截止日早于活动结束日{day_cn(ends, today=ends)}，届时活动数据还不完整。"
            yield Conflict("due-before-end", say, (due.key,))


def _plain(place: str) -> str:
    return "".join(place.split())
