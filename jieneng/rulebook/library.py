"""The kinds of publicity material, and what is counted when an organisation uses one."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jieneng.rulebook.activities import figures
from jieneng.rulebook.read import RulebookError, load, need, one_of, only
from jieneng.rulebook.tallies import tallies

ACTIVITY = "publicity_materials"
_FILE = "library.yaml"
_MOST = 10_000  # what nobody has set a bound to


@dataclass(frozen=True)
class PieceUse:
    """One thing that is done with a material (张贴); `item` is what it counts as, `soft_max` what is asked about."""

    code: str
    label: str
    item: str
    unit: str
    soft_max: int


@dataclass(frozen=True)
class PieceKind:
    code: str
    label: str
    uses: dict[str, PieceUse]


@cache
def piece_kinds() -> dict[str, PieceKind]:
    """Every kind by its code, in the order of the file."""
    table = load("library")
    labels = need(table, "uses", dict, _FILE)
    return {code: _kind(code, entry, labels) for code, entry in need(table, "kinds", dict, _FILE).items()}


def _kind(code: str, entry: Any, labels: dict[str, str]) -> PieceKind:
    at = f"{_FILE}: kinds.{code}"
    only(entry, ("label", "uses"), at)
    uses = {use: _use(use, item, labels, f"{at}.uses") for use, item in need(entry, "uses", dict, at).items()}
    return PieceKind(code, need(entry, "label", str, at), uses)


def _use(code: str, name: Any, labels: dict[str, str], at: str) -> PieceUse:
    one_of(code, labels, at)
    item = f"{ACTIVITY}.{name}"
    if item not in tallies():
        raise RulebookError(f"{at}.{code}: {item} is not in tallies.yaml")
    figure = figures().get(item)
    return PieceUse(code, labels[code], item, tallies()[item].unit, figure.soft_max if figure else _MOST)
