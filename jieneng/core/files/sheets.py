"""Sheets in and out: an uploaded .xlsx read at arm's length, templates with drop-down lists, lists to take away."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import UploadedFile

from jieneng.core.files.apart import Room, Stopped, apart
from jieneng.core.orgs.columns import Column, Sheet
from jieneng.ui.refusals import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_BYTES, _MOST_UNPACKED, _MOST_MEMBERS = 10 * 1024 * 1024, 100 * 1024 * 1024, 2_000
_ROOM = Room(memory_mb=768, cpu_seconds=15, wall_seconds=20)  # thousands of rows take their time
_TASK = "jieneng.core.files.sheet_child:read"
_UNSAFE = ("vbaproject", "externallinks/", "embeddings/", "activex/")
_TEMPLATE_ROWS = 5_000  # rows of the template that have drop-down lists

# Text stays text: a name that begins with = is never a formula, an address never a link, digits never a number.
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def read_sheets(file: UploadedFile) -> list[Sheet]:
    """The sheets of an uploaded workbook: of each its rows that are not empty, as (number, cells as text).

    Raises Refused: too-large, wrong-type, unsafe-file, sheet-unreadable.
    """
    name = str(file.name)[:100]
    if (file.size or 0) > _MOST_BYTES:
        raise Refused("too-large", name=name, limit="10 MB")
    data = file.read()
    _require_sane(data, name)
    return [[(no, cells) for no, cells in sheet] for sheet in _read_apart(data, name)]


def _require_sane(data: bytes, name: str) -> None:
    """Look at the archive's list of contents only; nothing is unpacked here."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise Refused("wrong-type", name=name, allowed="xlsx") from broken
    names = [member.filename.lower() for member in members]
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise Refused("sheet-unreadable", name=name)
    if any(part in member for member in names for part in _UNSAFE):
        raise Refused("unsafe-file", name=name)
    if "xl/workbook.xml" not in names:
        raise Refused("wrong-type", name=name, allowed="xlsx")


def _read_apart(data: bytes, name: str) -> Any:
    try:
        return apart(_TASK, data, room=_ROOM)
    except Stopped as failed:
        raise Refused("sheet-unreadable", name=name) from failed


def template(title: str, columns: Sequence[Column], notes: Iterable[str]) -> bytes:
    """An empty workbook to fill in: 填表说明, and a sheet with the head and drop-down lists."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e3efec", "border": 1})
        text = book.add_format({"num_format": "@"})
        _write_notes(book.add_worksheet("填表说明"), title, columns, notes, bold)
        sheet, lists = book.add_worksheet(title), book.add_worksheet("选项")
        lists.hide()
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, text)
            sheet.write_string(0, at, column.label, bold)
            if column.choices:
                _offer(sheet, lists, at, column)
        sheet.freeze_panes(1, 1)
        sheet.activate()
    return out.getvalue()


def _write_notes(sheet: Any, title: str, columns: Sequence[Column], notes: Iterable[str], bold: Any) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, title, bold)
    row = 1
    for note in notes:
        sheet.write_string(row, 1, note)
        row += 1
    for row, column in enumerate(columns, start=row + 1):  # noqa: B020 - goes on below the notes
        sheet.write_string(row, 0, column.label, bold)
        sheet.write_string(row, 1, column.help + (f"可选：{'、'.join(column.choices)}。" if column.choices else ""))


def _offer(sheet: Any, lists: Any, at: int, column: Column) -> None:
    for row, choice in enumerate(column.choices):
        lists.write_string(row, at, choice)
    letter = xlsxwriter.utility.xl_col_to_name(at)
    source = f"=选项!${letter}$1:${letter}${len(column.choices)}"
    sheet.data_validation(
        1, at, _TEMPLATE_ROWS, at, {"validate": "list", "source": source, "error_type": "information"}
    )


def listing(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A list to take away. Text is written as text, so that no name becomes a formula in somebody's office program."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**_PLAIN, "constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e3efec", "border": 1})
        sheet = book.add_worksheet(title[:31])
        for at, label in enumerate(head):
            sheet.set_column(at, at, max(12, len(label) * 2))
            sheet.write_string(0, at, label, bold)
        for no, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                _write(sheet, no, at, cell)
    return out.getvalue()


def given_back(title: str, rows: Iterable[tuple[int, Sequence[str]]]) -> bytes:
    """Rows as they were read, each at its number, with what is to be mended in the last cell of each."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        wrong = book.add_format({"bg_color": "#fdeee6", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(title)
        for no, cells in rows:
            for at, cell in enumerate(cells):
                if cell:
                    sheet.write_string(no - 1, at, cell, wrong if at == len(cells) - 1 else None)
            last = len(cells) - 1
        sheet.set_column(0, last - 1, 18)
        sheet.set_column(last, last, 60)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, str(cell))
