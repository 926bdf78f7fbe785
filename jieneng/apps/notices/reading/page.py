"""The reader's page as the template needs it: warnings with answers, the marked source, the draft in its groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jieneng.apps.notices.reading.added import missed
from jieneng.apps.notices.reading.decisions import Decisions
from jieneng.apps.notices.reading.phones import without_phones
from jieneng.apps.notices.reading.rows import (
    GROUPS,
    LABELS,
    LOOKS,
    OK,
    OPEN,
    OPTIONS,
    OUT,
    Inputs,
    Line,
    asked_of,
    lines,
    way_of,
)
from jieneng.apps.notices.reading.shown import shown
from jieneng.apps.notices.reading.source import Mark, Paragraph, marks_of, number_of, numbers_at, paragraphs

TITLES = {
    "weekday": "星期不符",
    "year": "年份不一",
    "deadline-early": "期限偏早",
    "slogan": "主题不一",
    "same-slot": "同时同地",
    "ambiguous-date": "日期两读",
    "repaired-date": "补全日期",
    "no-due-day": "缺截止日",
    "implausible-count": "数量存疑",
    "day-outside-week": "日期不符",
    "old-slogan": "往年主题",
}
HARD = frozenset({"weekday", "year", "slogan", "old-slogan", "ambiguous-date"})  # contradictions; the others ask
SURE = {"high": ("高", ""), "medium": ("中", "mid"), "low": ("低", "low")}


@dataclass(frozen=True)
class Choice:
    label: str
    value: str
    is_taken: bool


@dataclass(frozen=True)
class Notice:
    """A warning as it is shown: its title, sentence, where to look, and what can be chosen."""

    title: str
    tone: str
    sentence: str
    numbers: tuple[int, ...]
    choices: tuple[Choice, ...]
    taken: str


@dataclass(frozen=True)
class Input:
    name: str
    label: str
    type: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of the draft; its inputs stand open while it is doubtful, else behind 改."""

    key: str
    label: str
    under: str
    said: str
    inputs: tuple[Input, ...]
    number: int | None
    sure: str
    css: str
    note: str
    problem: str
    is_ok: bool
    is_out: bool
    is_wide_open: bool
    is_added: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return not (self.is_ok or self.is_out)


@dataclass(frozen=True)
class Group:
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Blank:
    """What can be added of one sort where the reader has missed it."""

    label: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class ReaderPage:
    warnings: tuple[Notice, ...]
    source: tuple[Paragraph, ...]
    groups: tuple[Group, ...]
    n_rows: int
    n_ok: int
    n_open: int
    legend: tuple[tuple[str, str], ...]
    blanks: tuple[Blank, ...]
    has_junk: bool = field(default=False)


def reader_page(
    text: str, reading: dict[str, Any], decisions: Decisions, problems: Mapping[str, str], *, is_checked: bool = False
) -> ReaderPage:
    """Everything the page shows of one reading. Once it is checked, nobody can dial what stands in it."""
    if is_checked:
        text, reading, decisions = without_phones(text, reading, decisions)
    found = list(lines(reading))
    doubts = [(a, b) for warning in reading["warnings"] for a, b in warning["spans"]]
    marks = marks_of(found, doubts)
    rows = {line.key: _row(line, decisions["rows"][line.key], marks, problems.get(line.key, "")) for line in found}
    groups = [Group(label, tuple(rows[line.key] for line in found if line.group == code)) for code, label in GROUPS]
    states = [row["state"] for row in decisions["rows"].values()]
    return ReaderPage(
        warnings=tuple(_warning(n, each, marks, decisions) for n, each in enumerate(reading["warnings"])),
        source=tuple(_source(text, reading, marks)),
        groups=tuple(group for group in groups if group.rows),
        n_rows=len(states),
        n_ok=states.count(OK),
        n_open=states.count(OPEN),
        legend=tuple(look for look in LOOKS.items() if any(mark.css.startswith(look[0]) for mark in marks)),
        blanks=tuple(_blank(name, label, inputs) for name, (label, inputs) in missed(reading).items()),
        has_junk=bool(reading["furniture"]),
    )


