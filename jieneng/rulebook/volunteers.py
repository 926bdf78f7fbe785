"""Volunteers' five ones, and limits of posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.read import load, need, only

_FILE = "volunteers.yaml"


@dataclass(frozen=True)
class One:
    """One of the five, and the item that counts who has done it."""

    code: str
    label: str
    item: str
    says: str


@dataclass(frozen=True)
class VolunteerLimits:
    early_minutes: int
    late_minutes: int
    names_at_once: int
    places: int


@cache
def five_ones() -> Mapping[str, One]:
    """The five by their code, in the order of the notice."""
    table = need(load("volunteers"), "ones", dict, _FILE)
    return {
        code: One(code, *(need(entry, key, str, f"{_FILE}: ones.{code}") for key in ("label", "item", "says")))
        for code, entry in table.items()
    }


@cache
def volunteer_limits() -> VolunteerLimits:
    table = need(load("volunteers"), "limits", dict, _FILE)
    at = f"{_FILE}: limits"
    only(table, VolunteerLimits.__dataclass_fields__, at)
    return VolunteerLimits(**{key: need(table, key, int, at) for key in VolunteerLimits.__dataclass_fields__})
