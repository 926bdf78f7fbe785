"""The sheets that a paper is set on in a docx: upright or across, with margins, grid and page numbers."""

from copy import deepcopy
from typing import Any

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.layout import (
    BOTTOM_MM,
    CHAR_SPACE,
    LEFT_MM,
    LETTER_FOOT_RULE_MM,
    LETTER_MARK_TOP_MM,
    LETTER_RULE_LEFT_MM,
    LETTER_RULE_MM,
    LINE_PITCH,
    PAGE_MM,
    PAGE_NUMBER_GAP_MM,
    PAGE_NUMBER_LINE,
    RED,
    RIGHT_MM,
    TOP_MM,
    TWIPS_PER_PT,
    points,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, element, page_field, paragraph, replace_children, run, vml

CODE_SIZE, CODE_LINE = 9.0, 240
LETTER_RULE = 24  # eighths of a point


class Sheets:
    """Makes the section properties of one docx; the feet are parts of the file, made once and shared."""

    def __init__(self, part: Any, code: str, first_head: list[Element]) -> None:
        """`first_head` is what a letter has above the text of its first page; empty for every other paper."""
        self.part, self.code = part, code
        self.feet = [self._foot(side) for side in ("default", "even")]
        self.turned: list[Element] = []
        self.first = [self._first_head(first_head), self._first_foot()] if first_head else []

    def upright(self) -> Element:
        """A4 upright, 22 lines of 28 characters; only the first such sheet of a letter has its head."""
        first, self.first = self.first, []
        if self.turned:  # a section without heads of its own would take those of the sheets across
            first = [self._empty("header", side) for side in ("default", "even")]
        width, height = (twips(side) for side in PAGE_MM)
        margins = (TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM)
        size = element("w:pgSz", {"w:w": width, "w:h": height})
        is_letter = bool(first) and not self.turned
        title = [element("w:titlePg")] if is_letter else []
        head = twips(LETTER_MARK_TOP_MM) if is_letter else twips(15)
        return element(
            "w:sectPr",
            None,
            *first,
            *_copies(self.feet),
            size,
            _margins(margins, head, self._footer()),
            *title,
            _grid(),
        )

    def across(self) -> Element:
        """A4 across: what is the upper edge stands at the left side of the upright sheet, page number and all."""
        if not self.turned:
            self.turned = [self._turned_number(side) for side in ("default", "even")]
            self.turned += [self._empty("footer", side) for side in ("default", "even")]
        height, width = (twips(side) for side in PAGE_MM)
        margins = (LEFT_MM, TOP_MM, RIGHT_MM, BOTTOM_MM)
        size = element("w:pgSz", {"w:w": width, "w:h": height, "w:orient": "landscape"})
        return element("w:sectPr", None, *_copies(self.turned), size, _margins(margins, twips(10), twips(10)), _grid())

    def _footer(self) -> int:
        return twips(BOTTOM_MM - PAGE_NUMBER_GAP_MM) - PAGE_NUMBER_LINE - (CODE_LINE if self.code else 0)

    def _foot(self, side: str) -> Element:
        return self._part("footer", side, self._lines(side))

    def _lines(self, side: str) -> list[Element]:
        """— 1 — in size 4 Song: on odd pages right, on even pages left, one character in; the code below."""
        if side == "even":
            place = Place("left", left=1, character=PAGE_NUMBER_LINE)
        else:
            place = Place("right", right=1, character=PAGE_NUMBER_LINE)
        lines = [paragraph("PageNumber", run("— "), *page_field(), run(" —"), place=place)]
        if self.code:
            mark = run(self.code, size=CODE_SIZE, color="808080")
            lines.append(paragraph("PageNumber", mark, place=Place("center", exact_line=CODE_LINE)))
        return lines

    def _turned_number(self, side: str) -> Element:
        """The number in a box written downwards, as high as the text and left of it.

        A VML box: Word, WPS and LibreOffice all turn its text, and none lets it push the text aside.
        """
        across = (PAGE_NUMBER_LINE + (CODE_LINE if self.code else 0)) / TWIPS_PER_PT
        style = {
            "position": "absolute",
            "margin-left": f"{points(BOTTOM_MM - PAGE_NUMBER_GAP_MM) - across:.2f}pt",
            "margin-top": f"{points(LEFT_MM):.2f}pt",
            "width": f"{across:.2f}pt",
            "height": f"{points(PAGE_MM[0] - LEFT_MM - RIGHT_MM):.2f}pt",
            "mso-position-horizontal-relative": "page",
            "mso-position-vertical-relative": "page",
        }
        words = element("w:txbxContent", None, *self._lines(side))
        text = vml("textbox", {"style": "layout-flow:vertical", "inset": "0,0,0,0"}, words)
        written = ";".join(f"{name}:{value}" for name, value in style.items())
        box = vml("rect", {"style": written, "stroked": "f", "filled": "f"}, text)
        holder = element("w:r", None, element("w:pict", None, box))
        return self._part("header", side, [paragraph("PageNumber", holder, place=Place(exact_line=20))])

    def _empty(self, kind: str, side: str) -> Element:
        return self._part(kind, side, [paragraph("PageNumber", place=Place(exact_line=20))])

    def _first_head(self, head: list[Element]) -> Element:
        return self._part("header", "first", head)

    def _first_foot(self) -> Element:
        """The second double line of a letter, at its place on the page; no number there."""
        at = {"w:x": twips(LETTER_RULE_LEFT_MM), "w:y": twips(PAGE_MM[1] - LETTER_FOOT_RULE_MM)}
        size: dict[str, str | int] = {"w:w": twips(LETTER_RULE_MM), "w:wrap": "around"}
        frame = element("w:framePr", {**size, "w:hAnchor": "page", "w:vAnchor": "page", **at})
        rule = ooxml.rule("top", LETTER_RULE, color=RED, kind="thinThickSmallGap")
        line = paragraph("PageNumber", place=Place(exact_line=40, rule_above=rule, frame=frame))
        return self._part("footer", "first", [line, paragraph("PageNumber", place=Place(exact_line=20))])

    def _part(self, kind: str, side: str, lines: list[Element]) -> Element:
        add = self.part.add_header_part if kind == "header" else self.part.add_footer_part
        made, key = add()
        replace_children(made.element, lines)
        return element(f"w:{kind}Reference", {"w:type": side, "r:id": key})


def letter_rule() -> Element:
    """The double line below the mark of a letter, 170 mm long: the paragraph reaches beyond the text on both sides."""
    return ooxml.rule("bottom", LETTER_RULE, color=RED, kind="thickThinSmallGap", space=7)


def _copies(references: list[Element]) -> list[Element]:
    """An element stands in one place only, and every section names its own head and foot."""
    return [deepcopy(one) for one in references]


def _margins(sides: tuple[int, int, int, int], header: int, footer: int) -> Element:
    names = ("w:top", "w:right", "w:bottom", "w:left")
    margins: dict[str, str | int] = {name: twips(side) for name, side in zip(names, sides, strict=True)}
    return element("w:pgMar", {**margins, "w:header": header, "w:footer": footer, "w:gutter": 0})


def _grid() -> Element:
    return element("w:docGrid", {"w:type": "linesAndChars", "w:linePitch": LINE_PITCH, "w:charSpace": CHAR_SPACE})
