"""The national Publicity Weeks: their dates and themes, year by year."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from jieneng.rulebook.read import RulebookError, load, maybe, need, only

_KEYS = ("start", "end", "theme", "low_carbon_day", "low_carbon_theme", "seen", "note")


@dataclass(frozen=True)
class Week:
    """A national Publicity Week. `low_carbon_day` and its theme are None before 2013 or where no document was seen."""

    year: int
    start: date
    end: date
    theme: str
    low_carbon_day: date | None
    low_carbon_theme: str | None
    seen: str
    note: str


@cache
def national_weeks() -> dict[int, Week]:
    """Every year whose dates and theme are known from a document; other years are absent."""
    table = need(load("themes"), "weeks", dict, "themes.yaml")
    return {year: _week(year, entry) for year, entry in table.items()}


def _week(year: int, entry: Any) -> Week:
    at = f"themes.yaml: weeks.{year}"
    start, end = need(entry, "start", date, at), need(entry, "end", date, at)
    only(entry, _KEYS, at)
    if start.year != year or end - start != timedelta(days=6):
        raise RulebookError(f"{at}: {start} to {end} is not a week of that year")
    return Week(
        year=year,
        start=start,
        end=end,
        theme=need(entry, "theme", str, at),
        low_carbon_day=maybe(entry, "low_carbon_day", date, at),
        low_carbon_theme=maybe(entry, "low_carbon_theme", str, at),
        seen=need(entry, "seen", str, at),
        note=maybe(entry, "note", str, at) or "",
    )
