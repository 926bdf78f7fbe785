"""The templates of official papers: head, parts in order, fields, ending; read from documents/*.yaml and checked.

A template says which part stands where and what fills it; measures and fonts are the engine's. A bureau may change
the words and the order of the parts, leave parts out, and add fields and kinds of its own, in a folder of its own; on
a platform of many bureaus in a subfolder of it, named by its unified social credit code or its number here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import yaml

from jieneng.rulebook.read import RulebookError, read_text

# The kinds that come with the platform; each further file of the folder adds one, which has to be for free use.
KINDS: Final = ("notice", "circular", "summary", "letter", "minutes", "brief", "receipts")
HEADS: Final = ("document", "letter", "minutes", "brief", "none")
ENDINGS: Final = ("sealed", "unsealed", "none")
# Whom a paper that is no official document goes to, as the foot of its last page has it: up, beside, down.
CIRCULATION: Final = ("主送", "抄报", "报", "送", "抄发", "发")
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
    "imprint": (*CIRCULATION, "copies_to", "issuer", "date"),
}
USES: Final = ("free", "made")
TABLES: Final = ("upright", "across")
_KEYS: Final = (
    "title", "source", "valid_from", "kind", "label", "use", "head", "ending", "signers", "tables", "fields", "parts",
)  # fmt: skip
_FIELD_KEYS: Final = ("label", "needed", "several")
_PLACE: Final = re.compile(r"\{(\w*)\}")
_KIND: Final = re.compile(r"[a-z][a-z_]{1,19}")
_FOLDER: Final = "documents"
_VERSION_LETTERS: Final = 12
_own_folder: list[Path] = []  # of this installation, at most one; set when the platform starts


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
    """One kind of paper. `parts` in the order of the page, each with its texts, {field} where one goes.

    `is_free`: anybody who drafts papers may begin one, by a form of its fields. `is_across`: its tables stand across
    the page. `version` is made of its text: another word, and it is another version.
    """

    kind: str
    label: str
    is_free: bool
    head: str
    ending: str
    signers: bool
    is_across: bool
    fields: Mapping[str, Field]
    parts: Mapping[str, Mapping[str, str]]
    source: str
    valid_from: date
    version: str


def use_folder(folder: Path | None) -> None:
    """Take the templates of a folder of one's own before the built-in ones of the same name; None: the latter alone."""
    _own_folder[:] = [folder] if folder else []
    for kept in (template, kinds, subfolders):
        kept.cache_clear()


@cache
def subfolders() -> frozenset[str]:
    """The names of those bureaus that have templates of their own. RulebookError: no such folder."""
    return frozenset(path.name for folder in _folders(()) for path in folder.iterdir() if _is_bureau(path))


