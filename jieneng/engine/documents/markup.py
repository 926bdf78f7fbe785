"""Blocks into Typst markup: calls of the functions in paper.typ, every text as a string literal.

A string literal is never read as markup or code, so nothing that somebody typed can act.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jieneng.engine.documents.blocks import (
    Addressee,
    Appendix,
    Attachments,
    Attendance,
    Block,
    DocNo,
    Document,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paragraph,
    Photos,
    Signature,
    Table,
    Title,
)
from jieneng.engine.documents.fitting import FILLED, FILLED_BESIDE_A_WORD, LARGEST, fitted, largest_joint
from jieneng.engine.documents.layout import BRIEF_MARK_TOP_MM, MARK_TOP_MM
from jieneng.engine.documents.signing import ROOM_FOR_THE_SEAL, seal_rows, sealed_left, unsealed_lefts
from jieneng.engine.documents.stretches import Stretch, stretches
from jieneng.engine.documents.titles import break_title, width
from jieneng.engine.documents.wording import (
    JOINT_WORD,
    addressee_text,
    attachment_pairs,
    circulation,
    column_sides,
    issue_text,
    note_text,
    printable,
    printed_text,
)


@dataclass(frozen=True)
class Around:
    """What a writer may need to know of a block's place: its number, and what stands before and behind it."""

    number: str
    before: Block | None
    after: Block | None


def markup(document: Document) -> str:
    """The whole paper as Typst source; photos are the files `photo-0`, `photo-1` … in the order of the paper."""
    photos = (f"photo-{n}" for n in range(1_000_000))
    letter = "true" if document.head == "letter" else "false"
    opening = f"#show: paper.with(title: {text(document.title)}, code: {text(document.code)}, letter: {letter})"
    parts = [_stretch(stretch, document, photos) for stretch in stretches(document)]
    return "\n".join(['#import "paper.typ": *', opening, *parts, ""])


def faces_markup(faces: Mapping[str, Iterable[str]]) -> str:
    """The types by name, as paper.typ takes them.

    >>> faces_markup({"songti": ("SimSun",)})
    '#let songti = ("SimSun", )'
    """
    return "\n".join(f"#let {role} = {_texts(found)}" for role, found in faces.items())


def text(words: str) -> str:
    """A text as a Typst value; line feeds become line breaks.

    >>> print(text('甲"#乙'))
    "甲\\"#乙"
    """
    lines = [_literal(line) for line in printable(words).split("\n")]
    return lines[0] if len(lines) == 1 else f"{_tuple(lines)}.join(linebreak())"


