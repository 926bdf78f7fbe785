"""What the reader of notices gives back: values, each with the places of the text it was read from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cache
from typing import Any

from jieneng.engine.figures import Rate, Stat
from jieneng.engine.figures.found import plain
from jieneng.engine.texts.spans import Span

SCALARS = ("title", "issuer", "doc_no", "year", "written_date", "published_date", "period", "low_carbon_day")
PLAIN_LISTS = ("cited_doc_nos", "addressees", "limits", "attachments")
RECORD_LISTS = ("other_periods", "themes", "activities", "deadlines", "contacts", "stats", "rates")
MARKS = frozenset({"spans", "confidence", "repaired"})
NEVER_EMPTY_KEYS = {"contacts": ("person", "phone", "email")}


class Unreadable(ValueError):
    """The text cannot be read as a notice at all.

    ``code`` is "empty", "not-chinese" or "too-long"; the sentence people read stands in the catalogue.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Value:
    """One thing read: its value, where it stands, how sure we are, and whether lost characters were put back."""

    value: Any
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False
    note: str = ""


@dataclass(frozen=True)
class OtherPeriod:
    """A dated thing beside the week and the low-carbon day: a month campaign, another day."""

    name: str
    start: datetime.date
    end: datetime.date
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Theme:
    """A slogan and what it belongs to; ``scope`` is week, month, low_carbon_day or other."""

    scope: str
    slogan: str
    name: str | None
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Activity:
    """One activity asked for; times are "HH:MM", ``kind`` a code of ``kinds.KINDS``. The first span is the title's."""

    ord: str | None
    title: str
    kind: str
    start_date: datetime.date | None
    end_date: datetime.date | None
    start_time: str | None
    end_time: str | None
    place: str | None
    participants: str | None
    mode: str | None
    method: str | None
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Deadline:
    """Something to hand in by a day; ``via`` is email, platform, wechat, qq or paper. The first span is the day's."""

    what: str
    due: datetime.date
    time: str | None
    to: str | None
    via: str | None
    channel: str | None
    email: str | None
    who: str | None
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Contact:
    """One person on one telephone."""

    person: str | None
    phone: str | None
    email: str | None
    spans: tuple[Span, ...]
    confidence: str = "high"
    repaired: bool = False


@dataclass(frozen=True)
class Warning_:  # noqa: N801  (Warning is a builtin)
    """Something a person must look at: a code, a Chinese sentence, the places, and choices as (label, value)."""

    code: str
    sentence: str
    spans: tuple[Span, ...]
    suggestions: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Draft:
    """Everything that was read from one notice; absent things are ``None`` or empty, never guessed."""

    title: Value | None = None
    issuer: Value | None = None
    doc_no: Value | None = None
    year: Value | None = None
    written_date: Value | None = None
    published_date: Value | None = None
    period: Value | None = None
    low_carbon_day: Value | None = None
    cited_doc_nos: tuple[Value, ...] = ()
    addressees: tuple[Value, ...] = ()
    limits: tuple[Value, ...] = ()
    attachments: tuple[Value, ...] = ()
    other_periods: tuple[OtherPeriod, ...] = ()
    themes: tuple[Theme, ...] = ()
    activities: tuple[Activity, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    contacts: tuple[Contact, ...] = ()
    stats: tuple[Stat, ...] = ()
    rates: tuple[Rate, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    furniture: tuple[Span, ...] = field(default=())


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as a bare field dict of JSON values, with the extra keys ``_spans``, ``_confidence``, ``_repaired``
    and ``_warnings``.

    Dates are ISO strings; ``period`` is ``{"start", "end"}``; ``issuer`` a string, or a list for joint issuers.
    ``_spans`` and ``_confidence`` have the fields' shape: one entry for a single value, a list for a list. In
    ``_repaired`` stands only what was repaired; of a list, the indexes.
    """
    found: dict[str, Any] = {}
    marks: dict[str, dict[str, Any]] = {"_spans": {}, "_confidence": {}, "_repaired": {}}
    for name in SCALARS:
        one: Value | None = getattr(draft, name)
        found[name] = None if one is None else _json(_period(one.value) if name == "period" else one.value)
        marks["_spans"][name] = [] if one is None else _places(one.spans)
        marks["_confidence"][name] = None if one is None else one.confidence
        marks["_repaired"] |= {name: True} if one is not None and one.repaired else {}
    for name in (*PLAIN_LISTS, *RECORD_LISTS):
        items = getattr(draft, name)
        found[name] = [_item(each, NEVER_EMPTY_KEYS.get(name, ())) for each in items]
        marks["_spans"][name] = [_places(each.spans) for each in items]
        marks["_confidence"][name] = [each.confidence for each in items]
        repaired = [index for index, each in enumerate(items) if each.repaired]
        marks["_repaired"] |= {name: repaired} if repaired else {}
    return {**found, **marks, "_warnings": [_warning(each) for each in draft.warnings]}


def _period(ends: tuple[datetime.date, datetime.date]) -> dict[str, datetime.date]:
    return {"start": ends[0], "end": ends[1]}


def _item(item: Any, keep: tuple[str, ...]) -> Any:
    return _json(item.value) if isinstance(item, Value) else _record(item, keep)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in MARKS)


def _record(record: Any, keep: tuple[str, ...]) -> dict[str, Any]:
    """A record without its marks; keys that were not found are left out, as in the schema."""
    pairs = ((name, getattr(record, name)) for name in _names(record.__class__))
    return {name: _json(value) for name, value in pairs if value is not None or name in keep}


def _warning(warning: Warning_) -> dict[str, Any]:
    return {
        "code": warning.code,
        "sentence": warning.sentence,
        "spans": _places(warning.spans),
        "suggestions": [[label, _json(value)] for label, value in warning.suggestions],
    }


def _places(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[each.start, each.end] for each in spans]


def _json(value: Any) -> Any:
    if value is None or type(value) is str:
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {key: _json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    return value
