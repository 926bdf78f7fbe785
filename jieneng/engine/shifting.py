"""Days of one year's Publicity Week in the week of another year."""

from dataclasses import dataclass
from datetime import date, timedelta

_WEEK_DAYS = 7


@dataclass(frozen=True)
class WeekDays:
    """A week by its first day, and the low-carbon day where the year has one."""

    start: date
    low_carbon_day: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day < self.start + timedelta(days=_WEEK_DAYS)


def shifted(day: date, was: WeekDays, now: WeekDays) -> date | None:
    """The same weekday of the other week, low-carbon day for low-carbon day; None for a day outside the week.

    >>> was, now = WeekDays(date(2024, 5, 13), date(2024, 5, 15)), WeekDays(date(2025, 6, 23), date(2025, 6, 25))
    >>> shifted(date(2024, 5, 14), was, now), shifted(date(2024, 5, 15), was, now), shifted(date(2024, 4, 1), was, now)
    (datetime.date(2025, 6, 24), datetime.date(2025, 6, 25), None)
    """
    if day == was.low_carbon_day and now.low_carbon_day is not None:
        return now.low_carbon_day
    if not was.holds(day):
        return None
    return now.start + timedelta(days=(day.weekday() - now.start.weekday()) % _WEEK_DAYS)


def shifted_span(
    first: date | None, last: date | None, was: WeekDays, now: WeekDays
) -> tuple[date | None, date | None] | None:
    """Both ends moved; the whole week stays the whole week. None when an end has no place or would come too early.

    >>> saturday = WeekDays(date(2015, 6, 13))
    >>> shifted_span(date(2015, 6, 13), date(2015, 6, 19), saturday, WeekDays(date(2025, 6, 23)))
    (datetime.date(2025, 6, 23), datetime.date(2025, 6, 29))
    >>> shifted_span(date(2015, 6, 14), date(2015, 6, 15), saturday, WeekDays(date(2025, 6, 23))) is None
    True
    """
    if first == was.start and last == was.start + timedelta(days=_WEEK_DAYS - 1):
        return now.start, now.start + timedelta(days=_WEEK_DAYS - 1)
    begins, ends = (shifted(day, was, now) if day else None for day in (first, last))
    if (first and begins is None) or (last and ends is None) or (begins and ends and ends < begins):
        return None
    return begins, ends
