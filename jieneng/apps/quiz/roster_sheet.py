"""A roster as a sheet: its columns, and reading one with all that is wrong in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from jieneng.apps.quiz.actions.roster import Listed
from jieneng.apps.quiz.marks import plain_name, plain_phone
from jieneng.core.orgs.columns import Column, Line, Sheet, read_table
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Problem

MOST_ROWS = 5_000
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Reading:
    """Whom a sheet names, and everything that is wrong in it."""

    people: list[Listed]
    problems: list[Problem]


def columns() -> list[Column]:
    return [
        Column("organization", "单位", names=("单位名称",), help="所辖单位的全称；本单位的可不填。", width=30),
        Column(
            "name", "姓名", required=True, help="同一单位有同名的，在姓名后加注区别，如“张三（财务科）”，本人照此填写。"
        ),
        Column("phone", "电话", names=("手机", "手机号", "联系电话"), help="可不填；填了，本人也可以用电话核对。"),
    ]


def read(acting: Organization, sheets: Iterable[Sheet]) -> Reading:
    """Everybody in the sheet, or every reason why a row names nobody. Raises Refused for an empty or too long sheet."""
    table = read_table(sheets, columns(), most=MOST_ROWS)
    known = _organizations(acting, {line["organization"] for line in table.lines if line["organization"]})
    problems, people = list(table.problems), []
    seen: dict[tuple[int, str], int] = {}
    for line in table.lines:
        listed, wrong = _listed(line, acting, known)
        if listed is not None:
            wrong += _twice(line, listed, seen)
            people.append(listed)
        problems += wrong
    return Reading(people, sorted(problems, key=lambda one: one.row or 0))


def _listed(
    line: Line, acting: Organization, known: dict[str, list[Organization]]
) -> tuple[Listed | None, list[Problem]]:
    wrong, said = [], line["organization"]
    of = known.get(said, []) if said else [acting]
    if len(of) != 1:
        code = "quiz-roster-namesakes" if of else "quiz-roster-unit"
        wrong.append(Problem(line.no, "单位", code, {"value": said}))
    if not plain_name(line["name"]):
        wrong.append(Problem(line.no, "姓名", "sheet-missing"))
    elif len(line["name"]) > _LONGEST_NAME:
        wrong.append(Problem(line.no, "姓名", "too-long", {"n": len(line["name"]), "limit": _LONGEST_NAME}))
    elif plain_phone(line["name"]):
        wrong.append(Problem(line.no, "姓名", "quiz-roster-name"))
    if line["phone"] and not plain_phone(line["phone"]):
        wrong.append(Problem(line.no, "电话", "quiz-roster-phone"))
    return (None if wrong else Listed(of[0], line["name"], line["phone"])), wrong


def _twice(line: Line, one: Listed, seen: dict[tuple[int, str], int]) -> list[Problem]:
    """The same name or number a second time at one organisation."""
    wrong = []
    for label, plain in (("姓名", plain_name(one.name)), ("电话", plain_phone(one.phone))):
        if plain and (before := seen.setdefault((one.organization.pk, plain), line.no)) != line.no:
            wrong.append(Problem(line.no, label, "quiz-roster-twice", {"which": f"第{before}行"}))
    return wrong


def _organizations(acting: Organization, names: set[str]) -> dict[str, list[Organization]]:
    found: dict[str, list[Organization]] = {}
    for one in Organization.objects.open().within(acting).filter(name__in=names):
        found.setdefault(one.name, []).append(one)
    return found
