"""The words and marks that GB/T 9704-2012 adds to what a block says, the same on paper and on the web."""

import re

from jieneng.engine.documents.blocks import Addressee, Attachments, Imprint, Note, Table

NUMBER = re.compile(r"([-−+]?[\d,，]+(\.\d+)?\s?[%％]?|—|…|)")


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
    names = [name.rstrip("。；;") for name in block.names]
    numbered = names if len(names) == 1 else [f"{n}.{name}" for n, name in enumerate(names, 1)]
    return [f"附件：{line}" if n == 0 else line for n, line in enumerate(numbered)]


def note_text(block: Note) -> str:
    """A note in round brackets.

    >>> note_text(Note("此件公开发布"))
    '（此件公开发布）'
    """
    bare = block.text[1:-1] if block.text[:1] in "（(" and block.text[-1:] in "）)" else block.text
    return f"（{bare}）"


def copies_text(block: Imprint) -> str:
    """抄送： with the offices and a full stop; nothing when there are none.

    >>> copies_text(Imprint(("省直各单位",), "", ""))
    '抄送：省直各单位。'
    """
    return f"抄送：{'，'.join(block.copies_to).rstrip('。')}。" if block.copies_to else ""


def printed_text(block: Imprint) -> str:
    """The day of printing with 印发 behind.

    >>> printed_text(Imprint((), "", "2025年7月11日"))
    '2025年7月11日印发'
    """
    return block.date if not block.date or block.date.endswith("印发") else f"{block.date}印发"


def numeric_columns(block: Table) -> list[bool]:
    """Which columns hold nothing but numbers, dashes and blanks, and are therefore set to the right."""
    return [
        bool(block.rows) and all(NUMBER.fullmatch(texts[column].strip()) for texts in block.rows)
        for column in range(len(block.headers))
    ]
