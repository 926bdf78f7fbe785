"""Blocks into a docx in the layout of GB/T 9704-2012: the same bytes for the same blocks and day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from docx.oxml.ns import qn

from jieneng.engine.documents import endings, grids, heads
from jieneng.engine.documents.blocks import (
    Addressee,
    Attachments,
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
from jieneng.engine.documents.numbers import numbered
from jieneng.engine.documents.ooxml import Element, Place, paragraph, run
from jieneng.engine.documents.page import blank_page, packed
from jieneng.engine.documents.wording import addressee_text

UNDATED = date(2000, 1, 1)


def build(document: Document, *, made_on: date = UNDATED) -> bytes:
    """The paper as a docx.

    `made_on` is written into the file as the day it was made; the same document and day give the same bytes. Raises
    ValueError for a photo without bytes, python-docx's UnrecognizedImageError for one that is neither jpeg nor png.
    """
    word = blank_page(document.code)
    body = word.element.body
    for made in _elements(document, word.part):
        body.insert(len(body) - 1, made)
    for n, picture in enumerate(body.iter(qn("wp:docPr")), 1):
        picture.set("id", str(n))
        picture.set("name", f"照片{n}")
    return packed(word, title=document.title, made_on=made_on)


def _elements(document: Document, part: Any) -> Iterator[Element]:
    around = (None, *document.blocks, None)
    for n, (block, number) in enumerate(numbered(document.blocks)):
        if isinstance(block, Photos):
            yield from grids.photos(block, part)
        else:
            yield from WRITERS[type(block)](block, number, around[n], around[n + 2])


def _addressee(block: Addressee) -> list[Element]:
    return [paragraph("Addressee", run(addressee_text(block)))]


def _heading(block: Heading, number: str) -> list[Element]:
    return [paragraph(f"Heading{block.level}", run(number + block.text), place=Place(keep_next=True))]


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
    Signature: lambda block, number, before, after: endings.signature(block),
    Note: lambda block, number, before, after: endings.note(block),
    Imprint: lambda block, number, before, after: endings.imprint(block),
}
