"""What follows the body: attachments, signature, note, imprint. Source: GB/T 9704-2012, 7.3.4 to 7.4."""

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.blocks import Attachments, Block, Imprint, Note, Signature
from jieneng.engine.documents.layout import (
    LEFT_MM,
    RULE_025_MM,
    RULE_035_MM,
    SIZE_4,
    TEXT_WIDTH,
    TWIPS_PER_PT,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, paragraph, rule, run, tab
from jieneng.engine.documents.signing import ROOM_FOR_THE_SEAL, sealed_left, unsealed_lefts
from jieneng.engine.documents.wording import attachment_lines, copies_text, note_text, printed_text

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


def signature(block: Signature) -> list[Element]:
    """Issuer and date; where a seal comes, lines are left for it, where none comes, one is."""
    issuer, day = _sealed(block) if block.sealed else _unsealed(block)
    return [paragraph("Signature", run(block.issuer), place=issuer), paragraph("Signature", run(block.date), place=day)]


def _sealed(block: Signature) -> tuple[Place, Place]:
    left = sealed_left(block)
    return Place("center", left=left, lines_before=ROOM_FOR_THE_SEAL, keep_next=True), Place("center", left=left)


def _unsealed(block: Signature) -> tuple[Place, Place]:
    left, date_left = unsealed_lefts(block)
    return Place("left", left=left, lines_before=1, keep_next=True), Place("left", left=date_left)


def note(block: Note) -> list[Element]:
    return [paragraph("Body", run(note_text(block)))]


def imprint(block: Imprint) -> list[Element]:
    """A floating table at the foot of the text area, and the empty paragraph that it hangs on."""
    place = Place(left=1, character=SMALL_CHARACTER, right_tab=TEXT_WIDTH - SMALL_CHARACTER)
    lines = [paragraph("Imprint", run(block.issuer), tab(), run(printed_text(block)), place=place)]
    if block.copies_to:
        place = Place(left=4, right=1, hanging=3, character=SMALL_CHARACTER, keep_next=True)
        lines.insert(0, paragraph("Imprint", run(copies_text(block)), place=place))
    rules = [rule("top", RULE_035_MM), rule("bottom", RULE_035_MM), rule("insideH", RULE_025_MM)]
    rows = [ooxml.row(ooxml.cell(TEXT_WIDTH, line)) for line in lines]
    foot = ooxml.table([TEXT_WIDTH], *rows, rules=rules, place=_at_the_foot())
    return [foot, paragraph("Imprint", place=Place(exact_line=20))]


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
