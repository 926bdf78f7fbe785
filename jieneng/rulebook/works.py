"""Calls for works: kinds with their files and criteria, the statement of rights, steps of recommendation, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jieneng.rulebook.read import RulebookError, load, need, only, words

_FILE = "works.yaml"
_ALL = 100  # points


@dataclass(frozen=True)
class Criterion:
    """One thing that experts mark, with at most so many points."""

    code: str
    label: str
    most: int
    says: str


@dataclass(frozen=True)
class WorkKind:
    """A kind of work: the endings of its files, how large they may be, by what it is marked."""

    code: str
    label: str
    files: tuple[str, ...]
    most_mb: int
    takes_link: bool
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Rights:
    """What whoever hands a work in declares; the version is kept with every declaration."""

    version: str
    statement: str


@dataclass(frozen=True)
class Rung:
    """A step of recommendation, and the item that counts it."""

    code: str
    label: str
    item: str


@dataclass(frozen=True)
class WorkLimits:
    chosen: int
    scores_needed: int
    notice_days: int
    most_chosen: int
    objections_per_day: int


@cache
def work_kinds() -> Mapping[str, WorkKind]:
    """Every kind by its code, in the order of the file."""
    return {code: _kind(code, entry) for code, entry in need(load("works"), "kinds", dict, _FILE).items()}


@cache
def work_rights() -> Rights:
    table = need(load("works"), "rights", dict, _FILE)
    at = f"{_FILE}: rights"
    return Rights(need(table, "version", str, at), need(table, "statement", str, at).replace(" ", ""))


@cache
def work_rungs() -> Mapping[str, Rung]:
    """The steps of recommendation by their code, from below."""
    table = need(load("works"), "rungs", dict, _FILE)
    return {
        code: Rung(code, *(need(entry, key, str, f"{_FILE}: rungs.{code}") for key in ("label", "item")))
        for code, entry in table.items()
    }


@cache
def work_limits() -> WorkLimits:
    table = need(load("works"), "limits", dict, _FILE)
    at = f"{_FILE}: limits"
    only(table, WorkLimits.__dataclass_fields__, at)
    return WorkLimits(**{key: need(table, key, int, at) for key in WorkLimits.__dataclass_fields__})


def _kind(code: str, entry: Any) -> WorkKind:
    at = f"{_FILE}: kinds.{code}"
    only(entry, ("label", "files", "most_mb", "takes_link", "criteria"), at)
    table = need(entry, "criteria", dict, at)
    criteria = tuple(_criterion(name, said, f"{at}.criteria.{name}") for name, said in table.items())
    if sum(one.most for one in criteria) != _ALL:
        raise RulebookError(f"{at}.criteria: they do not come to {_ALL} points")
    return WorkKind(
        code,
        need(entry, "label", str, at),
        words(entry, "files", at),
        need(entry, "most_mb", int, at),
        need(entry, "takes_link", bool, at),
        criteria,
    )


def _criterion(code: str, entry: Any, at: str) -> Criterion:
    only(entry, ("label", "most", "says"), at)
    return Criterion(code, need(entry, "label", str, at), need(entry, "most", int, at), need(entry, "says", str, at))
