"""Blocks into a docx in the layout of GB/T 9704-2012: the same bytes for the same blocks and day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from docx.oxml.ns import qn

from jieneng.engine.documents import endings, grids, heads
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
from jieneng.engine.documents.ooxml import Element, Place, paragraph, replace_children, run
from jieneng.engine.documents.page import blank_page, packed
from jieneng.engine.documents.sheets import Sheets
from jieneng.engine.documents.stretches import Stretch, stretches
from jieneng.engine.documents.wording import addressee_text

UNDATED = date(2000, 1, 1)


def build(document: Document, *, made_on: date = UNDATED) -> bytes:
    """The paper as a docx.

    `made_on` is written into the file as the day it was made; the same document and day give the same bytes. Raises
    ValueError for a photo without bytes, python-docx's UnrecognizedImageError for one that is neither jpeg nor png.
    """
    word = blank_page()
    body = word.element.body
    head = next((block for block in document.blocks if isinstance(block, Masthead) and block.kind == "letter"), None)
    sheets = Sheets(word.part, document.code, heads.letter_head(head) if head else [])
    replace_children(body, list(_elements(document, word.part, sheets)))
    for n, picture in enumerate(body.iter(qn("wp:docPr")), 1):
        picture.set("id", str(n))
        picture.set("name", f"照片{n}")
    return packed(word, title=document.title, made_on=made_on)


def _elements(document: Document, part: Any, sheets: Sheets) -> Iterator[Element]:
    """The blocks, stretch by stretch; the sheet of a stretch hangs on its last paragraph, that of the last ends all."""
    cut = stretches(document)
    for n, stretch in enumerate(cut):
        yield from _stretch(stretch, part)
        sheet = sheets.across() if stretch.landscape else sheets.upright()
        if n < len(cut) - 1:
            last = paragraph("Caption", place=Place(exact_line=20))
            last.pPr.append(sheet)
            yield last
        else:
            yield sheet
    if not cut:
        yield sheets.upright()


def _stretch(stretch: Stretch, part: Any) -> Iterator[Element]:
    around = (None, *(block for block, _ in stretch.blocks), None)
    for n, (block, number) in enumerate(stretch.blocks):
        if isinstance(block, Photos):
            yield from grids.photos(block, part)
        elif isinstance(block, Appendix):
            yield from endings.appendix(block, number, first=stretch.landscape and n == 0)
        else:
            yield from WRITERS[type(block)](block, number, around[n], around[n + 2])


def _addressee(block: Addressee) -> list[Element]:
    return [paragraph("Addressee", run(addressee_text(block)))]


def _heading(block: Heading, number: str) -> list[Element]:
    return [paragraph(f"Heading{block.level}", run(number + block.text), place=Place(keep_next=block.holds_the_next))]


def _paragraph(block: Paragraph, after: Block | None) -> list[Element]:
    """The last paragraph goes with the signature, so that no page carries a signature alone."""
    place = Place(keep_next=isinstance(after, Attachments | Signature))
    return [paragraph("Body", *(run(part.text) for part in block.runs), place=place)]


Writer = Callable[[Any, str, Block | None, Block | None], list[Element]]
WRITERS: dict[type[Any], Writer] = {
    Masthead: lambda block, number, before, after: heads.masthead(block, after),
    DocNo: lambda block, number, before, after: heads.doc_no(block, before),
    Title: lambda block, number, before, after: heads.title(block, before),
    Addressee: lambda block, number, before, after: _addressee(block),
    Heading: lambda block, number, before, after: _heading(block, number),
    Paragraph: lambda block, number, before, after: _paragraph(block, after),
    Table: lambda block, number, before, after: grids.table(block),
    Attachments: lambda block, number, before, after: endings.attachments(block, after),
    Attendance: lambda block, number, before, after: endings.attendance(block, before),
    Signature: lambda block, number, before, after: endings.signature(block),
    Note: lambda block, number, before, after: endings.note(block),
    Imprint: lambda block, number, before, after: endings.imprint(block, before),
}
