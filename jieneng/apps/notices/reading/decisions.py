"""What people decide about a reading: each value kept, corrected or left out, and which warning was answered how.

Stored as {"rows": {key: {"state", "value": {component: text}}}, "answers": {number: choice}, "adopted": bool,
"added": {name: [record]}}.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from jieneng.apps.notices.reading.added import added_of, with_added
from jieneng.apps.notices.reading.rows import LONGEST, OK, OPEN, OPTIONS, OUT, REQUIRED, Line, lines

Decisions = dict[str, Any]


def first_decisions(reading: dict[str, Any]) -> Decisions:
    """Before anyone has looked: what is certain and undisputed is ticked, all else is open."""
    disputed = [tuple(span) for warning in reading["warnings"] for span in warning["spans"]]
    rows = {line.key: {"state": _first_state(line, disputed), "value": dict(line.values)} for line in lines(reading)}
    return {"rows": rows, "answers": {}, "adopted": True, "added": {}}


def _first_state(line: Line, disputed: list[tuple[int, ...]]) -> str:
    certain = line.confidence == "high" and not line.repaired and any(line.values.values())
    return OK if certain and not touches(line, disputed) else OPEN


def completed(reading: dict[str, Any], decisions: Decisions) -> Decisions:
    """Decisions with a row for every line and each of its inputs, also for what an earlier version did not show."""
    kept = decisions["rows"]
    rows = {
        key: kept[key] | {"value": first["value"] | kept[key]["value"]} if key in kept else first
        for key, first in first_decisions(with_added(reading, decisions))["rows"].items()
    }
    return decisions | {"rows": kept | rows}


def touches(line: Line, spans: list[Any]) -> bool:
    """Whether any place of the line overlaps any of the spans."""
    return any(start < there[1] and there[0] < end for start, end in line.spans for there in spans)


def posted(reading: dict[str, Any], before: Decisions, data: Any) -> tuple[Decisions, dict[str, str]]:
    """The decisions as a form sent them, and what is wrong with them by row. What was not sent stays as it was."""
    added, fresh = added_of(reading, before, data)
    ticked, left_out = {*data.getlist("ok"), *fresh}, set(data.getlist("out"))
    rows, problems = {}, {}
    for line in lines(with_added(reading, {"added": added})):
        kept = before["rows"].get(line.key)
        value = _posted_value(line, kept["value"] if kept else line.values, data)
        state = OUT if line.key in left_out else OK if line.key in ticked else OPEN
        rows[line.key] = {"state": state, "value": value}
        problem = "" if state == OUT else problem_of(line, value, required=state == OK)
        if problem:
            problems[line.key] = problem
    adopted = "adopted" in data if "proposed" in data else before["adopted"]  # asked only once there is a day
    return {"rows": rows, "answers": dict(before["answers"]), "adopted": adopted, "added": added}, problems


def _posted_value(line: Line, before: Mapping[str, str], data: Any) -> dict[str, str]:
    sent = {component: data.get(f"{line.key}.{component}") for component in line.inputs}
    return {
        component: before[component] if text is None else text.strip()[:LONGEST] for component, text in sent.items()
    }


def problem_of(line: Line, value: Mapping[str, str], *, required: bool) -> str:
    """What is wrong with a row in one sentence, or nothing."""
    for component, text in value.items():
        if text and not _fits(text, line.inputs[component]):
            return f"“{text}”不能识别，请重新填写。"
    if required and line.key in REQUIRED and not all(value.values()):
        return "请填写。"
    return _order_problem(value)


def _order_problem(value: Mapping[str, str]) -> str:
    for first, last in (("start", "end"), ("start_date", "end_date")):
        if value.get(first) and value.get(last) and value[last] < value[first]:
            return "结束日期早于开始日期。"
    return ""


def _fits(text: str, kind: str) -> bool:
    if kind in OPTIONS:
        return text in dict(OPTIONS[kind])
    try:
        if kind == "date":
            date.fromisoformat(text)
        elif kind == "time":
            time.fromisoformat(text)
        elif kind == "year":
            return 1990 <= int(text) <= 2100
        elif kind == "decimal":
            return Decimal(text) >= 0
    except (ValueError, InvalidOperation):
        return False
    return True


def n_open(decisions: Decisions) -> int:
    """How many rows nobody has confirmed or left out yet."""
    return sum(1 for row in decisions["rows"].values() if row["state"] == OPEN)
