"""A draft as it is kept with the notice: every value with its places, its certainty and its note; plain JSON."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from jieneng.engine.figures.found import plain
from jieneng.engine.notices import Draft, Span, Value, Warning_
from jieneng.engine.notices.draft import PLAIN_LISTS, RECORD_LISTS, SCALARS

Kept = dict[str, Any]


def kept(draft: Draft) -> Kept:
    """{"title": {"value", "spans", "confidence", "repaired", "note"} or None, "themes": [...], ..., "warnings": [...]}.

    Dates are ISO strings, a period is [start, end], a span is [start, end) of the text.
    """
    said: Kept = {name: _value(getattr(draft, name)) for name in SCALARS}
    said |= {name: [_value(each) for each in getattr(draft, name)] for name in PLAIN_LISTS}
    said |= {name: [_record(each) for each in getattr(draft, name)] for name in RECORD_LISTS}
    return {**said, "warnings": [_warning(each) for each in draft.warnings], "furniture": _places(draft.furniture)}


def _value(value: Value | None) -> Kept | None:
    if value is None:
        return None
    return {
        "value": _plain(value.value),
        "spans": _places(value.spans),
        "confidence": value.confidence,
        "repaired": value.repaired,
        "note": value.note,
    }


def _record(record: Any) -> Kept:
    said = {field.name: _plain(getattr(record, field.name)) for field in fields(record) if field.name != "spans"}
    return {**said, "spans": _places(record.spans)}


def _warning(warning: Warning_) -> Kept:
    return {
        "code": warning.code,
        "sentence": warning.sentence,
        "spans": _places(warning.spans),
        "suggestions": [[label, _plain(value)] for label, value in warning.suggestions],
    }


def _places(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
