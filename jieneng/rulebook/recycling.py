"""Recyclables and their default rates, kinds of hazardous waste, limits, and the fields of the manifest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jieneng.rulebook.read import RulebookError, load, need, one_of, only, words
from jieneng.rulebook.tallies import tallies

_FILE = "recycling"
UNITS: Mapping[str, str] = {"kg": "公斤", "piece": "件"}


@dataclass(frozen=True)
class Recyclable:
    """A sort of thing that is taken back. `points` for each unit are our default; `counts` is an item of tallies."""

    code: str
    label: str
    unit: str
    points: int
    counts: str


@dataclass(frozen=True)
class Hazardous:
    """A kind of hazardous waste; code and hazard stand in the draft of a manifest, to be checked there."""

    code: str
    label: str
    waste_code: str
    hazard: str
    verified: bool


@dataclass(frozen=True)
class RecyclingLimits:
    most_kg: int
    most_pieces: int
    slot_places: int
    orders_open: int
    days_in_store: int
    warn_days: int
    accept_days: int
    accept_over_percent: int
    accept_over_g: int


@dataclass(frozen=True)
class ManifestField:
    part: str
    code: str
    label: str
    needed: bool

    @property
    def key(self) -> str:
        return f"{self.part}_{self.code}"


@dataclass(frozen=True)
class ManifestRules:
    """The parts of the manifest by code, each with its label and fields; the columns of its lines."""

    source: str
    verified: bool
    parts: Mapping[str, tuple[str, tuple[ManifestField, ...]]]
    columns: tuple[str, ...]

    def fields(self) -> list[ManifestField]:
        return [field for _, fields in self.parts.values() for field in fields]


@cache
def recyclables() -> dict[str, Recyclable]:
    return {code: _recyclable(code, entry) for code, entry in _table("recyclables").items()}


@cache
def hazardous() -> dict[str, Hazardous]:
    found = {}
    for code, entry in _table("hazardous").items():
        at = f"{_FILE}.yaml: hazardous.{code}"
        only(entry, ("label", "waste_code", "hazard", "verified"), at)
        label, waste_code, hazard = (need(entry, key, str, at) for key in ("label", "waste_code", "hazard"))
        found[code] = Hazardous(code, label, waste_code, hazard, need(entry, "verified", bool, at))
    return found


@cache
def recycling_limits() -> RecyclingLimits:
    table, at = _table("limits"), f"{_FILE}.yaml: limits"
    only(table, RecyclingLimits.__dataclass_fields__, at)
    return RecyclingLimits(**{key: need(table, key, int, at) for key in RecyclingLimits.__dataclass_fields__})


@cache
def manifest_rules() -> ManifestRules:
    table, at = _table("manifest"), f"{_FILE}.yaml: manifest"
    parts = {code: _part(code, entry) for code, entry in need(table, "parts", dict, at).items()}
    return ManifestRules(
        need(table, "source", str, at), need(table, "verified", bool, at), parts, words(table, "columns", at)
    )


def _table(key: str) -> dict[str, Any]:
    return need(load(_FILE), key, dict, f"{_FILE}.yaml")


def _recyclable(code: str, entry: Any) -> Recyclable:
    at = f"{_FILE}.yaml: recyclables.{code}"
    only(entry, ("label", "unit", "points", "counts"), at)
    counts = need(entry, "counts", str, at)
    if f"recycling.{counts}" not in tallies():
        raise RulebookError(f"{at}.counts: tallies.yaml has no recycling.{counts}")
    unit = one_of(need(entry, "unit", str, at), UNITS, at)
    return Recyclable(code, need(entry, "label", str, at), unit, need(entry, "points", int, at), counts)


def _part(code: str, entry: Any) -> tuple[str, tuple[ManifestField, ...]]:
    at = f"{_FILE}.yaml: manifest.parts.{code}"
    fields = []
    for name, said in need(entry, "fields", dict, at).items():
        only(said, ("label", "needed"), f"{at}.{name}")
        fields.append(ManifestField(code, name, need(said, "label", str, f"{at}.{name}"), bool(said.get("needed"))))
    return need(entry, "label", str, at), tuple(fields)
