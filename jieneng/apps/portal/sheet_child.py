"""Run as a process of its own: reads an .xlsx from standard input, writes its sheets as JSON to standard output.

A sheet from outside may be made to eat memory or time; here it eats that of a process with narrow limits.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

_MEMORY_BYTES = 768 * 1024 * 1024
_CPU_SECONDS = 15
_MOST_SHEETS, _MOST_ROWS, _MOST_COLUMNS, _MOST_CHARACTERS = 10, 20_000, 60, 2_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    names = book.sheet_names[:_MOST_SHEETS]
    json.dump([_rows(book.get_sheet_by_name(name)) for name in names], sys.stdout)


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


if __name__ == "__main__":
    main()
