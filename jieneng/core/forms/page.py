"""A form as a page shows it: every field with what was typed, what is wrong with it, and what stood there last year."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jieneng.core.forms.checks import Flag
from jieneng.core.forms.definition import Field, Form
from jieneng.core.forms.page_parts import Asked, Cell, Counted, Line, Page, Part
from jieneng.core.forms.raw import Raw
from jieneng.core.forms.values import Values, number_of
from jieneng.ui.asked import number
from jieneng.ui.refusals import Problem


@dataclass(frozen=True)
class Found:
    """What is known about the fields from elsewhere; every table is by field key, `files` by id."""

    problems: Mapping[str, Problem] = dataclasses.field(default_factory=dict)
    flags: Iterable[Flag] = ()
    notes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    last_year: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
    counted: Mapping[str, Decimal | int] = dataclasses.field(default_factory=dict)
    counted_more: Mapping[str, tuple[Counted, ...]] = dataclasses.field(default_factory=dict)  # by section
    files: Mapping[int, Any] = dataclasses.field(default_factory=dict)
    one_more: str = ""  # the key of a field that gets a blank row


def page(form: Form, raw: Raw, found: Found | None = None, *, open_keys: Collection[str] | None = None) -> Page:
    """The page of a form with what was typed. `open_keys`: the fields that may be written; None: all of them."""
    known = found or Found()
    parts = tuple(
        Part(
            section,
            html_id("s", section.key),
            tuple(
                _asked(form, asked, raw, known, is_open=open_keys is None or asked.key in open_keys)
                for asked in section.fields
            ),
            known.counted_more.get(section.key, ()),
        )
        for section in form.sections
    )
    return Page(parts, bool(known.last_year))


def typed(form: Form, values: Values) -> Raw:
    """Stored values as they would be typed: to show them, or to go on writing from them."""
    return {asked.key: _typed(asked, values.get(asked.key)) for asked in form.fields.values()}


def html_id(prefix: str, key: str, *more: str) -> str:
    """A name that is an id in a page and a selector in a script.

    >>> html_id("f", "quiz.participants@2"), html_id("f", "coverage.articles", "0", "media")
    ('f-quiz-participants-2', 'f-coverage-articles-0-media')
    """
    return "-".join([prefix, *(re.sub(r"\W+", "-", part) for part in (key, *more))])


def file_ids(form: Form, raw: Raw) -> set[int]:
    """The files that a typed form names."""
    found = [raw.get(asked.key) for asked in form.fields.values() if asked.type == "file"]
    for asked in form.fields.values():
        if asked.type == "photos":
            found += [line.get("file") for line in raw.get(asked.key) or []]
    return {number(text) for text in found} - {0}


def _asked(form: Form, asked: Field, raw: Raw, found: Found, *, is_open: bool) -> Asked:
    given = raw.get(asked.key)
    problem = found.problems.get(asked.key)
    flagged = [flag for flag in found.flags if flag.fields and flag.fields[0] == asked.key]
    shown = Asked(
        field=asked,
        id=html_id("f", asked.key),
        is_open=is_open,
        last=found.last_year.get(asked.key),
        counted=found.counted.get(asked.key),
        problem=problem.sentence if problem else "".join(flag.say for flag in flagged if flag.kind == "error"),
        advice=problem.next_step if problem else "",
        doubts=[flag.say for flag in flagged if flag.kind == "warning"],
        note=found.notes.get(asked.key, ""),
        activities=form.activities if asked.type == "photos" and asked.each_activity else {},
    )
    shown.asks_note = bool(shown.doubts or shown.note)
    if asked.type == "count":
        given = given if isinstance(given, Mapping) else {}
        shown.text, shown.how = str(given.get("n") or ""), str(given.get("how") or "exact")
    elif asked.type in ("rows", "photos"):
        _add_lines(shown, given or [], found)
    else:
        shown.text = str(given or "")
        shown.file = found.files.get(number(shown.text)) if asked.type == "file" else None
    return shown


def _add_lines(shown: Asked, given: list[dict[str, Any]], found: Found) -> None:
    shown.lines = [_line(shown, str(at), row, found) for at, row in enumerate(given)]
    if shown.field.type == "photos":
        shown.lines = [line for line in shown.lines if line.file]
    elif found.one_more == shown.key:
        shown.lines.append(_line(shown, str(len(given)), {}, found))
    shown.blank = _line(shown, "__n__", {}, found)


def _line(shown: Asked, at: str, row: Mapping[str, Any], found: Found) -> Line:
    name = f"{shown.key}[{at}]"
    cells = tuple(
        Cell(cell, f"{name}.{cell.key}", html_id("f", shown.key, at, cell.key), str(row.get(cell.key) or ""))
        for cell in shown.field.fields
    )
    activity = str(row.get("activity") or "")
    file = found.files.get(number(row.get("file")))
    return Line(at, cells, file, activity, shown.activities.get(activity, ""))


def _typed(asked: Field, value: Any) -> Any:
    if asked.type == "count":
        number = number_of(asked, value)
        return {"n": "" if number is None else str(number), "how": (value or {}).get("how", "exact")}
    if asked.type in ("rows", "photos"):
        return [{name: _plain(cell) for name, cell in row.items()} for row in value or []]
    return _plain(value)


def _plain(value: Any) -> str:
    """A stored value as it is typed: a tick is "1" or nothing."""
    return "" if value is None or value is False else "1" if value is True else str(value)
