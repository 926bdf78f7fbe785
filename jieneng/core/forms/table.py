"""A form's values as rows of a table for a paper: what, how much, in which unit."""

from dataclasses import dataclass

from jieneng.core.forms.definition import Field, Form
from jieneng.core.forms.page import page, typed
from jieneng.core.forms.page_parts import Asked
from jieneng.core.forms.values import Values
from jieneng.engine.documents.blocks import Heading, Paragraph, Run, Table

HEADERS = ("项目", "数量", "单位", "口径")
_WIDTHS = (5, 2, 2, 2)


@dataclass(frozen=True)
class Row:
    """One figure (or choice) of a section, as words. A figure that was not given reads —."""

    section: str
    key: str
    label: str
    value: str
    unit: str
    how: str


def rows(form: Form, values: Values) -> list[Row]:
    """Every field with one value, in the order of the form; texts, photographs and rows are not among them."""
    return [
        Row(part.section.title, asked.key, asked.field.label, asked.shown, asked.field.unit, asked.how_label)
        for part in page(form, typed(form, values)).parts
        for asked in part.fields
        if _is_single(asked.field)
    ]


def blocks(form: Form, values: Values) -> list[Heading | Table | Paragraph]:
    """A paper's part for each section: its figures as a table, its texts as paragraphs, its rows as a table."""
    found: list[Heading | Table | Paragraph] = []
    for part in page(form, typed(form, values)).parts:
        single = tuple(_cells(asked) for asked in part.fields if _is_single(asked.field))
        within = [Table(HEADERS, single, _WIDTHS)] if single else []
        body = [*within, *(block for asked in part.fields for block in _long(asked))]
        found += [Heading(part.section.title), *body] if body else []
    return found


def _is_single(asked: Field) -> bool:
    return asked.type not in ("text", "photos", "rows", "file")


def _cells(asked: Asked) -> tuple[str, ...]:
    return asked.field.label, asked.shown, asked.field.unit, asked.how_label


def _long(asked: Asked) -> list[Table | Paragraph]:
    if asked.field.type == "text":
        return [Paragraph((Run(line.strip()),)) for line in asked.text.splitlines() if line.strip()]
    if asked.field.type == "rows" and asked.lines:
        headers = tuple(column.label for column in asked.field.fields)
        return [Table(headers, tuple(tuple(cell.shown for cell in line.cells) for line in asked.lines))]
    return []
