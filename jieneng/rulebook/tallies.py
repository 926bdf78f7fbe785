"""What the platform itself counts of an activity: items that stand beside those that units report."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jieneng.rulebook.activities import UNIT_OF, Figure, People, kinds
from jieneng.rulebook.read import RulebookError, load, need, only

_KEYS = ("label", "unit", "decimals", "total", "brief")


@dataclass(frozen=True)
class Tally:
    """One item that the platform counts. `item` is its stable code, "<kind of activity>.<code>".

    `is_figure`: units report the same item, and both add up. `decimals`: of the scaled integers that are kept. `total`
    and `brief` as those of a `Figure`: whether it stands in the totals sentence, and its phrase there.
    """

    item: str
    label: str
    unit: str
    decimals: int
    is_figure: bool
    total: bool
    brief: str

    @property
    def people(self) -> People:
        """Whether it counts persons (人), times of taking part (人次) or things."""
        return next((people for people, unit in UNIT_OF.items() if unit == self.unit), "none")


@cache
def tallies() -> dict[str, Tally]:
    """Every item by its code, in the order of the file."""
    found = {}
    for kind, table in need(load("tallies"), "kinds", dict, "tallies.yaml").items():
        at = f"tallies.yaml: kinds.{kind}"
        if kind not in kinds():
            raise RulebookError(f"{at}: there is no such kind of activity")
        figures = {figure.code: figure for figure in (*kinds()[kind].figures, *kinds()[kind].counted)}
        for code, entry in table.items():
            found[f"{kind}.{code}"] = _tally(f"{kind}.{code}", entry, figures.get(code), f"{at}.{code}")
    return found


def tallies_of(kind: str) -> tuple[Tally, ...]:
    """The items of one kind of activity."""
    return tuple(tally for item, tally in tallies().items() if item.partition(".")[0] == kind)


def _tally(item: str, entry: Any, figure: Figure | None, at: str) -> Tally:
    if figure is not None:
        if entry != {"figure": True}:
            raise RulebookError(f"{at}: a figure of this name is reported; say `figure: true` and nothing else")
        return Tally(item, figure.label, figure.unit, figure.decimals, True, figure.total, figure.brief)
    only(entry, _KEYS, at)
    brief = need(entry, "brief", str, at)
    if brief.count("{figure}") != 1:
        raise RulebookError(f"{at}.brief: the number's place {{figure}} must stand in it once")
    return Tally(
        item=item,
        label=need(entry, "label", str, at),
        unit=need(entry, "unit", str, at),
        decimals=need(entry, "decimals", int, at),
        is_figure=False,
        total=need(entry, "total", bool, at),
        brief=brief,
    )
