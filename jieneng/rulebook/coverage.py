"""The levels of a medium, and what a contribution to a column may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.read import RulebookError, load, need, only
from jieneng.rulebook.tallies import tallies

ACTIVITY = "media"
_FILE = "coverage.yaml"


@dataclass(frozen=True)
class MediaLevel:
    """By whom a medium is run; `item` counts what stood in media of this level."""

    code: str
    label: str
    item: str
    says: str


@dataclass(frozen=True)
class ContributionLimits:
    text: int
    photos: int


@cache
def media_levels() -> Mapping[str, MediaLevel]:
    """Every level by its code, the highest first."""
    table = need(load("coverage"), "levels", dict, _FILE)
    found = {}
    for code, entry in table.items():
        at = f"{_FILE}: levels.{code}"
        only(entry, ("label", "item", "says"), at)
        label, item, says = (need(entry, key, str, at) for key in ("label", "item", "says"))
        if f"{ACTIVITY}.{item}" not in tallies():
            raise RulebookError(f"{at}: {ACTIVITY}.{item} is not in tallies.yaml")
        found[code] = MediaLevel(code, label, f"{ACTIVITY}.{item}", says)
    return found


@cache
def contribution_limits() -> ContributionLimits:
    table = need(load("coverage"), "limits", dict, _FILE)
    at = f"{_FILE}: limits"
    only(table, ContributionLimits.__dataclass_fields__, at)
    return ContributionLimits(**{key: need(table, key, int, at) for key in ContributionLimits.__dataclass_fields__})
