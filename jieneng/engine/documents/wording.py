"""The words and marks that GB/T 9704-2012 adds to what a block says, the same on paper and on the web."""

import re

from jieneng.engine.documents.blocks import Addressee, Attachments, Imprint, Note, Table

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SERIAL = ("序号", "位次", "名次", "排名")
JOINT_WORD, SIGNED_BY = "文件", "签发人："
NUMBER = re.compile(r"([-−+]?[\d,，]+(\.\d+)?\s?[%％]?|—|…|)")


def printable(text: str) -> str:
    """The text without what no file format takes (control characters, halves of pairs); a tab is a space.

    >>> printable("甲\\x00\\t乙")
    '甲 乙'
    """
    return UNPRINTABLE.sub("", text).replace("\t", " ")


def issue_text(issue: str) -> str:
    """The issue of a brief: a bare number becomes 第 7 期.

    >>> issue_text("7"), issue_text("2025年第 7 期")
    ('第 7 期', '2025年第 7 期')
    """
    return f"第 {issue} 期" if issue.isdigit() else issue


def addressee_text(block: Addressee) -> str:
    """To whom, with the full-width colon behind.

    >>> addressee_text(Addressee("市直各单位"))
    '市直各单位：'
    """
    return block.text.rstrip(":：") + "："


def attachment_lines(block: Attachments) -> list[str]:
    """附件： with the names; a single one has no number, and no name ends with a stop.

    >>> attachment_lines(Attachments(("安排表。", "报告表")))
    ['附件：1.安排表', '2.报告表']
    """
    return [label + name for label, name in attachment_pairs(block)]


def attachment_pairs(block: Attachments) -> list[tuple[str, str]]:
    """What stands before each name, and the name: wrapped lines begin under the first character of the name.

    >>> attachment_pairs(Attachments(("安排表。", "报告表")))
    [('附件：1.', '安排表'), ('2.', '报告表')]
    """
    names = [name.rstrip("。；;") for name in block.names]
    numbers = [""] if len(names) == 1 else [f"{n}." for n in range(1, len(names) + 1)]
    labels = [f"附件：{number}" if n == 0 else number for n, number in enumerate(numbers)]
    return list(zip(labels, names, strict=True)) if names else []


def note_text(block: Note) -> str:
    """A note in round brackets.

    >>> note_text(Note("此件公开发布"))
    '（此件公开发布）'
    """
    bare = block.text[1:-1] if block.text[:1] in "（(" and block.text[-1:] in "）)" else block.text
    return f"（{bare}）"


def circulation(block: Imprint) -> list[tuple[str, str]]:
    """报：, 送：, 发：, 抄送： each with its offices and a full stop; their second line begins under the first of them.

    >>> circulation(Imprint(("省直各单位",), "", "", (("报", "省局"), ("送", ""))))
    [('报：', '省局。'), ('抄送：', '省直各单位。')]
    """
    lines = (*block.lines, ("抄送", "，".join(block.copies_to)))
    return [(f"{label}：", f"{names.rstrip('。')}。") for label, names in lines if names]


def printed_text(block: Imprint) -> str:
    """The day of printing with 印发 behind.

    >>> printed_text(Imprint((), "", "2025年7月11日"))
    '2025年7月11日印发'
    """
    return block.date if not block.date or block.date.endswith("印发") else f"{block.date}印发"


def column_sides(block: Table) -> list[str]:
    """How each column is set: serial numbers and ranks in the middle, figures to the right, words to the left.

    >>> column_sides(Table(("位次", "地区", "能耗"), (("1", "甲县", "12.5"),)))
    ['center', 'left', 'right']
    """
    numeric = numeric_columns(block)
    return [
        "center" if name in SERIAL else "right" if is_number else "left"
        for name, is_number in zip(block.headers, numeric, strict=True)
    ]


def numeric_columns(block: Table) -> list[bool]:
    """Which columns hold nothing but numbers, dashes and blanks, and are therefore set to the right."""
    return [
        bool(block.rows) and all(NUMBER.fullmatch(texts[column].strip()) for texts in block.rows)
        for column in range(len(block.headers))
    ]
