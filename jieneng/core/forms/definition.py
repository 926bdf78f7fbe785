"""What a form asks: sections, fields and rules, as values read from its definition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

FieldType = Literal["integer", "decimal", "count", "text", "choice", "date", "photos", "file", "rows", "flag"]
NUMBERS = frozenset({"integer", "decimal", "count"})


@dataclass(frozen=True)
class Choice:
    code: str
    label: str


@dataclass(frozen=True)
class Field:
    """One thing that is asked. `key` is its place in the form; `item` the stable code under which it counts."""

    key: str
    label: str
    type: FieldType
    help: str = ""
    unit: str = ""
    required: bool = False
    decimals: int = 0
    min: Decimal | None = None
    max: Decimal | None = None
    soft_max: Decimal | None = None
    limit: int | None = None
    item: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple["Field", ...] = ()
    each_activity: bool = False
    count_by: Mapping[str, Any] | None = None

    @property
    def is_number(self) -> bool:
        return self.type in NUMBERS

    def choice_label(self, code: str) -> str:
        return next((choice.label for choice in self.choices if choice.code == code), "")


@dataclass(frozen=True)
class Rule:
    """What must hold between fields: an error stops the submit, a warning asks."""

    code: str
    kind: Literal["error", "warning"]
    when: str
    say: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of the form; one that stands for an activity names it, with when and where."""

    key: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    activity: str = ""
    note: str = ""


@dataclass(frozen=True)
class Form:
    code: str
    version: str
    title: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field of the form by its key."""
        return {field.key: field for section in self.sections for field in section.fields}

    @property
    def numbers(self) -> Iterator[Field]:
        return (field for field in self.fields.values() if field.is_number)

    @cached_property
    def activities(self) -> dict[str, str]:
        """The activities that have a section here: key -> title."""
        return {section.activity: section.title for section in self.sections if section.activity}

    @cached_property
    def decimals(self) -> dict[str, int]:
        """By how many decimals each counted key is scaled."""
        return {field.key: field.decimals for field in self.numbers if field.item}


def form_from(definition: Mapping[str, Any]) -> Form:
    """The form that a stored definition describes."""
    return Form(
        code=definition["code"],
        version=str(definition["version"]),
        title=definition["title"],
        sections=tuple(_section(entry) for entry in definition["sections"]),
        rules=tuple(_rule(entry) for entry in definition.get("rules", ())),
    )


def _section(entry: Mapping[str, Any]) -> Section:
    return Section(
        key=entry["key"],
        title=entry["title"],
        fields=tuple(_field(field) for field in entry["fields"]),
        help=entry.get("help", ""),
        activity=entry.get("activity", ""),
        note=entry.get("note", ""),
    )


def _field(entry: Mapping[str, Any]) -> Field:
    given: dict[str, Any] = {
        name: Decimal(str(entry[name])) for name in ("min", "max", "soft_max") if entry.get(name) is not None
    }
    given |= {
        name: entry[name]
        for name in ("key", "label", "type", "help", "unit", "required", "decimals", "limit", "item", "each_activity")
        if entry.get(name) is not None
    }
    return Field(
        **given,
        choices=tuple(Choice(choice["code"], choice["label"]) for choice in entry.get("choices", ())),
        fields=tuple(_field(inner) for inner in entry.get("fields", ())),
        count_by=entry.get("count_by"),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(entry["code"], entry["kind"], entry["when"], entry["say"], tuple(entry["fields"]))