def _literal(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _tuple(values: Iterable[str]) -> str:
    return f"({''.join(f'{value}, ' for value in values)})"


def _texts(words: Iterable[str]) -> str:
    return _tuple(text(one) for one in words)


def _stretch(stretch: Stretch, document: Document, photos: Iterator[str]) -> str:
    around = (None, *(block for block, _ in stretch.blocks), None)
    calls = []
    for n, (block, number) in enumerate(stretch.blocks):
        if isinstance(block, Photos):
            calls.append(_photos(block, photos))
        else:
            calls += WRITERS[type(block)](block, Around(number, around[n], around[n + 2]))
    if not stretch.landscape:
        return "\n".join(f"#{call}" for call in calls)
    inner = "\n".join(f"  {call}" for call in calls)
    return f"#across({text(document.code)}, {{\n{inner}\n}})"


def _masthead(block: Masthead, around: Around) -> list[str]:
    marks = _marks(block)
    number = around.after if isinstance(around.after, DocNo) else None
    if block.kind == "letter":
        return [f"letter-head({_tuple(marks)}, {text(number.text if number else '')})"]
    if block.kind in ("brief", "minutes"):
        top = BRIEF_MARK_TOP_MM if block.kind == "brief" else MARK_TOP_MM
        said = f"{text(issue_text(block.issue))}, {text(block.issuer)}, {text(block.date)}"
        return [f"issue-head({top}mm, {_tuple(marks)}, {said})"]
    word = f", word: {_mark(JOINT_WORD, FILLED - FILLED_BESIDE_A_WORD, LARGEST['document'])}" if block.joint else ""
    head = f"mark({MARK_TOP_MM}mm, {_tuple(marks)}{word})"
    return [head] if number else [head, "bare-rule()"]


def _marks(block: Masthead) -> list[str]:
    """One mark, or those of all offices in the size of the longest name."""
    if not block.joint:
        return [_mark(block.name, FILLED, LARGEST[block.kind])]
    filled = FILLED_BESIDE_A_WORD if block.kind == "document" else FILLED
    longest = max((block.name, *block.joint), key=width)
    size, _, narrow = fitted(width(longest), largest_joint(1 + len(block.joint)), filled=filled)
    return [f"({text(name)}, {size}pt, 0pt, {narrow})" for name in (block.name, *block.joint)]


def _mark(name: str, filled: float, largest: float) -> str:
    size, gap, narrow = fitted(width(name), largest, filled=filled)
    return f"({text(name)}, {size}pt, {gap}pt, {narrow})"


def _doc_no(block: DocNo, around: Around) -> list[str]:
    before = around.before
    if isinstance(before, Masthead) and before.kind == "letter":
        return []  # it stands in the letter's head
    if isinstance(before, Masthead) and before.kind == "document":
        return [f"number-line({text(block.text)}, signers: {_texts(block.signers)})"]
    return [f"number-below-title({text(block.text)})"]


def _title(block: Title, around: Around) -> list[str]:
    """Two lines below the red line (one in a brief, which is short of room), one line above what follows."""
    head = around.before
    above = 1 if isinstance(head, Masthead) and head.kind == "brief" else 2 if head else 0
    return [f"title({_texts(break_title(block.text))}, above: {above})"]


def _paragraph(block: Paragraph, around: Around) -> list[str]:
    last = isinstance(around.after, Attachments | Signature)
    return [f"{'last-text' if last else 'body-text'}({text(block.text)})"]


def _table(block: Table) -> str:
    widths = _tuple(f"{share}fr" for share in (block.widths or (1,) * len(block.headers)))
    sides = _tuple(column_sides(block))
    rows = _tuple(_texts(row) for row in block.rows)
    return f"figures({text(block.caption)}, {widths}, {_texts(block.headers)}, {sides}, {rows})"


def _photos(block: Photos, names: Iterator[str]) -> str:
    shown = _tuple(f'("{next(names)}", {text(photo.caption)})' for photo in block.items)
    return f"photos({shown})"


def _attachments(block: Attachments) -> list[str]:
    pairs = attachment_pairs(block)
    numbered = 0 if len(pairs) < 2 else 1 if len(pairs) < 10 else 1.5
    lines = _tuple(_texts(pair) for pair in pairs)
    return [f"attachments({lines}, {3 + numbered})"] if pairs else []


def _attendance(block: Attendance, around: Around) -> list[str]:
    first = "false" if isinstance(around.before, Attendance) else "true"
    return [f"attendance({text(block.label)}, {text(block.names)}, {first})"]


def _signature(block: Signature) -> list[str]:
    if not block.sealed:
        left, date_left = unsealed_lefts(block)
        return [f"unsealed({_texts(block.offices)}, {text(block.date)}, {left}, {date_left})"]
    if block.joint:
        rows = _tuple(_texts(row) for row in seal_rows(block))
        return [f"sealed-together({rows}, {text(block.date)}, {ROOM_FOR_THE_SEAL})"]
    return [f"sealed({text(block.issuer)}, {text(block.date)}, {sealed_left(block)}, {ROOM_FOR_THE_SEAL})"]


def _imprint(block: Imprint) -> list[str]:
    if block.is_empty:
        return []
    offices = _tuple(_texts(pair) for pair in circulation(block))
    ruled = "true" if block.is_ruled else "false"
    return [f"imprint({offices}, {text(block.issuer)}, {text(printed_text(block))}, {ruled}, {ruled})"]


def _heading(block: Heading, number: str) -> str:
    sticky = "true" if block.holds_the_next else "false"
    return f"heading-line({block.level}, {text(number + block.text)}, {sticky})"


Writer = Callable[[Any, Around], list[str]]
WRITERS: dict[type[Any], Writer] = {
    Masthead: _masthead,
    DocNo: _doc_no,
    Title: _title,
    Addressee: lambda block, around: [f"addressee({text(addressee_text(block))})"],
    Heading: lambda block, around: [_heading(block, around.number)],
    Paragraph: _paragraph,
    Table: lambda block, around: [_table(block)],
    Attachments: lambda block, around: _attachments(block),
    Attendance: _attendance,
    Signature: lambda block, around: _signature(block),
    Note: lambda block, around: [f"note({text(note_text(block))})"],
    Appendix: lambda block, around: [f"appendix({text(around.number)}, {_texts(break_title(block.title))})"],
    Imprint: lambda block, around: _imprint(block),
}
