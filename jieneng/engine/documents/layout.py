"""The measures of GB/T 9704-2012, in the units that a docx wants.

Millimetres for the page, points for type, twips (1/20 pt) where the file format asks for them. The text area is 156 mm
by 225 mm and holds 22 lines of 28 characters: 28 characters of size 3 (16 pt) are 158 mm, so the grid sets them 0.2 pt
closer.
"""

from dataclasses import dataclass
from typing import Final

TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_PT: Final = 20

PAGE_MM: Final = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
LINES, CHARACTERS = 22, 28
LINE_PITCH: Final = 579  # twips, 28.95 pt: 22 lines are 224.7 mm
CHAR_SPACE: Final = -849  # 1/4096 pt on top of 16 pt: 28 characters are 156.0 mm
CLOSER: Final = -6  # twips between characters of size 3 off the grid: 28 are 155.1 mm (LibreOffice sets 27 with -5)
CHARACTER: Final = 316  # twips, one character of the grid

SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22.0, 16.0, 14.0, 10.5  # 2号, 3号, 4号, 5号 in points
CAPTION_SIZE: Final = 12.0  # 小4号

BIAOSONG, FANGSONG, KAITI, HEITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
RED: Final = "FF0000"

MARK_TOP_MM: Final = 35  # from the top of the text area to the mark of the issuing office
BRIEF_MARK_TOP_MM: Final = 6  # a brief is not in the standard: near the top, so that its text begins on the first page
LETTER_MARK_TOP_MM: Final = 30  # from the edge of the page
LETTER_RULE_MM, LETTER_FOOT_RULE_MM = 170, 20  # length of the double lines; from the lower one to the edge of the page
LETTER_RULE_LEFT_MM: Final = 20
RED_LINE_GAP_MM: Final = 4
PAGE_NUMBER_GAP_MM: Final = 7
PAGE_NUMBER_LINE: Final = 280  # twips
RULE_035_MM: Final = 8  # eighths of a point
RULE_025_MM: Final = 6
RED_RULE: Final = 12


@dataclass(frozen=True)
class Style:
    """A named style of the docx: font, size in points, and how the paragraph stands."""

    name: str
    font: str
    size: float = SIZE_3
    align: str = "both"
    first_line: bool = False
    outline: int | None = None


STYLES: Final[dict[str, Style]] = {
    "Normal": Style("Normal", FANGSONG),
    "Body": Style("公文正文", FANGSONG, first_line=True),
    "Title": Style("Title", BIAOSONG, SIZE_2, "center"),
    "Heading1": Style("heading 1", HEITI, first_line=True, outline=0),
    "Heading2": Style("heading 2", KAITI, first_line=True, outline=1),
    "Heading3": Style("heading 3", FANGSONG, first_line=True, outline=2),
    "Heading4": Style("heading 4", FANGSONG, first_line=True, outline=3),
    "Mark": Style("发文机关标志", BIAOSONG, SIZE_2, "center"),
    "DocNo": Style("发文字号", FANGSONG, align="center"),
    "Addressee": Style("主送机关", FANGSONG, align="left"),
    "Attachments": Style("附件说明", FANGSONG, align="left"),
    "AppendixMark": Style("附件序号", HEITI, align="left"),
    "Signature": Style("落款", FANGSONG, align="right"),
    "Cell": Style("表格文字", FANGSONG, CAPTION_SIZE, "left"),
    "CellHead": Style("表头", HEITI, CAPTION_SIZE, "center"),
    "Caption": Style("caption", FANGSONG, CAPTION_SIZE, "center"),
    "Picture": Style("图片", FANGSONG, CAPTION_SIZE, "center"),
    "TableTitle": Style("表题", HEITI, SIZE_4, "center"),
    "Imprint": Style("版记", FANGSONG, SIZE_4, "left"),
    "PageNumber": Style("页码", SONGTI, SIZE_4, "right"),
}


def twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


def points(mm: float) -> float:
    return mm * 72 / 25.4


TEXT_WIDTH: Final = twips(PAGE_MM[0]) - twips(LEFT_MM) - twips(RIGHT_MM)
ACROSS_WIDTH: Final = twips(PAGE_MM[1]) - twips(TOP_MM) - twips(BOTTOM_MM)
