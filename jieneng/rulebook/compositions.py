"""What is composed from facts (brief, summary, circular): its parts, wording, numbering and length."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jieneng.rulebook.briefs import BriefWording, brief_wording, read_headings, read_patterns
from jieneng.rulebook.documents import KINDS
from jieneng.rulebook.labels import organization_terms
from jieneng.rulebook.read import load, maybe, need, one_of, only, words

PARTS = (
    "lead", "opening", "completeness", "upward", "own", "below", "effect", "ranking", "praise", "named", "corrections",
    "closing", "photos",
)  # fmt: skip
ISSUE, CODE = "issue", "code"
_AT = "compositions.yaml"
_KEYS = (
    "label", "heading", "numbering", "series", "paper_title", "addressee", "most_characters", "parts", "headings",
    "patterns",
)  # fmt: skip


@dataclass(frozen=True)
class Composition:
    """One kind of paper made from facts. `heading` stands over its pages, `series` is the name of its running number.

    `addressee`: "parent" for what goes to the superior, "below" for what goes to all below, "" for neither.
    """

    kind: str
    label: str
    heading: str
    numbering: str
    series: str
    addressee: str
    most_characters: int | None
    parts: tuple[str, ...]
    wording: BriefWording

    @property
    def has_photos(self) -> bool:
        return "photos" in self.parts

    @property
    def tells(self) -> bool:
        """Whether it tells of units in their own words."""
        return "below" in self.parts


@dataclass(frozen=True)
class Ranking:
    """The table of who has reported: its caption, its eight columns and their relative widths.

    A part of which fewer per cent have reported than `least_rate` is named.
    """

    least_rate: int
    caption: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]


@cache
def compositions() -> dict[str, Composition]:
    """Every kind of paper that is composed, by its kind; the brief first."""
    table = load("compositions")
    only(table, ("title", "source", "valid_from", "compositions", "below", "ranking"), _AT)
    return {kind: _composition(kind, entry) for kind, entry in need(table, "compositions", dict, _AT).items()}


@cache
def addressees_below() -> dict[str, str]:
    """To whom a paper goes that is meant for all below, by the level of the office."""
    table = need(load("compositions"), "below", dict, _AT)
    only(table, organization_terms().levels, f"{_AT}: below")
    return {level: need(table, level, str, f"{_AT}: below") for level in organization_terms().levels}


@cache
def ranking() -> Ranking:
    """The table of who has reported."""
    at = f"{_AT}: ranking"
    table = need(load("compositions"), "ranking", dict, _AT)
    only(table, Ranking.__dataclass_fields__, at)
    widths = tuple(int(width) for width in need(table, "widths", list, at))
    least_rate, caption = need(table, "least_rate", int, at), need(table, "caption", str, at)
    return Ranking(least_rate, caption, words(table, "headers", at), widths)


def _composition(kind: str, entry: Mapping[str, Any]) -> Composition:
    at = f"{_AT}: {kind}"
    only(entry, _KEYS, at)
    one_of(kind, KINDS, at)
    shared = brief_wording()
    wording = replace(
        shared,
        paper_title=maybe(entry, "paper_title", str, at) or shared.paper_title,
        headings=dict(shared.headings) | read_headings(entry.get("headings", {}), at),
        patterns=dict(shared.patterns) | read_patterns(entry.get("patterns", {}), at),
    )
    return Composition(
        kind=kind,
        label=need(entry, "label", str, at),
        heading=need(entry, "heading", str, at),
        numbering=one_of(need(entry, "numbering", str, at), (ISSUE, CODE), at),
        series=need(entry, "series", str, at),
        addressee=one_of(maybe(entry, "addressee", str, at) or "", ("", "parent", "below"), at),
        most_characters=maybe(entry, "most_characters", int, at),
        parts=words(entry, "parts", at, PARTS),
        wording=wording,
    )
