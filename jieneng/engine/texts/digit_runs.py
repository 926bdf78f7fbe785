"""Dates whose 年, 月, 日 or dash were lost: every way to read a run of digits as year, month and day.

Source: the damages met in real notices: 516日, 2024513日, 202459, 61723日, 20246月13日.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

EARLIEST, LATEST = 1990, 2079


@dataclass(frozen=True)
class Reading:
    """One way to read a run. ``last_day`` is set when the dash of a range was lost; ``dropped`` a glued-on ordinal."""

    year: int | None
    month: int | None
    day: int
    last_day: int | None = None
    dropped: int = 0


@lru_cache(maxsize=4096)
def readings(run: str) -> tuple[Reading, ...]:
    """Every reading of the run that the calendar allows; the marks 年 and 月 that are left must stand where they say.

    >>> readings("516")
    (Reading(year=None, month=5, day=16, last_day=None, dropped=0),)
    >>> [(r.month, r.day) for r in readings("2024122")]
    [(1, 22), (12, 2)]
    >>> [(r.month, r.day, r.last_day) for r in readings("61723")]
    [(6, 17, 23)]
    >>> [(r.month, r.day, r.dropped) for r in readings("165")]
    [(6, 5, 1)]
    """
    marks = {mark: index - run[:index].count("年") for index, mark in enumerate(run) if mark in "年月"}
    digits = re.sub(r"\D", "", run)
    plain = _splits(digits, marks, last=False)
    if plain:
        return tuple(plain)
    ranged = [] if marks else _splits(digits, marks, last=True)
    shorter = _splits(digits[1:], {mark: place - 1 for mark, place in marks.items()}, last=False)
    return (*ranged, *(Reading(r.year, r.month, r.day, None, 1) for r in shorter if r.month))


def _splits(digits: str, marks: dict[str, int], *, last: bool) -> list[Reading]:
    found: list[Reading] = []
    for n_year in (4, 0):
        for n_month in (1, 2, 0):
            for n_last in (1, 2) if last else (0,):
                reading = _split(digits, n_year, n_month, n_last)
                if reading and _marks_fit(marks, n_year, n_month):
                    found.append(reading)
    return found


def _split(digits: str, n_year: int, n_month: int, n_last: int) -> Reading | None:
    n_day = len(digits) - n_year - n_month - n_last
    if n_day not in (1, 2) or (n_year and not n_month) or (n_last and not n_month):
        return None
    month_end = n_year + n_month
    year, month = digits[:n_year], digits[n_year:month_end]
    day, last = digits[month_end : month_end + n_day], digits[month_end + n_day :]
    if any(part.startswith("0") and len(part) == 1 for part in (month, day, last)):
        return None
    reading = Reading(int(year) if year else None, int(month) if month else None, int(day), int(last) if last else None)
    return reading if _in_calendar(reading) else None


def _marks_fit(marks: dict[str, int], n_year: int, n_month: int) -> bool:
    if "年" in marks and marks["年"] != n_year:
        return False
    return "月" not in marks or (n_month > 0 and marks["月"] == n_year + n_month)


def _in_calendar(reading: Reading) -> bool:
    if reading.year is not None and not EARLIEST <= reading.year <= LATEST:
        return False
    if reading.month is None:
        return 1 <= reading.day <= 31
    if not 1 <= reading.month <= 12:
        return False
    longest = calendar.monthrange(reading.year or 2024, reading.month)[1]
    if not 1 <= reading.day <= longest:
        return False
    return reading.last_day is None or reading.day < reading.last_day <= longest


def is_whole(run: str) -> bool:
    """Whether no mark is missing between the parts of the run (the closing 日 is not part of it).

    >>> is_whole("2024年5月13"), is_whole("5月13"), is_whole("13"), is_whole("513"), is_whole("20245月13")
    (True, True, True, False, False)
    """
    return bool(re.fullmatch(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}", run))
