"""What follows the body: attachments, signature, note, imprint. Source: GB/T 9704-2012, 7.3.4 to 7.4."""

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.blocks import Attachments, Block, Imprint, Note, Signature
from jieneng.engine.documents.layout import LEFT_MM, RULE_025_MM, RULE_035_MM, SIZE_4, TEXT_WIDTH, TWIPS_PER_PT, twips
from jieneng.engine.documents.ooxml import Element, Place, paragraph, rule, run, tab
from jieneng.engine.documents.titles import width

SMALL_CHARACTER = round(SIZE_4 * TWIPS_PER_PT)
ROOM_FOR_THE_SEAL = 2  # lines: the top of a 42 mm seal then reaches to within one line of the body


def attachments(block: Attachments, after: Block | None) -> list[Element]:
    """附件： with the names under one another; a single one has no number, and no name ends with a full stop."""
    if not block.names:
        return []
    names = [name.rstrip("。；;") for name in block.names]
    if len(names) == 1:
        lines = [(f"附件：{names[0]}", 5.0, 3.0)]
    else:
        lines = [(f"{n}.{name}", 6.0, 1.0) for n, name in enumerate(names, 1)]
        lines[0] = (f"附件：{lines[0][0]}", 6.0, 4.0)
    keep = isinstance(after, Signature)
    return [
        paragraph(
            "Attachments",
            run(text),
            place=Place(left=left, hanging=hanging, lines_before=0 if n else 1, keep_next=keep),
        )
        for n, (text, left, hanging) in enumerate(lines)
    ]


def signature(block: Signature) -> list[Element]:
    issuer_right, date_right = _indents(width(block.issuer), width(block.date), sealed=block.sealed)
    above = ROOM_FOR_THE_SEAL if block.sealed else 1
    return [
        paragraph("Signature", run(block.issuer), place=Place(right=issuer_right, lines_before=above, keep_next=True)),
        paragraph("Signature", run(block.date), place=Place(right=date_right)),
    ]


def _indents(issuer: float, day: float, *, sealed: bool) -> tuple[float, float]:
    """How far issuer and date stay from the right edge, in characters.

    Sealed: the date four in, the issuer centred over it (a long issuer pushes the date in). Not sealed: the issuer two
    in, the date beginning two characters right of it; when that leaves the date too far right, the date is two in.
    """
    if sealed:
        issuer_right = max(0.0, 4 + (day - issuer) / 2)
        return issuer_right, issuer_right + (issuer - day) / 2
    date_right = max(2.0, issuer - day)
    return date_right + day + 2 - issuer, date_right


def note(block: Note) -> list[Element]:
    return [paragraph("Body", run(f"（{block.text.strip('（）()')}）"))]


def imprint(block: Imprint) -> list[Element]:
    """A floating table at the foot of the text area, and the empty paragraph that it hangs on."""
    day = block.date if block.date.endswith("印发") or not block.date else f"{block.date}印发"
    inner = TEXT_WIDTH - 2 * SMALL_CHARACTER
    printed = paragraph("Imprint", run(block.issuer), tab(), run(day), place=Place(right_tab=inner))
    lines = [printed]
    if block.copies_to:
        copies = run(f"抄送：{'，'.join(block.copies_to).rstrip('。')}。")
        lines.insert(
            0, paragraph("Imprint", copies, place=Place(left=3, hanging=3, character=SMALL_CHARACTER, keep_next=True))
        )
    rules = [rule("top", RULE_035_MM), rule("bottom", RULE_035_MM), rule("insideH", RULE_025_MM)]
    rows = [ooxml.row(ooxml.cell(TEXT_WIDTH, line)) for line in lines]
    foot = ooxml.table([TEXT_WIDTH], *rows, rules=rules, margin=SMALL_CHARACTER, place=_at_the_foot())
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
