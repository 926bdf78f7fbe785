"""Days and moments as officials write them, workdays, and deadlines proposed for the levels below.

Nothing here reads the clock: "today" and "now" are arguments. A moment that knows its zone is told in Beijing time; one
that does not is taken as Beijing time already. The dates of a publicity week are never worked out here: the month
changes from year to year and is entered from the notice.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone

import chinese_calendar

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
CLOSE_OF_OFFICE = time(17, 0)
LAST_MINUTE = time(23, 59)
WEEKDAYS = "一二三四五六日"


def weekday_cn(day: date) -> str:
    """The day of the week.

    >>> weekday_cn(date(2025, 7, 4))
    '星期五'
    """
    return f"星期{WEEKDAYS[day.weekday()]}"


def day_cn(day: date, *, today: date | None = None) -> str:
    """A day with its weekday; the year is written when it is not the year of today.

    >>> day_cn(date(2025, 7, 4))
    '7月4日（星期五）'
    >>> day_cn(date(2025, 7, 4), today=date(2026, 1, 5))
    '2025年7月4日（星期五）'
    """
    year = f"{day.year}年" if today is not None and today.year != day.year else ""
    return f"{year}{day.month}月{day.day}日（{weekday_cn(day)}）"


def moment_cn(moment: datetime, *, today: date | None = None) -> str:
    """A day with its weekday and the clock time, in Beijing time.

    >>> moment_cn(datetime(2025, 7, 4, 17, 0))
    '7月4日（星期五）17:00'
    """
    local = in_beijing(moment)
    return f"{day_cn(local.date(), today=today)}{local:%H:%M}"


def in_beijing(moment: datetime) -> datetime:
    """The same moment on the Beijing clock; a naive one is taken to be there already."""
    return moment.astimezone(BEIJING) if moment.tzinfo else moment


def remaining_cn(due: date | datetime, now: datetime) -> str:
    """How long until a deadline, or how long past it.

    A deadline without a clock time (a plain day, or 23:59) runs to the end of its day. Within 24 hours it is hours, cut
    down, so that nobody is promised more time than there is; beyond, it is days as people count them on a calendar.

    >>> noon = datetime(2025, 7, 4, 11, 0)
    >>> remaining_cn(datetime(2025, 7, 4, 17, 0), noon)
    '还有 6 小时'
    >>> remaining_cn(datetime(2025, 7, 6, 17, 0), noon)
    '还有 2 天'
    >>> remaining_cn(date(2025, 7, 4), noon)
    '今日内'
    >>> remaining_cn(datetime(2025, 7, 3, 17, 30), noon)
    '逾期 17 小时'
    """
    local = in_beijing(now)
    if not isinstance(due, datetime):
        return _days_left((due - local.date()).days)
    end = in_beijing(due)
    if (end.hour, end.minute) == (LAST_MINUTE.hour, LAST_MINUTE.minute):
        return _days_left((end.date() - local.date()).days)
    return _time_left(end, local)


def _days_left(days: int) -> str:
    if days == 0:
        return "今日内"
    return f"还有 {days} 天" if days > 0 else f"逾期 {-days} 天"


def _time_left(end: datetime, now: datetime) -> str:
    left = end - now
    if left >= timedelta(days=1):
        return f"还有 {(end.date() - now.date()).days} 天"
    if left >= timedelta(0):
        return f"还有 {_hours(left)}"
    if -left >= timedelta(days=1):
        return f"逾期 {(-left).days} 天"
    return f"逾期 {_hours(-left)}"


def _hours(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    return f"{hours} 小时" if hours else "不到 1 小时"


def is_workday(day: date, overrides: Mapping[date, bool] | None = None) -> bool:
    """Whether offices work on a day, by the State Council's yearly holiday notice (the chinesecalendar package).

    `overrides` (day -> works) goes before the package: the notice for a year appears the November before, the package
    later. A year that neither knows is Monday to Friday.

    >>> is_workday(date(2025, 10, 1)), is_workday(date(2025, 9, 28))  # National Day; a Sunday worked in exchange
    (False, True)
    >>> is_workday(date(2031, 5, 1), {date(2031, 5, 1): False})
    False
    """
    if overrides and day in overrides:
        return overrides[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def workdays_after(day: date, n: int, overrides: Mapping[date, bool] | None = None) -> date:
    """The nth workday after a day. Raises ValueError for less than one.

    >>> workdays_after(date(2025, 7, 4), 1), workdays_after(date(2025, 7, 4), 1, {date(2025, 7, 7): False})  # a Friday
    (datetime.date(2025, 7, 7), datetime.date(2025, 7, 8))
    """
    if n < 1:
        raise ValueError(f"workdays are counted onwards, not {n}")
    while n:
        day += timedelta(days=1)
        n -= is_workday(day, overrides)
    return day


def workdays_before(day: date, n: int, overrides: Mapping[date, bool] | None = None) -> date:
    """The workday that lies n workdays before a day; n = 0 is the day itself, or the last workday before it.

    Raises ValueError for a negative n.

    >>> workdays_before(date(2025, 7, 7), 1)  # a Monday
    datetime.date(2025, 7, 4)
    >>> workdays_before(date(2025, 7, 6), 0)  # a Sunday
    datetime.date(2025, 7, 4)
    """
    if n < 0:
        raise ValueError(f"workdays are counted backwards, not {n}")
    while n:
        day -= timedelta(days=1)
        n -= is_workday(day, overrides)
    while not is_workday(day, overrides):
        day -= timedelta(days=1)
    return day


def propose_due(upper_due: datetime, level_gap_days: int, *, overrides: Mapping[date, bool] | None = None) -> datetime:
    """A deadline for the level below: some workdays before the upper one, at the same clock time.

    Midnight means that the upper notice gave no clock time; 17:00, the close of office, is proposed then.

    >>> propose_due(datetime(2025, 7, 15, 0, 0), 2)
    datetime.datetime(2025, 7, 11, 17, 0)
    """
    upper = in_beijing(upper_due)
    clock = upper.time() if upper.time() != time(0, 0) else CLOSE_OF_OFFICE
    return datetime.combine(workdays_before(upper.date(), level_gap_days, overrides), clock, upper.tzinfo)


def propose_chain(
    upper_due: datetime,
    levels: Sequence[str],
    *,
    gap_days: int = 2,
    overrides: Mapping[date, bool] | None = None,
) -> list[tuple[str, datetime]]:
    """Deadlines for the levels below one that must answer by `upper_due`, nearest level first.

    Each level gets `gap_days` workdays to check and add up what the next one sends.

    >>> [(level, due.day) for level, due in propose_chain(datetime(2025, 7, 15, 17), ["city", "county", "institution"])]
    [('city', 11), ('county', 9), ('institution', 7)]
    """
    chain = []
    for level in levels:
        upper_due = propose_due(upper_due, gap_days, overrides=overrides)
        chain.append((level, upper_due))
    return chain
