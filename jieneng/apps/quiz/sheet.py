"""The bank as a sheet: its columns, reading one with all that is wrong in it, writing one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jieneng.apps.quiz.actions.bank import Said
from jieneng.apps.quiz.forms import checked
from jieneng.apps.quiz.models import Question
from jieneng.apps.quiz.models.bank import DIFFICULTIES, KINDS, TOPICS
from jieneng.core.orgs.columns import Column, Line, Sheet, read_table
from jieneng.engine.quizzes.papers import LETTERS
from jieneng.ui.refusals import Problem

_OPTIONS = "从选项A起连续填写；判断题不填。"
MOST_ROWS = 2_000
_LABELS: dict[str, dict[str, Any]] = {
    "topic": {label: code for code, label in TOPICS},
    "difficulty": {label: code for code, label in DIFFICULTIES},
    "kind": {label: code for code, label in KINDS},
}
_LONGEST = {"code": 40, "text": 500, "explanation": 500, "source": 300}
_WORDS = {"A": "正确", "B": "错误"}


@dataclass(frozen=True)
class Reading:
    """What a sheet holds, and everything that is wrong in it."""

    rows: list[Said]
    problems: list[Problem]


def columns() -> list[Column]:
    return [
        Column("code", "编号", help="本单位已有试题的编号；填了就作为它的新版本，留空为新题。", width=20),
        Column("topic", "主题", required=True, choices=tuple(_LABELS["topic"])),
        Column("difficulty", "难度", required=True, choices=tuple(_LABELS["difficulty"])),
        Column("kind", "题型", required=True, choices=tuple(_LABELS["kind"])),
        Column("text", "题目", required=True, help="500字以内。", width=60, is_prose=True),
        *(Column(letter, f"选项{letter}", help=_OPTIONS, width=24, is_prose=True) for letter in LETTERS),
        Column("right", "答案", required=True, help="选项字母，多选题连写如“ACD”；判断题填“正确”或者“错误”。"),
        Column("explanation", "解析", required=True, help="500字以内。", width=60, is_prose=True),
        Column("source", "依据", required=True, help="文件名称、年份和条款。", width=40, is_prose=True),
    ]


def read(sheets: Iterable[Sheet]) -> Reading:
    """Every question of the sheet, or every reason why one is none. Raises Refused for an empty or too long sheet."""
    table = read_table(sheets, columns(), most=MOST_ROWS)
    problems, rows = list(table.problems), []
    labels = {column.key: column.label for column in columns()}
    for line in table.lines:
        wrong = list(_wrong(line, labels))
        problems += wrong
        if not wrong:
            rows.append(_said(line))
    seen: dict[str, int] = {}
    for line in table.lines:
        if (text := line["text"]) and text in seen:
            problems.append(Problem(line.no, "题目", "quiz-question-twice", {"which": f"第{seen[text]}行"}))
        seen.setdefault(text, line.no)
    return Reading(rows, sorted(problems, key=lambda one: one.row or 0))


def rows_of(questions: Iterable[Question]) -> Iterable[Sequence[Any]]:
    """The bank as rows under `columns`."""
    for one in questions:
        is_statement = one.kind == "true_false"
        options = [] if is_statement else list(one.options)
        yield [
            one.code,
            one.get_topic_display(),
            one.get_difficulty_display(),
            one.get_kind_display(),
            one.text,
            *(options + [""] * len(LETTERS))[: len(LETTERS)],
            _WORDS[one.right] if is_statement else one.right,
            one.explanation,
            one.source,
        ]


def _wrong(line: Line, labels: dict[str, str]) -> Iterable[Problem]:
    for key, known in _LABELS.items():
        if line[key] not in known:
            said = {"allowed": "、".join(known), "value": line[key]}
            yield Problem(line.no, labels[key], "quiz-sheet-choice", said)
    for key in ("text", "explanation", "source"):
        if not line[key]:
            yield Problem(line.no, labels[key], "sheet-missing")
    for key, longest in _LONGEST.items():
        if len(line[key]) > longest:
            yield Problem(line.no, labels[key], "too-long", {"n": len(line[key]), "limit": longest})
    if line["kind"] in _LABELS["kind"]:
        faults = checked(_LABELS["kind"][line["kind"]], _options(line), line["right"])[2]
        for name, _ in faults:
            code = "quiz-sheet-options" if name == "options" else "quiz-sheet-right"
            label = "选项A" if name == "options" else "答案"
            yield Problem(line.no, label, code, {"value": line["right"]})


def _options(line: Line) -> list[str]:
    return [line[letter] for letter in LETTERS if line[letter]]


def _said(line: Line) -> Said:
    kind = _LABELS["kind"][line["kind"]]
    options, right, _ = checked(kind, _options(line), line["right"])
    return Said(
        topic=_LABELS["topic"][line["topic"]],
        difficulty=_LABELS["difficulty"][line["difficulty"]],
        kind=kind,
        text=line["text"],
        options=options,
        right=right,
        explanation=line["explanation"],
        source=line["source"],
        code=line["code"],
    )
