"""Pages as a browser without scripts uses them: open, read the form, fill it in, press a button."""

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.core.files.tests.handed_in import photo


class Inputs(HTMLParser):
    """What the forms of a page would send: name and value of every field, by the form's id ("" for others)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Any]] = {}
        self.form, self.select, self.area, self.template = "", "", "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.template += tag == "template"
        if tag == "form":
            self.form = said.get("id", "")
        if self.template or not (name := said.get("name")):
            if tag == "option" and self.select and "selected" in said:
                self.forms[self.form][self.select] = said.get("value", "")
            return
        fields = self.forms.setdefault(said.get("form", self.form), {})
        if tag == "input" and said.get("type") in ("radio", "checkbox") and "checked" not in said:
            return
        if tag == "input" and said.get("type") == "file":
            return
        if tag == "select":
            self.select = name
        if tag == "textarea":
            self.area = name
        if tag in ("input", "select", "textarea"):
            fields[name] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area and not self.template:
            self.forms[self.form][self.area] += data

    def handle_endtag(self, tag: str) -> None:
        self.template -= tag == "template"
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select
        self.form = "" if tag == "form" else self.form


def form_of(page: Any, name: str) -> dict[str, Any]:
    """The fields of one form of a page, without its CSRF token."""
    reader = Inputs()
    reader.feed(page.content.decode())
    fields = {key: text.removeprefix("\n").strip() for key, text in reader.forms[name].items()}
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def typed(raw: dict[str, Any]) -> dict[str, str]:
    """A raw report under the names that its inputs have."""
    names: dict[str, str] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            names |= {key: value["n"], f"{key}:how": value["how"]}
        else:
            names[key] = value
    return names


def picture(name: str = "收看.jpg", side: int = 64) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(size=(side, side), traces=True), content_type="image/jpeg")
