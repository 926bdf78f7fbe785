"""The head of a paper: red mark, number, red line, title. Source: GB/T 9704-2012, 7.2 and 7.3.1."""

from jieneng.engine.documents import ooxml
from jieneng.engine.documents.blocks import Block, DocNo, Masthead, Title
from jieneng.engine.documents.fitting import FILLED, FILLED_BESIDE_A_WORD, LARGEST, fitted, largest_joint
from jieneng.engine.documents.layout import (
    BRIEF_MARK_TOP_MM,
    CHARACTER,
    KAITI,
    LEFT_MM,
    LETTER_RULE_LEFT_MM,
    MARK_TOP_MM,
    RED,
    RED_LINE_GAP_MM,
    RED_RULE,
    RIGHT_MM,
    TEXT_WIDTH,
    TWIPS_PER_PT,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, element, paragraph, rule, run, tab
from jieneng.engine.documents.sheets import letter_rule
from jieneng.engine.documents.titles import break_title, width
from jieneng.engine.documents.wording import JOINT_WORD, SIGNED_BY, issue_text

LETTER_RULE_RIGHT_MM = 20
BELOW_THE_TYPE = 4  # points between the type and the foot of its line


def masthead(block: Masthead, after: Block | None) -> list[Element]:
    if block.kind in ("brief", "minutes"):
        return _issue_head(block)
    if block.kind == "letter":
        return []  # it stands in the head of the first page, see `letter_head`
    line = None if isinstance(after, DocNo) else _red_line()
    if block.joint:
        return _joint_head(block, line)
    return [_mark(block.name, LARGEST["document"], top=MARK_TOP_MM, rule_below=line)]


def letter_head(block: Masthead) -> list[Element]:
    """The marks of a letter and the double line 4 mm below, wider than the text."""
    outwards = {"left": LETTER_RULE_LEFT_MM - LEFT_MM, "right": LETTER_RULE_RIGHT_MM - RIGHT_MM}
    names = (block.name, *block.joint)
    largest = largest_joint(len(names)) if block.joint else LARGEST["letter"]
    made = [_mark(name, largest, like=max(names, key=width)) for name in names]
    for n, mark in enumerate(made):
        place = {f"w:{side}": twips(mm) for side, mm in outwards.items()}
        mark.pPr.append(element("w:ind", place))
        if n == len(made) - 1:
            mark.pPr.insert_element_before(element("w:pBdr", None, letter_rule()), "w:overflowPunct", "w:spacing")
    return made


def doc_no(block: DocNo, before: Block | None) -> list[Element]:
    """Under a red mark it stands two lines below and carries the red line; else it stands under the title."""
    if isinstance(before, Masthead) and before.kind == "letter":
        return [paragraph("DocNo", run(block.text), place=Place("right"))]
    if not isinstance(before, Masthead) or before.kind != "document":
        return [paragraph("DocNo", run(block.text), place=Place(lines_after=1))]
    if block.signers:
        return _signed_number(block)
    return [paragraph("DocNo", run(block.text), place=Place(lines_before=2, rule_below=_red_line()))]


def _signed_number(block: DocNo) -> list[Element]:
    """A paper that goes upward: signers to the right, two in a row, the number at the left of their last row."""
    rows = [block.signers[n : n + 2] for n in range(0, len(block.signers), 2)]
    names = round(TEXT_WIDTH - CHARACTER * (1 + max(width("　".join(row)) for row in rows)))
    stops = (names - round(CHARACTER * width(SIGNED_BY)), names)
    made = []
    for n, row in enumerate(rows):
        last = n == len(rows) - 1
        parts = [run(f"　{block.text}" if last else ""), tab(), run("" if n else SIGNED_BY), tab()]
        place = Place(
            "left",
            left_tabs=stops,
            lines_before=0 if n else 2,
            keep_next=True,
            rule_below=_red_line() if last else None,
        )
        made.append(paragraph("DocNo", *parts, run("　".join(row), font=KAITI), place=place))
    return made


def title(block: Title, before: Block | None) -> list[Element]:
    """Two lines below the red line (one in a brief, which is short of room), one line above what follows."""
    brief = isinstance(before, Masthead) and before.kind == "brief"
    lines_before = 1 if brief else 2 if isinstance(before, Masthead | DocNo) else 0
    lines = "\n".join(break_title(block.text))
    return [paragraph("Title", run(lines), place=Place(lines_before=lines_before, lines_after=1, keep_next=True))]


def _issue_head(block: Masthead) -> list[Element]:
    """Mark, issue, issuer and day of a brief or of minutes, and the red line."""
    foot = [run(f"　{block.issuer}"), tab(), run(block.date)]
    at_right = TEXT_WIDTH - CHARACTER
    place = Place("left", right_tab=at_right, rule_below=_red_line())
    top = BRIEF_MARK_TOP_MM if block.kind == "brief" else MARK_TOP_MM
    parts = [_mark(block.name, LARGEST[block.kind], top=top)]
    if block.issue:
        parts.append(paragraph("DocNo", run(issue_text(block.issue))))
    return [*parts, paragraph("DocNo", *foot, place=place)]


def _joint_head(block: Masthead, line: Element | None) -> list[Element]:
    """The names of all offices under one another, 文件 in the middle to their right."""
    names = (block.name, *block.joint)
    shares = [round(TEXT_WIDTH * FILLED_BESIDE_A_WORD), round(TEXT_WIDTH * (1 - FILLED_BESIDE_A_WORD))]
    longest = max(names, key=width)
    largest = largest_joint(len(names))
    marks = [_mark(name, largest, like=longest, filled=FILLED_BESIDE_A_WORD) for name in names]
    word = _mark(JOINT_WORD, LARGEST["document"], filled=1 - FILLED_BESIDE_A_WORD)
    row = ooxml.row(ooxml.cell(shares[0], *marks), ooxml.cell(shares[1], word))
    above = paragraph("Normal", place=Place(exact_line=twips(MARK_TOP_MM)))
    below = [paragraph("Normal", place=Place(exact_line=20, rule_below=line))] if line is not None else []
    return [above, ooxml.table(shares, row), *below]


def _mark(
    name: str,
    largest: float,
    *,
    like: str = "",
    filled: float = FILLED,
    top: int = 0,
    rule_below: Element | None = None,
) -> Element:
    """One red name, in the size that fits it or the longest of those it stands with; its ink begins `top` mm down."""
    size, spread, narrow = fitted(width(like or name), largest, filled=filled)
    if like != name and like:
        spread = 0
    line = round(size * 1.3 * TWIPS_PER_PT)
    above = twips(top) - round(size * 0.15 * TWIPS_PER_PT) if top else 0
    parts = [
        run(text, size=size, color=RED, narrow=narrow, spread=gap)
        for text, gap in ((name[:-1], spread), (name[-1:], 0))
    ]
    return paragraph("Mark", *parts, place=Place(twips_before=above, exact_line=line, rule_below=rule_below))


def _red_line() -> Element:
    gap = round(twips(RED_LINE_GAP_MM) / TWIPS_PER_PT) - BELOW_THE_TYPE
    return rule("bottom", RED_RULE, color=RED, space=gap)
