"""What follows the body: attachments, signature, note, imprint. Source: GB/T 9704-2012, 7.3.4 to 7.4."""

from dataclasses import replace

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.blocks import Appendix, Attachments, Attendance, Block, Imprint, Note, Signature
from jieneng.engine.documents.layout import (
    HEITI,
    LEFT_MM,
    RULE_025_MM,
    RULE_035_MM,
    SIZE_4,
    TEXT_WIDTH,
    TWIPS_PER_PT,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, paragraph, rule, run, tab
from jieneng.engine.documents.signing import (
    ROOM_BETWEEN_SEALS,
    ROOM_FOR_THE_SEAL,
    seal_rows,
    sealed_left,
    unsealed_lefts,
)
from jieneng.engine.documents.titles import break_title, width
from jieneng.engine.documents.wording import attachment_lines, circulation, note_text, printed_text

COLUMNS = 6  # rows of one, two and three share them out evenly
SMALL_CHARACTER = round(SIZE_4 * TWIPS_PER_PT)


def attachments(block: Attachments, after: Block | None) -> list[Element]:
    """Names under one another, wrapped lines under the first character of the name."""
    numbered = len(block.names) > 1
    keep = isinstance(after, Signature)
    made = []
    for n, text in enumerate(attachment_lines(block)):
        hanging = 3.0 * (n == 0) + numbered
        place = Place(left=5.0 + numbered, hanging=hanging, lines_before=0 if n else 1, keep_next=keep)
        made.append(paragraph("Attachments", run(text), place=place))
    return made


def attendance(block: Attendance, before: Block | None) -> list[Element]:
    """出席： in 黑体, names in 仿宋, wrapped lines under the first of them."""
    label = f"{block.label}："
    place = Place(
        "left",
        left=2 + width(label),
        hanging=width(label),
        lines_before=0 if isinstance(before, Attendance) else 1,
    )
    return [paragraph("Attachments", run(label, font=HEITI), run(block.names), place=place)]


def signature(block: Signature) -> list[Element]:
    """Issuer and date; where a seal comes, lines are left for it, where none comes, one is."""
    if block.sealed and block.joint:
        return _sealed_together(block)
    issuer, day = _sealed(block) if block.sealed else _unsealed(block)
    offices = [
        paragraph("Signature", run(office), place=replace(issuer, lines_before=issuer.lines_before if n == 0 else 0))
        for n, office in enumerate(block.offices)
    ]
    return [*offices, paragraph("Signature", run(block.date), place=day)]


def _sealed_together(block: Signature) -> list[Element]:
    """Rows of offices, room for the stamps between the rows, the date under the last office; all on one page."""
    rows = seal_rows(block)
    unit = TEXT_WIDTH // COLUMNS
    made = []
    for n, offices in enumerate(rows):
        last = n == len(rows) - 1
        span = COLUMNS // len(offices)
        dates = [""] * (len(offices) - 1) + [block.date if last else ""]
        place = Place("center", lines_before=ROOM_BETWEEN_SEALS if n else ROOM_FOR_THE_SEAL, keep_next=True)
        below = Place("center", keep_next=not last)
        cells = [
            ooxml.cell(
                unit * span,
                paragraph("Signature", run(office), place=place),
                paragraph("Signature", run(day), place=below),
                valign="top",
                span=span,
            )
            for office, day in zip(offices, dates, strict=True)
        ]
        made.append(ooxml.row(*cells))
    return [ooxml.table([unit] * COLUMNS, *made), paragraph("Signature", place=Place(exact_line=20))]


def _sealed(block: Signature) -> tuple[Place, Place]:
    left = sealed_left(block)
    return Place("center", left=left, lines_before=ROOM_FOR_THE_SEAL, keep_next=True), Place("center", left=left)


def _unsealed(block: Signature) -> tuple[Place, Place]:
    left, date_left = unsealed_lefts(block)
    return Place("left", left=left, lines_before=1, keep_next=True), Place("left", left=date_left)


def note(block: Note) -> list[Element]:
    return [paragraph("Body", run(note_text(block)))]


def appendix(block: Appendix, number: str, *, first: bool) -> list[Element]:
    """附件 and its number at the top of a new page, the title on the third line; `first` where a sheet begins."""
    lines = [paragraph("AppendixMark", run(number), place=Place(new_page=not first, keep_next=True))]
    if block.title:
        title = run("\n".join(break_title(block.title)))
        lines.append(paragraph("Title", title, place=Place(lines_before=1, lines_after=1, keep_next=True)))
    return lines


def imprint(block: Imprint, before: Block | None) -> list[Element]:
    """A floating table at the foot of the text area, and the empty paragraph that it hangs on.

    A sheet does not begin with a floating table: LibreOffice would set it on the sheet before.
    """
    above = [] if before else [paragraph("Imprint", place=Place(exact_line=20))]
    cells = [[_offices(*pair) for pair in circulation(block)]]
    if block.issuer or block.date:
        place = Place(left=1, character=SMALL_CHARACTER, right_tab=TEXT_WIDTH - SMALL_CHARACTER)
        cells.append([paragraph("Imprint", run(block.issuer), tab(), run(printed_text(block)), place=place)])
    rules = [rule("top", RULE_035_MM), rule("bottom", RULE_035_MM), rule("insideH", RULE_025_MM)]
    rows = [ooxml.row(ooxml.cell(TEXT_WIDTH, *lines)) for lines in cells if lines]
    foot = ooxml.table([TEXT_WIDTH], *rows, rules=rules if block.is_ruled else (), place=_at_the_foot())
    return [*above, foot, paragraph("Imprint", place=Place(exact_line=20))] if rows else []


def _offices(label: str, names: str) -> Element:
    """One line of whom the paper goes to; a second one begins under the first office."""
    place = Place(left=1 + len(label), right=1, hanging=len(label), character=SMALL_CHARACTER, keep_next=True)
    return paragraph("Imprint", run(label + names), place=place)


def _at_the_foot() -> Element:
    return ooxml.element(
        "w:tblpPr",
        {
            "w:vertAnchor": "margin",
            "w:horzAnchor": "page",
            "w:tblpX": twips(LEFT_MM),
            "w:tblpYSpec": "bottom",
        },
    )
