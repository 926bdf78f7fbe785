"""Which days the mentions mean: the year from the document, lost marks by the calendar, the week and the weekday.

Source: the rule that resolves all damages met: keep the readings valid in the calendar, prefer the one inside the
campaign's year and nearest to the week; a range's second half never precedes its first; a stated weekday decides.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from jieneng.engine.texts.digit_runs import Reading
from jieneng.engine.texts.mentions import Half, Mention

CARRY = 400  # characters over which a day without a month takes the month named before it
LONGEST_RANGE = 400  # days
OVER_NEW_YEAR = 9  # months by which a due day without a year stands before the week when the next year's is meant


@dataclass(frozen=True)
class When:
    """A mention that was resolved; ``last`` equals ``first`` for a single day. Places are of the clean text."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    start_time: str | None
    end_time: str | None
    joined: str
    before: bool
    repaired: bool
    ambiguous: bool
    written_year: bool
    carried: bool
    weekdays: tuple[tuple[datetime.date, int], ...]
    others: tuple[datetime.date, ...] = ()  # the other readings of the first day, when more than one is possible

    @property
    def days(self) -> int:
        """How many days from the first to the last, both counted."""
        return (self.last - self.first).days + 1

    @property
    def weekday_wrong(self) -> bool:
        """Whether a weekday written beside a date is not the date's."""
        return any(day.weekday() != stated for day, stated in self.weekdays)

    @property
    def confidence(self) -> str:
        """How sure the reading is: low when others are possible, medium when something was put back."""
        if self.ambiguous or self.weekday_wrong:
            return "low"
        return "medium" if self.repaired else "high"


def resolve(mentions: list[Mention], *, year: int | None, anchor: datetime.date | None = None) -> list[When]:
    """The days meant. Mentions without any year are left out when the document has none: empty beats guessed.

    ``year`` is the campaign's; ``anchor`` is the first day of the week (or any day near it) once it is known.
    """
    near = anchor or (datetime.date(year, 6, 15) if year else None)
    found: list[When] = []
    month_from: tuple[int, datetime.date] | None = None
    for mention in mentions:
        when = _resolve_one(mention, year, near, month_from)
        if when is not None:
            found.append(when)
            month_from = (when.end, when.last)
    return found


def _resolve_one(
    mention: Mention, year: int | None, near: datetime.date | None, month_from: tuple[int, datetime.date] | None
) -> When | None:
    carried = month_from[1] if month_from and mention.start - month_from[0] <= CARRY else None
    ranged = mention.last is not None
    carried = _month_of_the_end(mention, year) or carried
    choices = _choices(mention.first, year, carried, lone=not ranged)
    if mention.before:
        choices = _over_new_year(choices, near)
    best: list[tuple[float, datetime.date, datetime.date, Reading]] = []
    for first, reading in choices:
        if mention.last is None:
            last = first.replace(day=reading.last_day) if reading.last_day else first
            best.append((_cost(mention.first, first, near), first, last, reading))
            continue
        for last, cost in _lasts(mention.last, first):
            best.append(
                (cost + _cost(mention.first, first, near) + _cost(mention.last, last, None), first, last, reading)
            )
    if not best:
        return None
    best.sort(key=lambda each: each[:3])
    _, first, last, reading = best[0]
    return _when(mention, first, last, reading, best)


def _month_of_the_end(mention: Mention, year: int | None) -> datetime.date | None:
    """For 17日至6月23日: the month stands only at the end, and counts for the beginning."""
    if mention.last is None or any(reading.month for reading in mention.first.readings):
        return None
    end = mention.last.readings[0]
    return _day(end.year or year, end.month, 1)


def _when(
    mention: Mention, first: datetime.date, last: datetime.date, reading: Reading,
    best: list[tuple[float, datetime.date, datetime.date, Reading]],
) -> When:  # fmt: skip
    halves = [(mention.first, first)] + ([(mention.last, last)] if mention.last else [])
    others = tuple(dict.fromkeys(each[1] for each in best[1:] if each[1] != first))
    stated = tuple((day, half.weekday) for half, day in halves if half.weekday is not None)
    settled = bool(stated) and all(day.weekday() == weekday for day, weekday in stated)
    return When(
        start=mention.start,
        end=mention.end,
        first=first,
        last=last,
        start_time=str(mention.clock) if mention.clock else None,
        end_time=str(mention.last_clock) if mention.last_clock else None,
        joined=mention.joined or ("range" if reading.last_day else ""),
        before=mention.before,
        repaired=not all(half.whole for half, _ in halves),
        ambiguous=bool(others) and not settled,
        written_year=reading.year is not None,
        carried=reading.month is None,
        weekdays=stated,
        others=others,
    )


def _choices(
    half: Half, year: int | None, carried: datetime.date | None, *, lone: bool
) -> list[tuple[datetime.date, Reading]]:
    found = []
    for reading in half.readings:
        if reading.last_day and not lone:
            continue
        shift = half.this_year or 0
        year_of = reading.year or (year + shift if year else None) or (carried.year if carried else None)
        if reading.month is None and carried is not None:
            year_of = carried.year
        day = _day(year_of, reading.month or (carried.month if carried else None), reading.day)
        if day:
            found.append((day, reading))
    return found


def _over_new_year(
    choices: list[tuple[datetime.date, Reading]], near: datetime.date | None
) -> list[tuple[datetime.date, Reading]]:
    """For a week in December, a due day 1月5日 is the next year's: nothing falls due eleven months ahead of it."""
    if near is None:
        return choices
    moved = []
    for day, reading in choices:
        early = reading.year is None and reading.month is not None and near.month - day.month >= OVER_NEW_YEAR
        moved.append(((_day(day.year + 1, day.month, day.day) or day) if early else day, reading))
    return moved


def _lasts(half: Half, first: datetime.date) -> list[tuple[datetime.date, float]]:
    """The possible second halves of a range that began on ``first``; a lost month may mean the month after."""
    found: list[tuple[datetime.date, float]] = []
    for reading in half.readings:
        if reading.last_day:
            continue
        day = _day(reading.year or first.year, reading.month or first.month, reading.day)
        cost = 0.0
        if day and day < first and reading.month is None:
            ahead = first.replace(day=1) + datetime.timedelta(days=32)
            day, cost = _day(ahead.year, ahead.month, reading.day), 50.0
        elif day and day < first and reading.year is None and first.month - day.month >= 6:
            day = _day(first.year + 1, day.month, day.day)
        if day and first <= day <= first + datetime.timedelta(days=LONGEST_RANGE):
            found.append((day, cost + (day - first).days / 30))
    return found


def _cost(half: Half, day: datetime.date, near: datetime.date | None) -> float:
    """How unlikely a day is: far from the week, against a stated weekday."""
    cost = abs((day - near).days) / 10 if near else 0.0
    if half.weekday is not None and day.weekday() != half.weekday:
        cost += 1000
    return cost


def _day(year: int | None, month: int | None, day: int) -> datetime.date | None:
    if year is None or month is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
