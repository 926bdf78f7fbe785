"""A sheet as people make it: the head found by what it says and not by where it stands, cells as tidy text."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jieneng.core.orgs.particulars import tidy
from jieneng.ui.refusals import Problem, Refused

_HEAD_WITHIN = 20  # rows; above the head stand titles and notes
TO_MEND = "需改正"  # the last column of a sheet that was given back, see marked()
_IGNORED = {"序号", "备注", TO_MEND, ""}
_EDGES = "*＊:：（）必填选可"


@dataclass(frozen=True)
class Column:
    """One column of a template. `names`: other heads for it; `choices`: its drop-down list.

    `is_prose`: what is written there is read by people and stays as it was typed, full-width signs included.
    """

    key: str
    label: str
    names: tuple[str, ...] = ()
    required: bool = False  # the column must be there; whether a cell may be empty is the reader's question
    help: str = ""
    choices: tuple[str, ...] = ()
    width: int = 16
    is_prose: bool = False


@dataclass(frozen=True)
class Line:
    """One filled row: its number in the sheet, and its cells as text by column key ("" where empty)."""

    no: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


Sheet = Sequence[tuple[int, Sequence[str]]]  # rows that are not empty: number and cells


def read_table(sheets: Iterable[Sheet], columns: Sequence[Column], *, most: int) -> Table:
    """The rows under the first head that fits, in any of the sheets.

    Raises Refused "sheet-empty" or "sheet-too-many-rows"; a column that is missing or unknown is a problem of the head.
    """
    sheet, at, places = _headed(sheets, columns)
    no, cells = sheet[at]
    return _under(sheet[at + 1 :], places, columns, most, _wrong_head(no, cells, places, columns))


def marked(
    sheets: Iterable[Sheet], columns: Sequence[Column], problems: Iterable[Problem]
) -> list[tuple[int, list[str]]]:
    """The rows that were read, numbered as they were, with a last column that says what is wrong with each.

    Rows without a problem have an empty last cell; problems of no row stand beside the head. A column of that name
    which was there before is left out.
    """
    sheet, at, _ = _headed(sheets, columns)
    head_no, head = sheet[at]
    kept = [n for n in range(max(len(cells) for _, cells in sheet)) if n >= len(head) or _plain(head[n]) != TO_MEND]
    said: dict[int, str] = {head_no: TO_MEND}
    for problem in problems:
        no = problem.row or head_no
        said[no] = said.get(no, "") + problem.sentence + problem.next_step
    return [(no, [*(cells[n] if n < len(cells) else "" for n in kept), said.get(no, "")]) for no, cells in sheet]


def _headed(sheets: Iterable[Sheet], columns: Sequence[Column]) -> tuple[Sheet, int, dict[str, int]]:
    """The first sheet with a head that fits: the sheet, at which of its rows, and where each column stands."""
    for sheet in sheets:
        for at, (_, cells) in enumerate(sheet[:_HEAD_WITHIN]):
            places = _places(cells, columns)
            if len(places) > 1 or len(columns) == len(places):
                return sheet, at, places
    raise Refused("sheet-empty")


def _places(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands, by its key."""
    by_name = {_plain(name): column.key for column in columns for name in (column.label, *column.names)}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        key = by_name.get(_plain(cell))
        if key:
            found.setdefault(key, at)
    return found


def _wrong_head(no: int, cells: Sequence[str], places: dict[str, int], columns: Sequence[Column]) -> list[Problem]:
    missing = [column for column in columns if column.required and column.key not in places]
    strange = [cell for at, cell in enumerate(cells) if at not in places.values() and _plain(cell) not in _IGNORED]
    problems = [Problem(no, column.label, "sheet-missing-column", {"column": column.label}) for column in missing]
    return problems + [Problem(no, cell, "sheet-unknown-column", {"column": cell}) for cell in strange]


def _under(rows: Sheet, places: dict[str, int], columns: Sequence[Column], most: int, problems: list[Problem]) -> Table:
    lines, prose = [], {column.key for column in columns if column.is_prose}
    for no, cells in rows:
        told = {key: cells[at] for key, at in places.items() if at < len(cells)}
        read = {key: cell.strip() if key in prose else tidy_cell(cell) for key, cell in told.items()}
        if any(read.values()):
            lines.append(Line(no, read))
    if not lines:
        raise Refused("sheet-empty")
    if len(lines) > most:
        raise Refused("sheet-too-many-rows", n=len(lines), limit=most)
    return Table(lines, problems)


def tidy_cell(text: str) -> str:
    """Half-width letters and digits, no blanks at the ends."""
    return unicodedata.normalize("NFKC", text).strip()


def _plain(cell: str) -> str:
    """A head without what people add to it: ＊, （必填）, blanks."""
    return tidy(cell).strip(_EDGES)
