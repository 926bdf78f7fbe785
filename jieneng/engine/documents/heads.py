"""The head of a paper: red mark, number, red line, title. Source: GB/T 9704-2012, 7.2 and 7.3.1."""

from jieneng.engine.documents.blocks import Block, DocNo, Masthead, Title
from jieneng.engine.documents.fitting import LARGEST, fitted
from jieneng.engine.documents.layout import (
    BRIEF_MARK_TOP_MM,
    CHARACTER,
    MARK_TOP_MM,
    RED,
    RED_LINE_GAP_MM,
    RED_RULE,
    TEXT_WIDTH,
    TWIPS_PER_PT,
    twips,
)
from jieneng.engine.documents.ooxml import Element, Place, paragraph, rule, run, tab
from jieneng.engine.documents.titles import break_title, width
from jieneng.engine.documents.wording import issue_text

BELOW_THE_TYPE = 4  # points between the type and the foot of its line


def masthead(block: Masthead, after: Block | None) -> list[Element]:
    if block.kind == "brief":
        return _brief_head(block)
    return [_mark(block, rule_below=None if isinstance(after, DocNo) else _red_line())]


def doc_no(block: DocNo, before: Block | None) -> list[Element]:
    """Under a red mark it stands two lines below and carries the red line; else it stands under the title."""
    if isinstance(before, Masthead):
        return [paragraph("DocNo", run(block.text), place=Place(lines_before=2, rule_below=_red_line()))]
    return [paragraph("DocNo", run(block.text), place=Place(lines_after=1))]


def title(block: Title, before: Block | None) -> list[Element]:
    """Two lines below the red line (one in a brief, which is short of room), one line above what follows."""
    brief = isinstance(before, Masthead) and before.kind == "brief"
    lines_before = 1 if brief else 2 if isinstance(before, Masthead | DocNo) else 0
    lines = "\n".join(break_title(block.text))
    return [paragraph("Title", run(lines), place=Place(lines_before=lines_before, lines_after=1, keep_next=True))]


def _brief_head(block: Masthead) -> list[Element]:
    foot = [run(f"　{block.issuer}"), tab(), run(block.date)]
    at_right = TEXT_WIDTH - CHARACTER
    place = Place("left", right_tab=at_right, rule_below=_red_line())
    parts = [_mark(block)]
    if block.issue:
        parts.append(paragraph("DocNo", run(issue_text(block.issue))))
    return [*parts, paragraph("DocNo", *foot, place=place)]


def _mark(block: Masthead, rule_below: Element | None = None) -> Element:
    size, spread, narrow = fitted(width(block.name), LARGEST[block.kind])
    line = round(size * 1.3 * TWIPS_PER_PT)
    top = twips(MARK_TOP_MM if block.kind == "document" else BRIEF_MARK_TOP_MM) - round(size * 0.15 * TWIPS_PER_PT)
    name = [
        run(text, size=size, color=RED, narrow=narrow, spread=gap)
        for text, gap in ((block.name[:-1], spread), (block.name[-1:], 0))
    ]
    return paragraph("Mark", *name, place=Place(twips_before=top, exact_line=line, rule_below=rule_below))


def _red_line() -> Element:
    gap = round(twips(RED_LINE_GAP_MM) / TWIPS_PER_PT) - BELOW_THE_TYPE
    return rule("bottom", RED_RULE, color=RED, space=gap)
