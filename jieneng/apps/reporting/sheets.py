"""Lists of reporting as Excel sheets: who is missing, what it comes to. Text stays text, whatever it begins with."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

import xlsxwriter

from jieneng.apps.reporting.queries.totals import Block
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import organization_terms

HEADERS = ("序号", "所属", "单位名称", "类别", "状态")
_WIDTHS = (6, 28, 40, 14, 10)
_TOTALS = ("部分", "项目", "合计", "单位", "已填（家）", "应填（家）", "其中约数（家）", "未统计（家）", "补充单位")
_TOTALS_WIDTHS = (30, 24, 14, 8, 12, 12, 14, 14, 40)
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def missing_sheet(title: str, rows: Iterable[tuple[str, Organization]]) -> bytes:
    """An xlsx of (part, organisation) rows under a title."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _PLAIN)
    sheet = book.add_worksheet("未报")
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, title, bold)
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True)):
        sheet.write_string(1, column, header, bold)
        sheet.set_column(column, column, width)
    categories = organization_terms().categories
    for at, (part, organization) in enumerate(rows, 1):
        category = categories.get(organization.category)
        sheet.write_number(at + 1, 0, at)
        for column, text in enumerate((part, organization.name, category.label if category else "", "未报"), 1):
            sheet.write_string(at + 1, column, text)
    sheet.freeze_panes(2, 0)
    book.close()
    return out.getvalue()


def totals_sheet(title: str, said: str, blocks: Iterable[Block]) -> bytes:
    """An xlsx of every counted item, a row each; cells of what nobody gave stay empty."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        sheet, bold = book.add_worksheet("汇总数据"), book.add_format({"bold": True})
        sheet.write_string(0, 0, title, bold)
        sheet.write_string(1, 0, said)
        for column, (header, width) in enumerate(zip(_TOTALS, _TOTALS_WIDTHS, strict=True)):
            sheet.write_string(2, column, header, bold)
            sheet.set_column(column, column, width)
        for at, row in enumerate((row for block in blocks for row in _totals_rows(block)), 3):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif cell is not None:
                    sheet.write_number(at, column, cell)
        sheet.freeze_panes(3, 2)
    return out.getvalue()


def _totals_rows(block: Block) -> Iterator[tuple[str | int | float | Decimal | None, ...]]:
    section = block.section
    for line in block.lines:
        yield (
            *(section.title, line.item.label, line.value, line.item.unit),
            *(line.n_given, section.n_asked, line.n_approximate, line.n_not_counted),
            "、".join(section.added_by),
        )
