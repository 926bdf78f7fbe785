"""Answer a warning with one click: the chosen value goes into every row whose places the warning names.

What a choice does follows from its value: a day or a text replaces the one adopted so far, a year moves every day of
the adopted year, "confirm" and "keep" tick the rows, "merge" makes one activity of two.
"""

from copy import deepcopy
from datetime import date
from typing import Any

from jieneng.apps.notices.reading.decisions import Decisions, touches
from jieneng.apps.notices.reading.rows import OK, OUT, Line, lines

Row = dict[str, Any]


def answer(reading: dict[str, Any], decisions: Decisions, warning_no: int, choice: int) -> Decisions:
    """The decisions after one warning was answered. Raises IndexError for a warning or a choice there is not."""
    warning = reading["warnings"][warning_no]
    adopted, chosen = warning["suggestions"][0][1], warning["suggestions"][choice][1]
    answered = deepcopy(decisions)
    touched = [line for line in lines(reading) if touches(line, warning["spans"])]
    rows = [answered["rows"][line.key] for line in touched]
    if isinstance(chosen, int):
        _move_year(answered, reading, adopted, chosen)
    elif chosen == "merge":
        _merge([line for line in touched if line.group == "activities"], answered)
    elif chosen not in ("confirm", "keep"):
        _replace(rows, adopted, chosen)
    for row in rows:
        if row["state"] != OUT:
            row["state"] = OK if any(row["value"].values()) else row["state"]
    answered["answers"][str(warning_no)] = choice
    return answered


def _replace(rows: list[Row], adopted: str, chosen: str) -> None:
    for row in rows:
        row["value"] = {name: chosen if text == adopted else text for name, text in row["value"].items()}


def _move_year(decisions: Decisions, reading: dict[str, Any], adopted: int, chosen: int) -> None:
    decisions["rows"]["year"] = {"state": OK, "value": {"year": str(chosen)}}
    for line in lines(reading):
        days = [name for name, kind in line.inputs.items() if kind == "date"]
        row = decisions["rows"][line.key]
        for name in days:
            row["value"][name] = _in_year(row["value"][name], adopted, chosen)


def _in_year(day: str, adopted: int, chosen: int) -> str:
    if not day.startswith(f"{adopted}-"):
        return day
    try:
        return date.fromisoformat(day).replace(year=chosen).isoformat()
    except ValueError:  # the 29th of February
        return day


def _merge(activities: list[Line], decisions: Decisions) -> None:
    """The first activity takes the names of the others, which are left out."""
    rows = [decisions["rows"][line.key] for line in activities]
    if len(rows) < 2:
        return
    rows[0]["value"]["title"] = "、".join(row["value"]["title"] for row in rows)[:120]
    for row in rows[1:]:
        row["state"] = OUT
