"""The templates of official papers: head, parts in order, fields, ending; read from documents/*.yaml and checked.

A template says which part stands where and what fills it; measures and fonts are the engine's. A bureau may change
the words and the order of the parts, leave parts out, and add fields of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import yaml

from jieneng.rulebook.read import RulebookError, read_text

KINDS: Final = ("notice", "circular", "summary", "letter", "minutes", "brief", "receipts")
HEADS: Final = ("document", "letter", "minutes", "brief", "none")
ENDINGS: Final = ("sealed", "unsealed", "none")
# What each part may say; a part with one thing to say is written as a bare text. None: any label.
PARTS: Final[Mapping[str, tuple[str, ...] | None]] = {
    "mark": ("name", "joint", "alone", "issue", "issuer", "date"),
    "number": ("text", "signers"),
    "title": ("text",),
    "addressee": ("text",),
    "body": (),
    "attachments": ("names",),
    "attendance": None,
    "signature": ("issuer", "joint", "date"),
    "note": ("text",),
    "appendices": (),
    "imprint": ("copies_to", "issuer", "date"),
}
_KEYS: Final = ("title", "source", "valid_from", "kind", "label", "head", "ending", "signers", "fields", "parts")
_FIELD_KEYS: Final = ("label", "needed", "several")
_PLACE: Final = re.compile(r"\{(\w*)\}")


class TemplateError(RulebookError):
    """A template names something that nobody knows: which field, and in which line of the file."""

    def __init__(self, file: str, line: int, field: str, why: str) -> None:
        super().__init__(f"{file}, line {line}: {field}: {why}")
        self.file, self.line, self.field = file, line, field


@dataclass(frozen=True)
class Field:
    """What is filled in for one paper; `several` are given as a list."""

    code: str
    label: str
    needed: bool
    several: bool


@dataclass(frozen=True)
class Template:
    """One kind of paper. `parts` in the order of the page, each with its texts, {field} where one goes."""

    kind: str
    label: str
    head: str
    ending: str
    signers: bool
    fields: Mapping[str, Field]
    parts: Mapping[str, Mapping[str, str]]
    source: str
    valid_from: date


@cache
def template(kind: str) -> Template:
    """The template of a kind in force. Raises TemplateError, naming field and line, for one that is not well made."""
    name = f"documents/{kind}.yaml"
    return read_template(read_text(name), name)


def read_template(text: str, file: str) -> Template:
    """A template from its text, so that a bureau's own can be tried before it is put in place.

    Raises TemplateError for an unknown key, part or field and for what is missing, RulebookError for broken YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise RulebookError(f"{file}: {error}") from error
    page = _Page(file)
    entries = page.table(root, "the template", _KEYS)
    fields = _fields(page, page.need(entries, "fields", root))
    return Template(
        kind=page.word(page.need(entries, "kind", root), "kind", KINDS),
        label=page.text(page.need(entries, "label", root), "label"),
        head=page.word(page.need(entries, "head", root), "head", HEADS),
        ending=page.word(page.need(entries, "ending", root), "ending", ENDINGS),
        signers=page.word(page.need(entries, "signers", root), "signers", ("true", "false")) == "true",
        fields=fields,
        parts=_parts(page, page.need(entries, "parts", root), fields),
        source=page.text(page.need(entries, "source", root), "source"),
        valid_from=page.day(page.need(entries, "valid_from", root), "valid_from"),
    )


class _Page:
    """Reads nodes of one file and says of every mistake in which line it stands."""

    def __init__(self, file: str) -> None:
        self.file = file

    def wrong(self, node: yaml.Node | None, field: str, why: str) -> TemplateError:
        return TemplateError(self.file, node.start_mark.line + 1 if node is not None else 1, field, why)

    def table(self, node: yaml.Node | None, name: str, allowed: tuple[str, ...] | None) -> dict[str, yaml.Node]:
        """The entries of a table by their key, each key known and standing once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, name, "expected a table")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if allowed is not None and key.value not in allowed:
                raise self.wrong(key, key.value, f"unknown in {name}, which has {', '.join(allowed) or 'nothing'}")
            if key.value in found:
                raise self.wrong(key, key.value, "stands twice")
            found[key.value] = value
        return found

    def need(self, entries: Mapping[str, yaml.Node], key: str, node: yaml.Node | None) -> yaml.Node:
        if key not in entries:
            raise self.wrong(node, key, "is missing")
        return entries[key]

    def text(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, name, "expected a text")
        return str(node.value)

    def word(self, node: yaml.Node, name: str, allowed: tuple[str, ...]) -> str:
        word = self.text(node, name)
        if word not in allowed:
            raise self.wrong(node, name, f"{word!r} is none of {', '.join(allowed)}")
        return word

    def day(self, node: yaml.Node, name: str) -> date:
        try:
            return date.fromisoformat(self.text(node, name))
        except ValueError as error:
            raise self.wrong(node, name, "expected a day like 2012-07-01") from error


def _fields(page: _Page, node: yaml.Node) -> dict[str, Field]:
    fields = {}
    for code, entry in page.table(node, "fields", None).items():
        said = page.table(entry, f"fields.{code}", _FIELD_KEYS)
        flags = {
            name: name in said and page.word(said[name], name, ("true", "false")) == "true"
            for name in ("needed", "several")
        }
        fields[code] = Field(code, page.text(page.need(said, "label", entry), "label"), **flags)
    return fields


def _parts(page: _Page, node: yaml.Node, fields: Mapping[str, Field]) -> dict[str, dict[str, str]]:
    parts = {}
    for name, entry in page.table(node, "parts", tuple(PARTS)).items():
        said = dict(_said(page, name, entry))
        parts[name] = {key: _checked(page, text, fields) for key, text in said.items()}
    return parts


def _said(page: _Page, name: str, entry: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """What a part says, by its own words: a bare text is its first one, nothing at all is nothing."""
    allowed = PARTS[name]
    if isinstance(entry, yaml.MappingNode):
        yield from page.table(entry, name, allowed).items()
    elif page.text(entry, name):
        if not allowed:
            raise page.wrong(entry, name, "is not filled by a text")
        yield allowed[0], entry


def _checked(page: _Page, node: yaml.Node, fields: Mapping[str, Field]) -> str:
    text = page.text(node, "text")
    for place in _PLACE.findall(text):
        if place not in fields:
            raise page.wrong(node, place, f"no such field; there are {', '.join(fields)}")
        if fields[place].several and text != f"{{{place}}}":
            raise page.wrong(node, place, "holds several, and nothing else may stand beside it")
    return text
