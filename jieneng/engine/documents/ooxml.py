"""The few pieces of WordprocessingML that a paper is made of: elements, runs, paragraphs, tables.

Word is strict about the order of children; each maker here keeps that of the schema (ECMA-376, part 1, 17.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from jieneng.engine.documents.layout import CHARACTER, LINE_PITCH
from jieneng.engine.documents.wording import printable

VML = "urn:schemas-microsoft-com:vml"
Element: TypeAlias = Any  # an lxml element; its package has no types


def element(tag: str, attributes: Mapping[str, str | int] | None = None, *children: Element) -> Element:
    """An element by its prefixed name, e.g. element("w:jc", {"w:val": "center"})."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name) if ":" in name else name, str(value))
    made.extend(children)
    return made


def vml(name: str, attributes: Mapping[str, str], *children: Element) -> Element:
    """An element of VML, the older drawing language of office files."""
    made = etree.Element(f"{{{VML}}}{name}", dict(attributes), nsmap={"v": VML})
    made.extend(children)
    return made


def replace_children(parent: Element, children: Sequence[Element]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def value(tag: str, val: str | int) -> Element:
    return element(tag, {"w:val": val})


def run(
    text: str, *, font: str = "", size: float | None = None, color: str = "", spread: float = 0, narrow: int = 100
) -> Element:
    """Text in the font of its paragraph's style or in another; a line feed is a line break. `spread` is in points.

    The hint keeps quotation marks and dashes, which Western and Chinese type share, in the Chinese font and full width.
    """
    names: dict[str, str | int] = {f"w:{script}": font for script in ("ascii", "eastAsia", "hAnsi", "cs") if font}
    properties = element("w:rPr", None, element("w:rFonts", {"w:hint": "eastAsia", **names}))
    if color:
        properties.append(value("w:color", color))
    if spread:
        properties.append(value("w:spacing", round(spread * 20)))
    if narrow != 100:
        properties.append(value("w:w", narrow))
    if size:
        properties.extend((value("w:sz", round(size * 2)), value("w:szCs", round(size * 2))))
    return element("w:r", None, properties, *_pieces(text))


def _pieces(text: str) -> list[Element]:
    pieces = []
    for n, line in enumerate(printable(text).split("\n")):
        if n:
            pieces.append(element("w:br"))
        piece = element("w:t", {"xml:space": "preserve"})
        piece.text = line
        pieces.append(piece)
    return pieces


def tab() -> Element:
    return element("w:r", None, element("w:tab"))


def page_field() -> list[Element]:
    """The number of the page, as Word counts it."""
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = " PAGE "
    marks = [element("w:fldChar", {"w:fldCharType": kind}) for kind in ("begin", "separate", "end")]
    begin, separate, end = (element("w:r", None, mark) for mark in marks)
    return [begin, element("w:r", None, instruction), separate, run("1"), end]


@dataclass(frozen=True)
class Place:
    """How a paragraph stands: space in lines of the grid, indents in characters of the grid or of `character` twips."""

    align: str = ""
    left: float = 0
    right: float = 0
    hanging: float = 0
    character: int = CHARACTER
    lines_before: float = 0
    lines_after: float = 0
    twips_before: int = 0
    twips_after: int = 0
    exact_line: int = 0  # twips; 0 keeps the line of the style
    left_tabs: tuple[int, ...] = ()  # twips from the left edge of the text
    right_tab: int = 0
    keep_next: bool = False
    new_page: bool = False
    rule_above: Element | None = None
    rule_below: Element | None = None
    frame: Element | None = None


def paragraph(style: str, *content: Element, place: Place | None = None) -> Element:
    place = place or Place()
    properties = element("w:pPr", None, value("w:pStyle", style))
    if place.keep_next:
        properties.append(element("w:keepNext"))
    if place.new_page:
        properties.append(element("w:pageBreakBefore"))
    if place.frame is not None:
        properties.append(place.frame)
    rules = [rule for rule in (place.rule_above, place.rule_below) if rule is not None]
    if rules:
        properties.append(element("w:pBdr", None, *rules))
    stops = [("left", at) for at in place.left_tabs] + [("right", place.right_tab)] * bool(place.right_tab)
    if stops:
        tabs = (element("w:tab", {"w:val": side, "w:pos": at}) for side, at in stops)
        properties.append(element("w:tabs", None, *tabs))
    properties.append(value("w:overflowPunct", 0))  # LibreOffice does not take this from the style
    properties.extend(_spacing(place) + _indents(place))
    if place.align:
        properties.append(value("w:jc", place.align))
    return element("w:p", None, properties, *content)


def _spacing(place: Place) -> list[Element]:
    attributes: dict[str, str | int] = {}
    for side, lines, extra in (
        ("before", place.lines_before, place.twips_before),
        ("after", place.lines_after, place.twips_after),
    ):
        if lines:
            attributes[f"w:{side}Lines"] = round(lines * 100)
        if lines or extra:
            attributes[f"w:{side}"] = round(lines * LINE_PITCH) + extra
    if place.exact_line:
        attributes |= {"w:line": place.exact_line, "w:lineRule": "exact"}
    return [element("w:spacing", attributes)] if attributes else []


def _indents(place: Place) -> list[Element]:
    sides = {"left": place.left, "right": place.right, "hanging": place.hanging}
    attributes: dict[str, str | int] = {}
    for side, characters in sides.items():
        if characters and place.character == CHARACTER:
            attributes[f"w:{side}Chars"] = round(characters * 100)
        if characters:
            attributes[f"w:{side}"] = round(characters * place.character)
    return [element("w:ind", attributes)] if attributes else []


def rule(side: str, eighths: int, *, color: str = "000000", space: int = 0, kind: str = "single") -> Element:
    """A line on a side of a paragraph, cell or table; its weight in eighths of a point, `space` in points."""
    weight: dict[str, str | int] = {"w:val": kind, "w:sz": eighths, "w:space": space, "w:color": color}
    return element(f"w:{side}", weight)


def cell(width: int, *content: Element, valign: str = "center", span: int = 1) -> Element:
    """A cell over `span` columns."""
    size = element("w:tcW", {"w:w": width, "w:type": "dxa"})
    spans = [value("w:gridSpan", span)] if span > 1 else []
    return element("w:tc", None, element("w:tcPr", None, size, *spans, value("w:vAlign", valign)), *content)


def row(*cells: Element, header: bool = False) -> Element:
    """A row that stays on one page; a header is repeated on each page that the table reaches."""
    properties = element("w:trPr", None, element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    return element("w:tr", None, properties, *cells)


def table(
    widths: Sequence[int], *rows: Element, rules: Sequence[Element] = (), margin: int = 0, place: Element | None = None
) -> Element:
    """A table of fixed column widths (twips), centred; `margin` is kept free at both sides of each cell."""
    properties = element("w:tblPr")
    if place is not None:
        properties.append(place)
    properties.extend((element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}), value("w:jc", "center")))
    if rules:
        properties.append(element("w:tblBorders", None, *rules))
    properties.append(element("w:tblLayout", {"w:type": "fixed"}))
    sides = [element(f"w:{side}", {"w:w": margin, "w:type": "dxa"}) for side in ("left", "right")]
    properties.append(element("w:tblCellMar", None, *sides))
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": width}) for width in widths))
    return element("w:tbl", None, properties, grid, *rows)
