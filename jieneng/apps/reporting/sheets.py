"""The list of those who have not reported as an Excel sheet; text stays text, whatever it begins with."""

import io
from collections.abc import Iterable

import xlsxwriter

from jieneng.core.orgs.models import Organization
from jieneng.rulebook import organization_terms

HEADERS = ("序号", "所属", "单位名称", "类别", "状态")
_WIDTHS = (6, 28, 40, 14, 10)


def missing_sheet(title: str, rows: Iterable[tuple[str, Organization]]) -> bytes:
    """An xlsx of (part, organisation) rows under a title."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
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
