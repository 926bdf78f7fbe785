"""Numbers of official papers: document numbers, dates, and the numbers of headings."""

from collections.abc import Iterable, Iterator
from datetime import date

from jieneng.engine.documents.blocks import Appendix, Block, Heading

DIGITS = "零一二三四五六七八九"


def doc_no(code: str, year: int, n: int) -> str:
    """A document number: the office's code, the full year in 〔〕, the number without 第 and leading zeros.

    Source: GB/T 9704-2012, 7.2.5. Raises ValueError for a year that is not of four digits or a number below one.

    >>> doc_no("云机管发", 2025, 12)
    '云机管发〔2025〕12号'
    """
    if not 1000 <= year <= 9999 or n < 1:
        raise ValueError(f"no document number can have the year {year} and the number {n}")
    return f"{code}〔{year}〕{n}号"


def date_cn(day: date) -> str:
    """A day in Arabic digits, the year in full, no leading zeros. Source: GB/T 9704-2012, 7.3.5.

    >>> date_cn(date(2025, 7, 2))
    '2025年7月2日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def numeral_cn(n: int) -> str:
    """A Chinese numeral from one to ninety-nine. Raises ValueError beyond.

    >>> numeral_cn(3), numeral_cn(10), numeral_cn(12), numeral_cn(40), numeral_cn(21)
    ('三', '十', '十二', '四十', '二十一')
    """
    if not 1 <= n <= 99:
        raise ValueError(f"headings are numbered from 1 to 99, not {n}")
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def heading_number(level: int, n: int) -> str:
    """How the nth heading of a level is numbered. Source: GB/T 9704-2012, 7.3.3.

    >>> [heading_number(level, 2) for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    """
    return {1: f"{numeral_cn(n)}、", 2: f"（{numeral_cn(n)}）", 3: f"{n}.", 4: f"（{n}）"}[level]


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with the number before its text: headings and attached parts have one.

    Headings are counted anew under each higher heading and in each attached part; a single attached part is 附件, of
    several each has its number. Source: GB/T 9704-2012, 7.3.3 and 7.3.7.

    >>> list(numbered([Heading("做法", 1), Heading("宣传", 2), Heading("成效", 1)]))[2]
    (Heading(text='成效', level=1), '二、')
    >>> [number for _, number in numbered([Appendix("安排表"), Heading("时间"), Appendix("报告表"), Heading("口径")])]
    ['附件1', '一、', '附件2', '一、']
    """
    blocks = list(blocks)
    n_appendices = sum(isinstance(block, Appendix) for block in blocks)
    counts, appendix = [0, 0, 0, 0], 0
    for block in blocks:
        if isinstance(block, Appendix):
            counts, appendix = [0, 0, 0, 0], appendix + 1
            yield block, f"附件{appendix}" if n_appendices > 1 else "附件"
        elif isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield block, heading_number(block.level, counts[block.level - 1])
        else:
            yield block, ""
