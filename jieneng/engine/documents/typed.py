"""The body of a paper as it is typed, one paragraph a line with its number, and as blocks; each from the other.

A line whose number (一、, （一）, 1., （1）) is the one that the layout would give is a heading; anything else is a
paragraph as it was typed: nothing is ever printed that nobody typed. Text behind a heading becomes a block of its own.
"""

import re
from collections.abc import Iterable, Iterator

from jieneng.engine.documents.blocks import Block, Heading, Paragraph, Run
from jieneng.engine.documents.numbers import heading_number, numbered

NUMBERED = re.compile(
    r"(?:([一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[）)])|(\d{1,2}[.．])(?!\d)|([（(]\d{1,2}[）)]))\s*(.+)"
)
LONGEST_HEADING = 40


def blocks_of(text: str) -> list[Block]:
    """The blocks of a typed body; blank lines fall away.

    >>> blocks_of("一、有关要求\\n（一）认真组织。各单位要制定方案。")[1:]
    [Heading(text='认真组织', level=2), Paragraph(runs=(Run(text='各单位要制定方案。', citation=None),))]
    """
    counts = [0, 0, 0, 0]
    found: list[Block] = []
    for line in (line.strip() for line in text.splitlines()):
        if line:
            found += _blocks(line, counts)
    return found


def typed(blocks: Iterable[Block]) -> str:
    """The body as it is typed, from its blocks; what is neither heading nor paragraph is not part of it."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block, number in numbered(blocks):
        if isinstance(block, Heading):
            yield number + block.text
        elif isinstance(block, Paragraph):
            yield block.text


def _blocks(line: str, counts: list[int]) -> list[Block]:
    found = NUMBERED.fullmatch(line)
    if found is None:
        return [_paragraph(line)]
    level = next(n for n in range(1, 5) if found[n])
    number = found[level].replace("(", "（").replace(")", "）").replace("．", ".")
    title, rest = _cut(found[5])
    if not title or number != heading_number(level, counts[level - 1] + 1):
        return [_paragraph(line)]
    counts[level - 1] += 1
    counts[level:] = [0] * (4 - level)
    heading = Heading(title, level)  # type: ignore[arg-type]
    return [heading, _paragraph(rest)] if rest else [heading]


def _cut(text: str) -> tuple[str, str]:
    """The title without its stop and what stands behind it; no title where the first sentence is a long one."""
    title, _, rest = text.partition("。")
    if len(title) > LONGEST_HEADING:
        return "", text
    return (title if rest else text), rest


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
