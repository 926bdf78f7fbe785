"""Where a signature stands, in characters from the left edge of the text. Source: GB/T 9704-2012, 7.3.5."""

from jieneng.engine.documents.blocks import Signature
from jieneng.engine.documents.layout import CHARACTERS
from jieneng.engine.documents.titles import width

ROOM_BETWEEN_SEALS = 4  # lines, so that seals of 42 mm do not touch
ROOM_FOR_THE_SEAL = 2  # lines: the top of a 42 mm seal then reaches to within one line of the body


SEALS_IN_A_ROW = 3


def seal_rows(block: Signature) -> list[tuple[str, ...]]:
    """Offices that seal a paper together: three in a row at most, fewer where their names are long.

    >>> seal_rows(Signature("甲县教育局", "", sealed=True, joint=("甲县财政局", "甲县卫健局", "甲县住建局")))
    [('甲县教育局', '甲县财政局', '甲县卫健局'), ('甲县住建局',)]
    """
    fit = int(CHARACTERS // (max(width(office) for office in block.offices) + 1))
    a_row = max(1, min(SEALS_IN_A_ROW, fit))
    return [block.offices[n : n + a_row] for n in range(0, len(block.offices), a_row)]


def sealed_left(block: Signature) -> float:
    """The date four characters from the right, the issuer centred over it; a long issuer pushes both to the left.

    >>> sealed_left(Signature("云川市机关事务管理局", "2025年7月2日", sealed=True))
    14.0
    """
    half = max(4 + width(block.date) / 2, width(block.issuer) / 2)
    return max(0.0, CHARACTERS - 2 * half)


def unsealed_lefts(block: Signature) -> tuple[float, float]:
    """The issuer two from the right, the date beginning two right of it; a longer date two from the right instead.

    >>> unsealed_lefts(Signature("云川市机关事务管理局", "2025年7月2日", sealed=False))
    (16.0, 18.0)
    """
    widest = max(width(office) for office in block.offices)
    left = max(0.0, CHARACTERS - max(widest, width(block.date) + 2) - 2)
    return left, left + 2
