"""A form as a page shows it: every field with what was typed, what is wrong with it, and what stood there last year."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from jieneng.core.forms.checks import Flag
from jieneng.core.forms.definition import Choice, Field, Form, Section
from jieneng.core.forms.raw import Raw
from jieneng.core.forms.values import Values, length, number_of
from jieneng.ui.asked import number
from jieneng.ui.refusals import Problem
from jieneng.ui.wording import MISSING, thousands

HOW = (Choice("exact", "精确"), Choice("approx", "约数"), Choice("none", "未统计"))
_LONG_CELL = 60  # characters
_WIDE = frozenset({"text", "photos", "rows", "file"})
_KIND = {"integer": "number", "decimal": "number"}  # types that share a template


@dataclass(frozen=True)
class Cell:
    """One input of a row or photograph."""

    asked: Field
    name: str
    id: str
    text: str

    @property
    def is_long(self) -> bool:
        """Whether it gets a line of its own."""
        return self.asked.type == "text" and (self.asked.limit or 0) > _LONG_CELL

    @property
    def shown(self) -> str:
        return (self.asked.choice_label(self.text) if self.asked.choices else self.text) or MISSING


@dataclass(frozen=True)
class Line:
    """One row or one photograph: its place in the posted names, its cells, and the file of a photograph."""

    at: str
    cells: tuple[Cell, ...]
    file: Any = None  # an attachment
    activity: str = ""
    activity_title: str = ""


@dataclass
class Asked:
    """One field of the page. `doubts` are sentences to be confirmed; `advice` says what to do about the problem."""

    field: Field
    id: str
    is_open: bool
    text: str = ""
    how: str = "exact"
    lines: list[Line] = dataclasses.field(default_factory=list)
    blank: Line | None = None
    file: Any = None
    last: Decimal | None = None
    problem: str = ""
    advice: str = ""
    doubts: list[str] = dataclasses.field(default_factory=list)
    note: str = ""
    asks_note: bool = False
    activities: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def template(self) -> str:
        kind = _KIND.get(self.field.type, self.field.type)
        closed = "" if self.is_open else "_shown" if kind in _WIDE else "shown"
        return f"report_forms/{'' if closed == 'shown' else kind}{closed}.html"

    @property
    def choices(self) -> tuple[Choice, ...]:
        return HOW if self.field.type == "count" else self.field.choices

    @property
    def is_filled(self) -> bool:
        return bool(self.text or self.lines or self.file or (self.field.type == "count" and self.how == "none"))

    @property
    def is_questioned(self) -> bool:
        """Whether it has to be looked at again: a problem, or a doubt."""
        return bool(self.problem or self.doubts)

    @property
    def says_something(self) -> bool:
        """Whether a sentence stands under the figure: a problem, a doubt, the organisation's own note."""
        return bool(self.problem or self.doubts or self.note)

    @property
    def n_characters(self) -> int:
        return length(self.text)

    @property
    def n_left(self) -> int | None:
        """How many more rows or photographs there may be."""
        return None if self.field.max is None else max(0, int(self.field.max) - len(self.lines))

    @property
    def shown(self) -> str:
        """What stands here, for a page where nothing is typed."""
        if self.field.type == "count" and self.how == "none":
            return gettext("未统计")
        if self.field.choices:
            return self.field.choice_label(self.text) or MISSING
        if self.field.type == "flag":
            return gettext("是") if self.text else gettext("否")
        return thousands_typed(self.text) if self.field.is_number else self.text or MISSING

    @property
    def how_label(self) -> str:
        """精确 or 约数 beside a number; nothing where there is none."""
        shows = self.field.type == "count" and self.text and self.how != "none"
        return next(choice.label for choice in HOW if choice.code == self.how) if shows else ""


@dataclass(frozen=True)
class Part:
    """A section of the page and how far it is."""

    section: Section
    id: str
    fields: tuple[Asked, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it holds texts, photographs or rows only; such sections stand beside the figures."""
        return all(asked.field.type in _WIDE for asked in self.fields)

    @property
    def n_open_points(self) -> int:
        return sum(asked.is_questioned for asked in self.fields)

    @property
    def state(self) -> tuple[str, str]:
        """The shape and the word of its status label."""
        if self.n_open_points:
            return "back", gettext("{n} 处待核对").format(n=self.n_open_points)
        n_filled = sum(asked.is_filled for asked in self.fields)
        if n_filled == len(self.fields):
            return "done", gettext("已填")
        needed = [asked for asked in self.fields if asked.field.required]
        if needed and all(asked.is_filled for asked in needed):
            return "done", gettext("已填")
        if n_filled:
            return "draft", gettext("填了 {n} 项").format(n=n_filled)
        return "idle", gettext("未填")


@dataclass(frozen=True)
class Page:
    """The whole form as it is shown."""

    parts: tuple[Part, ...]
    has_last_year: bool

    @property
    def figures(self) -> list[Part]:
        return [part for part in self.parts if not part.is_wide]

    @property
    def wide(self) -> list[Part]:
        return [part for part in self.parts if part.is_wide]

    @property
    def problems(self) -> list[Asked]:
        return [asked for part in self.parts for asked in part.fields if asked.problem]

    @property
    def doubtful(self) -> list[Asked]:
        return [asked for part in self.parts for asked in part.fields if asked.doubts]

    @property
    def n_open_points(self) -> int:
        return sum(part.n_open_points for part in self.parts)

    def part_of(self, key: str) -> Part:
        return next(part for part in self.parts if any(asked.key == key for asked in part.fields))


@dataclass(frozen=True)
class Found:
    """What is known about the fields from elsewhere; every table is by field key, `files` by id."""

    problems: Mapping[str, Problem] = dataclasses.field(default_factory=dict)
    flags: Iterable[Flag] = ()
    notes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    last_year: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
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


def thousands_typed(text: str) -> str:
    """A typed number with separators; what is no number stays as it was typed."""
    return thousands(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text or MISSING


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
        return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in value or []]
    return "" if value in (None, False) else "1" if value is True else str(value)