@cache
def kinds(nearest: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every kind that has a template: those of the platform, then what further files add. RulebookError: no folder.

    `nearest`: the subfolders of a bureau and of those above it, in this order.
    """
    found = {name.name.removesuffix(".yaml") for name in _built_in().iterdir() if name.name.endswith(".yaml")}
    for folder in _folders(nearest):
        found |= {path.stem for path in folder.glob("*.yaml")}
    return (*KINDS, *sorted(found - set(KINDS)))


@cache
def template(kind: str, nearest: tuple[str, ...] = ()) -> Template:
    """The template of a kind in force: of the nearest bureau that has one, of the folder itself, else the built-in one.

    Raises TemplateError, naming field and line, for one that is not well made: no other one stands in for it. A
    bureau's own keeps the fields that the platform fills in.
    """
    if kind not in kinds(nearest):
        raise RulebookError(f"{kind}: there is no such template")
    built_in = None
    if _built_in().joinpath(f"{kind}.yaml").is_file():
        name = f"{_FOLDER}/{kind}.yaml"
        built_in = read_template(read_text(name), name, kind=kind)
    own = next((path for folder in _folders(nearest) if (path := folder / f"{kind}.yaml").is_file()), None)
    if own is None:
        assert built_in is not None  # else it would not be among the kinds
        return built_in
    filled = built_in.fields if built_in and not built_in.is_free else None
    try:
        return read_template(own.read_text(encoding="utf-8"), str(own), kind=kind, filled=filled)
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(f"{own}: {error}") from error


def free_templates(nearest: tuple[str, ...] = ()) -> dict[str, Template]:
    """The templates by which papers are begun at one's own wish, by kind."""
    return {kind: made for kind in kinds(nearest) if (made := template(kind, nearest)).is_free}


def read_template(text: str, file: str, *, kind: str = "", filled: Mapping[str, Field] | None = None) -> Template:
    """A template from its text, so that a bureau's own can be tried before it is put in place.

    `kind`: what it has to be of; `filled`: the fields that the platform fills in, which have to stay as they are.
    Raises TemplateError for an unknown key, part or field and for what is missing, RulebookError for broken YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise RulebookError(f"{file}: {error}") from error
    page = _Page(file)
    entries = page.table(root, "the template", _KEYS)
    fields = _fields(page, page.need(entries, "fields", root), filled)
    made_for = _kind(page, page.need(entries, "kind", root), kind)
    return Template(
        kind=made_for,
        label=page.text(page.need(entries, "label", root), "label"),
        is_free=_is_free(page, entries.get("use"), root, made_for, by_platform=filled is not None),
        head=page.word(page.need(entries, "head", root), "head", HEADS),
        ending=page.word(page.need(entries, "ending", root), "ending", ENDINGS),
        signers=page.word(page.need(entries, "signers", root), "signers", ("true", "false")) == "true",
        is_across="tables" in entries and page.word(entries["tables"], "tables", TABLES) == "across",
        fields=fields,
        parts=_parts(page, page.need(entries, "parts", root), fields),
        source=page.text(page.need(entries, "source", root), "source"),
        valid_from=page.day(page.need(entries, "valid_from", root), "valid_from"),
        version=sha256(text.encode()).hexdigest()[:_VERSION_LETTERS],
    )


def _folders(nearest: tuple[str, ...]) -> list[Path]:
    """Where a template is looked for: the subfolders that there are, then the folder itself."""
    for folder in _own_folder:
        if not folder.is_dir():
            raise RulebookError(f"{folder}: no such folder of templates")
    named = [folder / name for folder in _own_folder for name in nearest]
    return [*(path for path in named if _is_bureau(path)), *_own_folder]


def _is_bureau(path: Path) -> bool:
    """A folder beside the templates is a bureau's; what begins with a dot is not for us."""
    return path.is_dir() and not path.name.startswith(".")


def _built_in() -> Traversable:
    return files(__package__).joinpath(_FOLDER)


def _kind(page: "_Page", node: yaml.Node, expected: str) -> str:
    kind = page.text(node, "kind")
    if not _KIND.fullmatch(kind):
        raise page.wrong(node, "kind", f"{kind!r} is not of 2 to 20 small letters")
    if expected and kind != expected:
        raise page.wrong(node, "kind", f"{kind!r} stands in a file named {expected}")
    return kind


def _is_free(page: "_Page", node: yaml.Node | None, root: yaml.Node | None, kind: str, *, by_platform: bool) -> bool:
    """Whether people begin such papers; what the platform makes itself is not, and nobody else makes a new kind."""
    is_free = node is not None and page.word(node, "use", USES) == "free"
    if is_free and by_platform:
        raise page.wrong(node, "use", f"a paper of the kind {kind} is made by the platform")
    if not is_free and kind not in KINDS:
        raise page.wrong(node or root, "use", f"has to be free: nobody else makes a paper of the kind {kind}")
    return is_free


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


def _fields(page: _Page, node: yaml.Node, filled: Mapping[str, Field] | None) -> dict[str, Field]:
    fields = {}
    for code, entry in page.table(node, "fields", None).items():
        said = page.table(entry, f"fields.{code}", _FIELD_KEYS)
        flags = {
            name: name in said and page.word(said[name], name, ("true", "false")) == "true"
            for name in ("needed", "several")
        }
        fields[code] = Field(code, page.text(page.need(said, "label", entry), "label"), **flags)
        if filled is not None and flags["needed"] and not (code in filled and filled[code].needed):
            raise page.wrong(entry, code, "is needed, and nobody is asked for it")
    for code, field in (filled or {}).items():
        if code not in fields or fields[code].several != field.several:
            raise page.wrong(node, code, "is filled in by the platform and has to stay as it is")
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
