"""What the page of a form is made of: every field as it is shown, sections with how far each is, the whole."""

import dataclasses
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from jieneng.core.forms.definition import Choice, Field, Section
from jieneng.core.forms.values import length
from jieneng.rulebook.activities import UNIT_OF
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


@dataclass(frozen=True)
class Counted:
    """Something that the platform has counted itself, of which nobody is asked."""

    label: str
    number: Decimal | int
    unit: str


@dataclass
class Asked:
    """One field of the page. `doubts` are sentences to be confirmed; `advice` says what to do about the problem.

    `counted`: what the platform has counted of the same thing, None where it counts none; only the rest is typed, and
    both add up.
    """

    field: Field
    id: str
    is_open: bool
    text: str = ""
    how: str = "exact"
    lines: list[Line] = dataclasses.field(default_factory=list)
    blank: Line | None = None
    file: Any = None
    last: Decimal | None = None
    counted: Decimal | int | None = None
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
    def label(self) -> str:
        """What is asked: of a thing that the platform counts only what happened outside of it."""
        return self.field.label if self.counted is None else gettext("平台外%(label)s") % {"label": self.field.label}

    @property
    def counts_persons(self) -> bool:
        """Whether persons are counted, each of whom counts once: who took part on the platform is not typed again."""
        return self.field.unit == UNIT_OF["person"]

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
        said = self.text or self.lines or self.file or (self.field.type == "count" and self.how == "none")
        return bool(said or self.counted)

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
    counted: tuple[Counted, ...] = ()

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


def thousands_typed(text: str) -> str:
    """A typed number with separators; what is no number stays as it was typed."""
    return thousands(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text or MISSING
