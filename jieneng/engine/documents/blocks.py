"""What an official paper consists of: blocks in reading order, and their form for storing as JSON.

Blocks say what a part *is*; size, font and place follow from GB/T 9704-2012 when a page is made of them. Words that
the standard fixes (numbers of headings, the colon of the addressee, 附件：, 抄送：, 印发) are added there, not typed.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias

HeadKind: TypeAlias = Literal["document", "letter", "minutes", "brief"]
MOST_UPRIGHT_COLUMNS: Final = 9


@dataclass(frozen=True)
class Masthead:
    """The red head: an office's mark (发文机关标志), or the head of a brief or of minutes with issue, issuer and date.

    `joint` are the offices that issue the paper with the first one, whose name then stands without 文件.
    """

    name: str
    kind: HeadKind
    issue: str = ""
    issuer: str = ""
    date: str = ""
    joint: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocNo:
    """The number of the paper (发文字号); in a paper that goes upward, also who signed it (签发人)."""

    text: str
    signers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Addressee:
    """To whom (主送机关)."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading without its number: 一、（一）1.（1） come from the level, 1 to 4."""

    text: str
    level: Literal[1, 2, 3, 4] = 1

    @property
    def holds_the_next(self) -> bool:
        """Whether it stands on the page of what follows; a numbered sentence (（一）…。) says all by itself."""
        return not self.text.endswith(("。", "；"))


@dataclass(frozen=True)
class Run:
    """Some text; with a citation it is a figure, and the key leads to the facts behind it."""

    text: str
    citation: str | None = None


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """Rows under one header; `widths` are relative, and equal when left out. Ragged rows raise ValueError.

    `cites`: for each cell the key that leads to the facts behind it, "" where none does; left out, none does.

    A `landscape` table, and one of many columns, stands across the page on pages of its own.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""
    landscape: bool = False
    cites: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        n_columns = len(self.headers)
        if any(len(row) != n_columns for row in self.rows) or len(self.widths) not in (0, n_columns):
            raise ValueError(f"a table of {n_columns} columns has rows or widths of another number")
        if self.cites and [len(keys) for keys in self.cites] != [n_columns] * len(self.rows):
            raise ValueError("a table cites by other cells than it has")

    @property
    def is_wide(self) -> bool:
        return self.landscape or len(self.headers) > MOST_UPRIGHT_COLUMNS


@dataclass(frozen=True)
class Photo:
    """A picture (jpeg, png) with its caption; `ref` is where it is kept, and JSON then leaves the bytes out."""

    data: bytes
    caption: str
    ref: str = ""


@dataclass(frozen=True)
class Photos:
    items: tuple[Photo, ...]


@dataclass(frozen=True)
class Attachments:
    """The names of what is attached (附件说明)."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Attendance:
    """Who was at a meeting: a label (出席, 请假, 列席) and the names behind it."""

    label: str
    names: str


@dataclass(frozen=True)
class Signature:
    """Who signs and when (落款); `sealed` leaves the room that a stamp needs. No seal is ever drawn.

    `joint` are the offices that sign with the first one.
    """

    issuer: str
    date: str
    sealed: bool
    joint: tuple[str, ...] = ()

    @property
    def offices(self) -> tuple[str, ...]:
        return (self.issuer, *self.joint)


@dataclass(frozen=True)
class Note:
    """A remark in brackets under the date (附注)."""

    text: str


@dataclass(frozen=True)
class Appendix:
    """Where an attached part begins: on a new page, with its own title. What follows belongs to it, up to the next."""

    title: str


@dataclass(frozen=True)
class Imprint:
    """The lines at the foot of the last page (版记): copies to, printed by, on what day.

    `lines`: whom a brief goes to, each as its label (报, 送, 发) and names; one without names is not printed. A letter
    has copies alone, and no rules then.
    """

    copies_to: tuple[str, ...]
    issuer: str
    date: str
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def is_ruled(self) -> bool:
        return bool(self.issuer or self.date or any(names for _, names in self.lines))

    @property
    def is_empty(self) -> bool:
        return not (self.copies_to or self.is_ruled)


Block: TypeAlias = (
    Masthead
    | DocNo
    | Title
    | Addressee
    | Heading
    | Paragraph
    | Table
    | Photos
    | Attachments
    | Attendance
    | Signature
    | Note
    | Appendix
    | Imprint
)


@dataclass(frozen=True)
class Document:
    """A whole paper; `code` is printed at the foot of each page as it is, so that a stamped page is known again."""

    blocks: tuple[Block, ...]
    code: str = ""

    @property
    def head(self) -> HeadKind | None:
        """The kind of its red head, None without one."""
        return next((block.kind for block in self.blocks if isinstance(block, Masthead)), None)

    @property
    def title(self) -> str:
        return next((block.text for block in self.blocks if isinstance(block, Title)), "")


BLOCKS: dict[str, type[Any]] = {
    "masthead": Masthead,
    "doc_no": DocNo,
    "title": Title,
    "addressee": Addressee,
    "heading": Heading,
    "paragraph": Paragraph,
    "table": Table,
    "photos": Photos,
    "attachments": Attachments,
    "attendance": Attendance,
    "signature": Signature,
    "note": Note,
    "appendix": Appendix,
    "imprint": Imprint,
}
NAMES = {block: name for name, block in BLOCKS.items()}


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain lists, dicts and strings. A photo with a `ref` is stored by it alone.

    >>> to_json(Document((Title("通知"),)))
    {'code': '', 'blocks': [{'block': 'title', 'text': '通知'}]}
    """
    blocks = [{"block": NAMES[type(block)], **_plain(block)} for block in document.blocks]
    return {"code": document.code, "blocks": blocks}


def from_json(data: Mapping[str, Any]) -> Document:
    """The document that `to_json` stored. Raises KeyError for an unknown block, TypeError for unknown fields.

    >>> from_json({"code": "", "blocks": [{"block": "title", "text": "通知"}]})
    Document(blocks=(Title(text='通知'),), code='')
    """
    return Document(tuple(_block(stored) for stored in data["blocks"]), data.get("code", ""))


def _plain(part: Any) -> dict[str, Any]:
    if isinstance(part, Photo):
        kept = "" if part.ref else b64encode(part.data).decode("ascii")
        return {"caption": part.caption, "ref": part.ref, "data": kept}
    return {field.name: _plain_value(getattr(part, field.name)) for field in fields(part)}


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return _plain(value) if isinstance(value, Run | Photo) else value


def _block(stored: Mapping[str, Any]) -> Block:
    values = {name: _tuples(value) for name, value in stored.items() if name != "block"}
    for name, part in PARTS.items():
        if name in values:
            values[name] = tuple(part(item) for item in stored[name])
    block: Block = BLOCKS[stored["block"]](**values)
    return block


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _photo(stored: Mapping[str, str]) -> Photo:
    return Photo(b64decode(stored.get("data", "")), stored["caption"], stored.get("ref", ""))


def _run(stored: Mapping[str, Any]) -> Run:
    return Run(**stored)


PARTS: dict[str, Callable[[Any], Any]] = {"runs": _run, "items": _photo}
