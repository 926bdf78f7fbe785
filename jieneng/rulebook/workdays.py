"""Days on which offices work or rest against the calendar library: what was announced after its release."""

from datetime import date
from functools import cache
from typing import Any

from jieneng.rulebook.read import RulebookError, load, need

_MEANS = {"work": True, "rest": False}


@cache
def workday_overrides() -> dict[date, bool]:
    """Day -> whether offices work on it; handed to `engine.periods`, where it goes before the library."""
    table = need(load("calendar"), "days", dict, "calendar.yaml")
    return {_day(day): _works(day, means) for day, means in table.items()}


def _day(day: Any) -> date:
    if not isinstance(day, date):
        raise RulebookError(f"calendar.yaml: days: {day} is no date")
    return day


def _works(day: Any, means: Any) -> bool:
    if means not in _MEANS:
        raise RulebookError(f"calendar.yaml: days.{day}: {means} is neither work nor rest")
    return _MEANS[means]
