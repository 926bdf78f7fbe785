"""The form of a paper, made of its template: each field an input, those that hold several a line each."""

from collections.abc import Iterator
from typing import Any

from django import forms

from jieneng.apps.papers.paper import Said, Value, asked
from jieneng.engine.documents.assembling import PLACE
from jieneng.rulebook.documents import Field, Template

_BESIDE = ("mark", "number", "imprint")  # the parts whose fields stand beside the text
_FIELD = "field-"  # so that no field of a template takes the name of an input of the form
_MOST = 100  # lines of a field that holds several


class PaperForm(forms.Form):
    """`is_draft`: only the title has to be given; the rest is looked at when the paper goes to the one who signs."""

    title = forms.CharField(label="标题", max_length=200)
    text = forms.CharField(label="正文", max_length=30_000, widget=forms.Textarea(attrs={"rows": 20}))
    number_code = forms.CharField(
        label="机关代字", max_length=20, required=False, help_text="如“云机管函”；印发时按年度顺编"
    )
    wanted_number = forms.CharField(
        label="指定文号", max_length=60, required=False, help_text="办公系统已编号的填在这里，填了就不顺编"
    )

    def __init__(self, *args: Any, made: Template, said: Said | None = None, is_draft: bool = False, **kwargs: Any):
        if said is not None:
            kwargs.setdefault("initial", _initial(said))
        super().__init__(*args, **kwargs)
        self.made = made
        for each in asked(made):
            self.fields[_FIELD + each.code] = _input(each, made)
        if "body" not in made.parts:
            del self.fields["text"]
        if "number" not in made.fields:
            del self.fields["number_code"], self.fields["wanted_number"]
        if is_draft:
            for name, each_field in self.fields.items():
                each_field.required = name == "title"

    def main(self) -> Iterator[forms.BoundField]:
        """Title, fields and text in the order in which they stand on the paper."""
        yield self["title"]
        yield from self._rows(is_beside=False)

    def beside(self) -> Iterator[forms.BoundField]:
        """What stands at the head and foot of the paper."""
        yield from (self[name] for name in ("number_code", "wanted_number") if name in self.fields)
        yield from self._rows(is_beside=True)

    def said(self) -> Said:
        """What the action takes."""
        values = {each.code: self._value(each) for each in asked(self.made)}
        plain = {name: self.cleaned_data.get(name, "") for name in ("text", "number_code", "wanted_number")}
        return Said(self.cleaned_data["title"], values=values, **plain)

    def _rows(self, is_beside: bool) -> Iterator[forms.BoundField]:
        """Each field once, where the paper names it first."""
        seen: set[str] = set()
        for part, texts in self.made.parts.items():
            names = ["text"] if part == "body" else [_FIELD + code for code in PLACE.findall(" ".join(texts.values()))]
            new = [name for name in names if name in self.fields and name not in seen]
            seen.update(new)
            if (part in _BESIDE) == is_beside:
                yield from (self[name] for name in new)

    def _value(self, each: Field) -> Value:
        text = self.cleaned_data.get(_FIELD + each.code, "")
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        return lines[:_MOST] if each.several else "；".join(line.rstrip("、，；") for line in lines)


def _input(each: Field, made: Template) -> forms.CharField:
    """A line; of several, or of the names of people, room for some."""
    is_names = each.code in PLACE.findall("".join(made.parts.get("attendance", {}).values()))
    widget = forms.Textarea(attrs={"rows": 2}) if each.several or is_names else forms.TextInput()
    note = "一行一个" if each.several else "姓名之间用顿号，单位之间分行" if is_names else ""
    return forms.CharField(label=each.label, max_length=2_000, required=each.needed, widget=widget, help_text=note)


def _initial(said: Said) -> dict[str, str]:
    values = {
        _FIELD + code: value if isinstance(value, str) else "\n".join(value) for code, value in said.values.items()
    }
    return values | {name: getattr(said, name) for name in ("title", "text", "number_code", "wanted_number")}
