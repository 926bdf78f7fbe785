"""The kinds of activity of a campaign, and the figures that are counted of each."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from jieneng.rulebook.read import RulebookError, load, maybe, need, one_of, only

People = Literal["person", "person_time", "none"]
UNIT_OF: dict[People, str] = {"person": "人", "person_time": "人次"}
_KIND_KEYS = ("label", "phrase", "figures", "counted")
_FIGURE_KEYS = ("label", "unit", "people", "decimals", "soft_max", "total", "brief", "aliases", "help")


@dataclass(frozen=True)
class Figure:
    """One counted item. `item` is its stable code, `<kind>.<code>`.

    `people` says whether it counts persons (人), times of taking part (人次) or things. Above `soft_max` a single
    unit's number is questioned. `decimals`: how many it may have. `total`: it stands in the totals sentence of a brief;
    `brief` is its phrase there, with `{figure}` for the number as written ("3.2万余"). `aliases`: what else it is
    called in a text.
    """

    code: str
    item: str
    label: str
    unit: str
    people: People
    soft_max: int
    total: bool
    brief: str
    help: str
    aliases: tuple[str, ...] = ()
    decimals: int = 0
    type: Literal["count"] = "count"


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity: `figures` are asked of the reporter, `counted` come from elsewhere in the report."""

    code: str
    label: str
    order: int
    phrase: str
    figures: tuple[Figure, ...]
    counted: tuple[Figure, ...]


@cache
def kinds() -> dict[str, ActivityKind]:
    """Every kind of activity by its code, in the order of the report."""
    table = need(load("activities"), "kinds", dict, "activities.yaml")
    return {code: _kind(code, entry, order) for order, (code, entry) in enumerate(table.items(), start=1)}


@cache
def figures() -> dict[str, Figure]:
    """Every counted item of every kind by its stable code ("watch_live.viewers")."""
    return {figure.item: figure for kind in kinds().values() for figure in (*kind.figures, *kind.counted)}


def _kind(code: str, entry: Any, order: int) -> ActivityKind:
    at = f"activities.yaml: kinds.{code}"
    label = need(entry, "label", str, at)
    only(entry, _KIND_KEYS, at)
    return ActivityKind(
        code=code,
        label=label,
        order=order,
        phrase=need(entry, "phrase", str, at),
        figures=_figures(code, need(entry, "figures", dict, at), at),
        counted=_figures(code, maybe(entry, "counted", dict, at) or {}, at),
    )


def _figures(kind: str, table: dict[str, Any], at: str) -> tuple[Figure, ...]:
    return tuple(_figure(kind, code, entry, f"{at}.{code}") for code, entry in table.items())


def _figure(kind: str, code: str, entry: Any, at: str) -> Figure:
    unit = need(entry, "unit", str, at)
    only(entry, _FIGURE_KEYS, at)
    people = one_of(need(entry, "people", str, at), get_args(People), f"{at}.people")
    if UNIT_OF.get(cast(People, people), "") != (unit if unit in UNIT_OF.values() else ""):
        raise RulebookError(f"{at}: unit {unit} does not go with people: {people}")
    brief = need(entry, "brief", str, at)
    if brief.count("{figure}") != 1:
        raise RulebookError(f"{at}.brief: the number's place {{figure}} must stand in it once")
    return Figure(
        code=code,
        item=f"{kind}.{code}",
        label=need(entry, "label", str, at),
        unit=unit,
        people=cast(People, people),
        soft_max=need(entry, "soft_max", int, at),
        total=need(entry, "total", bool, at),
        brief=brief,
        help=need(entry, "help", str, at),
        decimals=maybe(entry, "decimals", int, at) or 0,
        aliases=_aliases(maybe(entry, "aliases", list, at) or [], f"{at}.aliases"),
    )


def _aliases(words: list[Any], at: str) -> tuple[str, ...]:
    if any(not isinstance(word, str) or len(word) < 2 for word in words) or len(set(words)) < len(words):
        raise RulebookError(f"{at}: each must be a word of two characters or more, once")
    return tuple(words)