def _source(text: str, reading: dict[str, Any], marks: list[Mark]) -> list[Paragraph]:
    return paragraphs(
        text,
        marks,
        title=_place(reading, "title"),
        number=_place(reading, "doc_no"),
        signed=_place(reading, "written_date"),
        junk=[(a, b) for a, b in reading["furniture"]],
    )


def _place(reading: dict[str, Any], name: str) -> tuple[int, int]:
    spans = reading[name]["spans"] if reading[name] else []
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _warning(n: int, warning: dict[str, Any], marks: list[Mark], decisions: Decisions) -> Notice:
    taken = decisions["answers"].get(str(n))
    labels = [label for label, _ in warning["suggestions"]]
    choices = tuple(Choice(label, f"{n}:{k}", k == taken) for k, label in enumerate(labels))
    tone = "info" if taken is not None else "hard" if warning["code"] in HARD else ""
    numbers = tuple(numbers_at(marks, [(a, b) for a, b in warning["spans"]])[:6])
    said = labels[taken] if taken is not None and taken < len(labels) else ""
    return Notice(TITLES.get(warning["code"], "请核对"), tone, warning["sentence"], numbers, choices, said)


def _row(line: Line, row: Mapping[str, Any], marks: list[Mark], problem: str) -> Row:
    value, state = row["value"], row["state"]
    sure, css = SURE.get(line.confidence, SURE["low"])
    sure = "补" if line.is_added else sure
    changed = value != line.values
    return Row(
        key=line.key,
        label=value.get("title") or line.label if line.group == "activities" else line.label,
        under=_under(line, value),
        said=shown(line, value),
        inputs=_inputs(line.key, line.inputs, value),
        number=number_of(marks, line),
        sure="改" if changed else sure,
        css="" if changed else css,
        note=_note(line, value, state, changed),
        problem=problem,
        is_ok=state == OK,
        is_out=state == OUT,
        is_wide_open=bool(problem) or (state == OPEN and (line.confidence == "low" or not any(value.values()))),
        is_added=line.is_added,
    )


def _under(line: Line, value: Mapping[str, str]) -> str:
    """The small line: what is counted of an activity, who hands in to whom."""
    if "kind" in value:
        return asked_of(value["kind"])
    return way_of(value) if "what" in value else line.under


def _as_read(line: Line, value: Mapping[str, str]) -> str:
    """What the machine had read, where a person chose otherwise."""
    read = shown(line, line.values)
    if read == shown(line, value):
        read = line.values.get("title") or line.values.get("what") or ""
    return f"原读作：{read}" if read else ""


def _note(line: Line, value: Mapping[str, str], state: str, changed: bool) -> str:
    """Why to look twice: what was read otherwise, put back, or is doubtful."""
    if line.is_added:
        return "人工补充"
    if changed:
        return _as_read(line, value)
    said = [line.note] if line.note else []
    if line.repaired and "补全" not in line.note:
        said.append("原文有缺字，已补全")
    if line.confidence == "low" and state == OPEN and "请" not in line.note:
        said.append("把握低，请核对")
    return "；".join(said)


def _blank(name: str, label: str, inputs: Inputs) -> Blank:
    return Blank(label, _inputs(f"{name}-new", inputs, dict.fromkeys(inputs, "")))


def _inputs(key: str, inputs: Inputs, value: Mapping[str, str]) -> tuple[Input, ...]:
    return tuple(_input(key, name, kind, value[name]) for name, kind in inputs.items())


def _input(key: str, name: str, kind: str, value: str) -> Input:
    html = "select" if kind in OPTIONS else {"year": "number", "decimal": "number"}.get(kind, kind)
    return Input(f"{key}.{name}", LABELS[name], html, value, OPTIONS.get(kind, ()))
