"""How a plain Django form becomes rows of a page: classes, descriptions and errors of each input."""

from dataclasses import dataclass

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    FileInput,
    NumberInput,
    RadioSelect,
    Select,
)
from django.forms.widgets import Input, Textarea, Widget
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Row:
    """One field as the page shows it. `kind` is "line", "tick" (one box) or "choices" (several)."""

    bound: BoundField
    widget: SafeString
    kind: str
    unit: str
    note: str
    errors: list[str]
    note_id: str
    error_id: str


def row(bound: BoundField, *, unit: str = "", note: str = "") -> Row:
    """The row of a field; unit and note default to the field's own `unit` and help text."""
    note = note or str(bound.help_text)
    note_id, error_id = f"{bound.auto_id}-note", f"{bound.auto_id}-error"
    errors = [str(error) for error in bound.errors]
    described_by = [part for part, there in ((note_id, note), (error_id, errors)) if there]
    return Row(
        bound=bound,
        widget=bound.as_widget(attrs=_attributes(bound, described_by, wrong=bool(errors))),
        kind=_kind(bound.field.widget),
        unit=unit or getattr(bound.field, "unit", ""),
        note=note,
        errors=errors,
        note_id=note_id,
        error_id=error_id,
    )


def _attributes(bound: BoundField, described_by: list[str], *, wrong: bool) -> dict[str, str]:
    own = bound.field.widget.attrs
    classes = [own.get("class", ""), _css_class(bound.field.widget), "bad" if wrong else ""]
    attributes = {"class": " ".join(filter(None, classes))}
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    if wrong:
        attributes["aria-invalid"] = "true"
    return attributes


def _kind(widget: Widget) -> str:
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "choices" if isinstance(widget, RadioSelect | CheckboxSelectMultiple) else "line"


def _css_class(widget: Widget) -> str:
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, FileInput | ClearableFileInput):
        return "form-file"
    if isinstance(widget, Select):
        return "form-select"
    if isinstance(widget, NumberInput):
        return "form-control num"
    return "form-control" if isinstance(widget, Input | Textarea) else ""
