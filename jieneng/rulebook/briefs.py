"""How a brief is put together: its headings and sentence patterns, read from briefs.yaml and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jieneng.rulebook.activities import kinds
from jieneng.rulebook.labels import organization_terms
from jieneng.rulebook.read import RulebookError, load, need, only, words

PLACE = re.compile(r"\{(\w*)\}")
_KEYS = (
    "title", "source", "valid_from", "name", "paper_title", "most_highlights", "most_photos", "scopes", "upward",
    "totals_first", "overview", "comparable", "headings", "patterns",
)  # fmt: skip
_HEADINGS = ("upward", "own", "below", "effect", "completeness", "ranking", "praise", "named", "corrections")
_CALLED = ("subject", "subject_short")  # what was carried out, in full and once it has been called so
_PLACES: dict[str, frozenset[str]] = {
    "period": frozenset({"year", "name", "days"}),
    "period_theme": frozenset({"slogan"}),
    "theme": frozenset({"name", "slogan"}),
    "basis_both": frozenset({"upper", "issuer", "own", "scope", *_CALLED}),
    "basis_upper": frozenset({"upper", "issuer", "scope", *_CALLED}),
    "basis_own": frozenset({"issuer", "own", "scope", *_CALLED}),
    "basis_none": frozenset({"issuer", "scope", *_CALLED}),
    "upward": frozenset({"day", "scope", "phrase", "given", "clauses"}),
    "event": frozenset({"order", "title"}),
    "event_figures": frozenset({"day", "place", "clauses"}),
    "event_counted": frozenset({"scope", "clauses"}),
    "again": frozenset({"activity", "clause"}),
    "told": frozenset({"name", "text"}),
    "told_edited": frozenset({"name", "text"}),
    "totals": frozenset({"scope", "clauses", "counted", "expected"}),
    "people": frozenset({"clauses"}),
    "media": frozenset({"scope", "clauses", *_CALLED}),
    "correction": frozenset({"number", "label", "then", "unit", "figure"}),
    "change": frozenset({"change"}),
    "opening": frozenset({"year", "place", *_CALLED}),
    "completeness": frozenset({"scope", "expected", "handed_in", "on_time", "late", "missing", "rate"}),
    "praise": frozenset({"names"}),
    "named": frozenset({"names", "least"}),
    "named_one": frozenset({"name", "rate"}),
    "closing": frozenset(),
}


@dataclass(frozen=True)
class Comparable:
    """When figures of two years may be compared, in per cent."""

    least_coverage: int
    most_shift: int


@dataclass(frozen=True)
class BriefWording:
    """The words of a brief. `scopes` by the level of the office, `overview` phrases by item, patterns by their name."""

    name: str
    paper_title: str
    most_highlights: int
    most_photos: int
    scopes: Mapping[str, str]
    upward: tuple[str, ...]
    totals_first: tuple[str, ...]
    overview: Mapping[str, str]
    comparable: Comparable
    headings: Mapping[str, str]
    patterns: Mapping[str, str]


@cache
def brief_wording() -> BriefWording:
    """The words with which briefs are composed. Source: rulebook/briefs.yaml."""
    at = "briefs.yaml"
    table = load("briefs")
    only(table, _KEYS, at)
    return BriefWording(
        name=need(table, "name", str, at),
        paper_title=_pattern(need(table, "paper_title", str, at), {"year", "place", *_CALLED}, f"{at}: paper_title"),
        most_highlights=need(table, "most_highlights", int, at),
        most_photos=need(table, "most_photos", int, at),
        scopes=_scopes(table, at),
        upward=words(table, "upward", at, kinds()),
        totals_first=words(table, "totals_first", at, kinds()),
        overview=_overview(table, at),
        comparable=_comparable(table, at),
        headings=_headings(table, at),
        patterns=_patterns(table, at),
    )


def _scopes(table: Any, at: str) -> dict[str, str]:
    scopes = need(table, "scopes", dict, at)
    only(scopes, organization_terms().levels, f"{at}: scopes")
    return {level: need(scopes, level, str, f"{at}: scopes") for level in organization_terms().levels}


def _overview(table: Any, at: str) -> dict[str, str]:
    phrases = need(table, "overview", dict, at)
    allowed = {"scope", "figure", *_CALLED}
    return {item: _pattern(phrase, allowed, f"{at}: overview.{item}") for item, phrase in phrases.items()}


def _comparable(table: Any, at: str) -> Comparable:
    entry = need(table, "comparable", dict, at)
    only(entry, Comparable.__dataclass_fields__, f"{at}: comparable")
    return Comparable(**{key: need(entry, key, int, f"{at}: comparable") for key in Comparable.__dataclass_fields__})


def _headings(table: Any, at: str) -> dict[str, str]:
    headings = need(table, "headings", dict, at)
    return read_headings(headings, at) | {name: need(headings, name, str, f"{at}: headings") for name in _HEADINGS}


def read_headings(headings: Any, at: str) -> dict[str, str]:
    """The headings that a table gives, by the part they stand over."""
    only(headings, _HEADINGS, f"{at}: headings")
    return {name: need(headings, name, str, f"{at}: headings") for name in headings}


def _patterns(table: Any, at: str) -> dict[str, str]:
    patterns = need(table, "patterns", dict, at)
    return read_patterns(patterns, at) | {name: need(patterns, name, str, f"{at}: patterns") for name in _PLACES}


def read_patterns(patterns: Any, at: str) -> dict[str, str]:
    """The sentence patterns that a table gives, each with places that something fills."""
    only(patterns, _PLACES, f"{at}: patterns")
    return {name: _pattern(text, _PLACES[name], f"{at}: patterns.{name}") for name, text in patterns.items()}


def _pattern(text: Any, places: set[str] | frozenset[str], at: str) -> str:
    if not isinstance(text, str):
        raise RulebookError(f"{at}: expected a sentence, found {text!r}")
    strange = set(PLACE.findall(text)) - places
    if strange:
        raise RulebookError(f"{at}: nothing is known of {', '.join(sorted(strange))}")
    return text
