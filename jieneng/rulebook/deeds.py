"""The words of the audit trail: what was done, to what, and how what an entry keeps of the change reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from jieneng.rulebook.read import load, maybe, need, one_of, only

Reads = Literal[
    "text", "number", "yesno", "moment", "day", "person", "role", "version", "size", "digest", "fields", "above",
    "path", "deed", "thing", "kind", "level", "category", "affiliation", "region",
]  # fmt: skip
_AT = "deeds.yaml"


@dataclass(frozen=True)
class ChangeTerm:
    """One thing that an entry keeps of a change: its label, how the value reads, whether it is [before, after]."""

    label: str
    reads: Reads
    is_pair: bool


@dataclass(frozen=True)
class Deed:
    """Something that is written down: its words, its group of the filter, and what is kept of the change, by key."""

    code: str
    label: str
    group: str
    changes: Mapping[str, ChangeTerm]


@cache
def deed_groups() -> dict[str, str]:
    """The groups of the filter, label by code, in the order of the screen."""
    table = need(load("deeds"), "groups", dict, _AT)
    return {code: need(table, code, str, f"{_AT}: groups") for code in table}


@cache
def deed_things() -> dict[str, str]:
    """What a deed is done to: the word for each label of a model ("collections.submission")."""
    table = need(load("deeds"), "things", dict, _AT)
    return {label: need(table, label, str, f"{_AT}: things") for label in table}


@cache
def deeds() -> dict[str, Deed]:
    """Every deed that may be written down, by its code ("report.submit")."""
    table = need(load("deeds"), "deeds", dict, _AT)
    terms = _terms()
    return {code: _deed(code, entry, terms) for code, entry in table.items()}


def _terms() -> dict[str, ChangeTerm]:
    table = need(load("deeds"), "terms", dict, _AT)
    return {code: _term(entry, f"{_AT}: terms.{code}") for code, entry in table.items()}


def _term(entry: Any, at: str) -> ChangeTerm:
    label = need(entry, "label", str, at)
    only(entry, {"label", "reads", "pair"}, at)
    reads = cast(Reads, one_of(need(entry, "reads", str, at), get_args(Reads), f"{at}.reads"))
    return ChangeTerm(label, reads, bool(maybe(entry, "pair", bool, at)))


def _deed(code: str, entry: Any, terms: Mapping[str, ChangeTerm]) -> Deed:
    at = f"{_AT}: deeds.{code}"
    label = need(entry, "label", str, at)
    only(entry, {"label", "group", "changes"}, at)
    group = one_of(need(entry, "group", str, at), deed_groups(), f"{at}.group")
    kept = maybe(entry, "changes", dict, at) or {}
    changes = {key: terms[one_of(need(kept, key, str, at), terms, f"{at}.changes.{key}")] for key in kept}
    return Deed(code, label, group, changes)
