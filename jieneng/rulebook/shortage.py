"""The low-energy day: what may be asked for, and when metered readings may be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.read import load, need, only

_FILE = "shortage.yaml"


@dataclass(frozen=True)
class Measure:
    """Something done that day; `hours`: for how long is said."""

    code: str
    label: str
    hours: bool


@dataclass(frozen=True)
class ReadingLimits:
    weeks: int
    apart_minutes: int
    shortest_hours: int
    longest_hours: int


@cache
def shortage_measures() -> Mapping[str, Measure]:
    """Every measure by its code, in the order of the checklist."""
    found = {}
    for code, entry in need(load("shortage"), "measures", dict, _FILE).items():
        at = f"{_FILE}: measures.{code}"
        only(entry, ("label", "hours"), at)
        found[code] = Measure(code, need(entry, "label", str, at), need(entry, "hours", bool, at))
    return found


@cache
def reading_limits() -> ReadingLimits:
    table = need(load("shortage"), "limits", dict, _FILE)
    at = f"{_FILE}: limits"
    only(table, ReadingLimits.__dataclass_fields__, at)
    return ReadingLimits(**{key: need(table, key, int, at) for key in ReadingLimits.__dataclass_fields__})
