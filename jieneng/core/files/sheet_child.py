"""What a process of its own does with an .xlsx: reads its sheets. No Django here; a sheet from outside may do harm."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_SHEETS, _MOST_ROWS, _MOST_COLUMNS, _MOST_CHARACTERS = 10, 20_000, 60, 2_000


def read(data: bytes) -> list[list[tuple[int, list[str]]]]:
    """The sheets of a workbook: of each its rows that are not empty, as (number, cells as text)."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [_rows(book.get_sheet_by_name(name)) for name in book.sheet_names[:_MOST_SHEETS]]


def _rows(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number as the office program shows it."""
    found = []
    for no, cells in enumerate(sheet.iter_rows(), start=1):
        said = [_text(cell) for cell in cells[:_MOST_COLUMNS]]
        if any(said):
            found.append((no, said))
        if len(found) > _MOST_ROWS:
            break
    return found


def _text(cell: Any) -> str:
    """A cell as people read it: whole numbers without a point, days as 2025-06-16."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)[:_MOST_CHARACTERS]
