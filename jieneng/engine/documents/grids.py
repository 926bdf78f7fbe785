"""Tables of figures and rows of photos, both as wide as the text."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.image.image import Image

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.blocks import Photo, Photos, Table
from jieneng.engine.documents.layout import ACROSS_WIDTH, TEXT_WIDTH
from jieneng.engine.documents.ooxml import Element, Place, element, paragraph, rule, run
from jieneng.engine.documents.pictures import for_paper
from jieneng.engine.documents.wording import column_sides

CELL_MARGIN = 80
A_ROW = 3
PHOTO_GAP = 57  # twips at each side of a photo: 2 mm between two
PHOTO_SHAPE = 3 / 4
EMU_PER_TWIP = 635


def table(block: Table) -> list[Element]:
    """The caption above, a header repeated on every page, numbers to the right; a small gap below."""
    widths = _widths(block, ACROSS_WIDTH if block.is_wide else TEXT_WIDTH)
    sides = column_sides(block)
    header = [_cell(width, "CellHead", text, "center") for width, text in zip(widths, block.headers, strict=True)]
    rows = [ooxml.row(*header, header=True)] + [
        ooxml.row(*(_cell(*at) for at in zip(widths, ["Cell"] * len(widths), texts, sides, strict=True)))
        for texts in block.rows
    ]
    lines = [rule(side, 4) for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    caption = [paragraph("TableTitle", run(block.caption), place=Place(keep_next=True))] if block.caption else []
    return [*caption, ooxml.table(widths, *rows, rules=lines, margin=CELL_MARGIN), _gap()]


def _widths(block: Table, width: int) -> list[int]:
    shares = block.widths or (1,) * len(block.headers)
    ends = [round(width * sum(shares[: n + 1]) / sum(shares)) for n in range(len(shares))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _cell(width: int, style: str, text: str, align: str) -> Element:
    return ooxml.cell(width, paragraph(style, run(text), place=Place(align, twips_before=30, twips_after=30)))


def photos(block: Photos, part: Any) -> list[Element]:
    """Three photos a row, each shown 4 by 3, its caption below; `part` is the docx part that keeps the pictures."""
    rows = [block.items[start : start + A_ROW] for start in range(0, len(block.items), A_ROW)]
    return [made for photos_of_row in rows for made in (_photo_row(photos_of_row, part), _gap())]


def _photo_row(items: Sequence[Photo], part: Any) -> Element:
    width = (TEXT_WIDTH + 2 * PHOTO_GAP) // A_ROW
    cells = [
        ooxml.cell(
            width,
            paragraph(
                "Picture", _picture(photo, width - 2 * PHOTO_GAP, part), place=Place(twips_before=100, keep_next=True)
            ),
            paragraph("Caption", run(photo.caption)),
            valign="top",
        )
        for photo in items
    ]
    return ooxml.table([width] * len(items), ooxml.row(*cells), margin=PHOTO_GAP)


def _picture(photo: Photo, width: int, part: Any) -> Element:
    """The picture cut to shape by Word, not in its bytes: whoever edits the paper can move the frame."""
    if not photo.data:
        raise ValueError(f"the photo {photo.ref or photo.caption!r} has no bytes")
    across, data = width * EMU_PER_TWIP, for_paper(photo.data)
    inline = part.new_pic_inline(BytesIO(data), across, round(across * PHOTO_SHAPE))
    inline.docPr.set("descr", photo.caption)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    inline.graphic.graphicData.pic.blipFill.blip.addnext(_cut(data))
    return element("w:r", None, element("w:drawing", None, inline))


def _cut(data: bytes) -> Element:
    """What is cut off at each side, in thousandths of a percent, to leave the middle in the shape of 4 by 3."""
    image = Image.from_blob(data)
    shape = image.px_height / image.px_width
    if shape > PHOTO_SHAPE:
        off = round((1 - PHOTO_SHAPE / shape) * 50_000)
        return element("a:srcRect", {"t": off, "b": off})
    off = round((1 - shape / PHOTO_SHAPE) * 50_000)
    return element("a:srcRect", {"l": off, "r": off})


def _gap() -> Element:
    """A low empty paragraph: Word joins two tables that touch, and a page cannot end with one."""
    return paragraph("Caption", place=Place(exact_line=160))
