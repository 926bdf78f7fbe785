"""A paper cut where the sheet is turned: stretches of blocks that stand upright or across the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from jieneng.engine.documents.blocks import Appendix, Block, Document, Table
from jieneng.engine.documents.numbers import numbered


@dataclass(frozen=True)
class Stretch:
    """Blocks on sheets of one direction, each with the number before its text."""

    landscape: bool
    blocks: tuple[tuple[Block, str], ...]


def stretches(document: Document) -> list[Stretch]:
    """The blocks in order, cut before and behind wide tables; the head of an attached part goes with its table.

    >>> from jieneng.engine.documents.blocks import Title
    >>> across = Table(("甲",), (("1",),), landscape=True)
    >>> [(one.landscape, len(one.blocks)) for one in stretches(Document((Title("通报"), Appendix("表"), across)))]
    [(False, 1), (True, 2)]
    """
    found: list[Stretch] = []
    blocks = list(numbered(document.blocks))
    for landscape, pair in zip(_turned([block for block, _ in blocks]), blocks, strict=True):
        if found and found[-1].landscape == landscape:
            found[-1] = Stretch(landscape, (*found[-1].blocks, pair))
        else:
            found.append(Stretch(landscape, (pair,)))
    return found


def _turned(blocks: list[Block]) -> Iterable[bool]:
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        at = following if isinstance(block, Appendix) else block
        yield isinstance(at, Table) and at.is_wide
