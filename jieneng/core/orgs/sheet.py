"""The organisation tree from a sheet: every row checked, all that is wrong said at once, nothing written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jieneng.core import paths
from jieneng.core.orgs.bulk import NewOrganization
from jieneng.core.orgs.columns import Column, Line, Sheet, read_table
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT
from jieneng.core.orgs.particulars import tidy, tidy_code
from jieneng.engine.codes import check_credit_code
from jieneng.rulebook import Term, organization_terms, regions
from jieneng.ui.refusals import Problem

MOST_ROWS = 5_000
_LONGEST_NAME = 100


def columns() -> list[Column]:
    """The columns of the sheet, with the drop-down lists of the rulebook."""
    terms = organization_terms()
    parent_help = "上级单位全称，可以是前面各行的单位，也可以是系统中已有的单位；留空为本级。"
    category_help = "公共机构必填；主管部门留空为国家机关。"
    code_names = ("信用代码", "社会信用代码")
    region_names = ("行政区划代码", "区划", "区划代码", "所在地")
    return [
        Column("name", "单位名称", ("名称", "单位全称", "单位", "机构名称"), True, "单位全称，必填。", width=32),
        Column("parent", "上级单位", ("上级", "上级单位名称", "主管单位", "所属单位"), False, parent_help, width=32),
        Column("kind", "性质", ("单位性质", "单位类型", "类型"), False, "留空为公共机构。", _labels(terms.kinds), 20),
        Column("level", "级别", ("层级", "单位级别", "行政级别"), True, "必填。", _labels(terms.levels), 10),
        Column("category", "类别", ("单位类别", "分类"), False, category_help, _labels(terms.categories), 12),
        Column("affiliation", "隶属", ("隶属关系",), False, "留空时与级别一致。", _labels(terms.affiliations), 10),
        Column("region", "行政区划", region_names, False, "六位代码或者规范名称，可不填。", width=14),
        Column("code", "统一社会信用代码", code_names, False, "18 位，可不填。", width=24),
    ]


@dataclass
class Reading:
    """What a sheet would make: the rows, or everything that is wrong with them."""

    rows: list[NewOrganization] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)  # the name of each row's parent, for the preview
    problems: list[Problem] = field(default_factory=list)


def read(sheets: Iterable[Sheet], root: Organization) -> Reading:
    """Check every row of a sheet for a load below `root`. Three queries, however many rows."""
    table = read_table(sheets, columns(), most=MOST_ROWS)
    reader = _Reader(root, table.lines)
    reader.result.problems += table.problems
    if not table.problems:
        for line in table.lines:
            reader.take(line)
    return reader.result


@dataclass(frozen=True)
class _Node:
    """A possible parent: an earlier row (its index) or an organisation that exists."""

    name: str
    is_unit: bool
    parent: "int | Organization"


class _Reader:
    def __init__(self, root: Organization, lines: list[Line]) -> None:
        self.root, self.result = root, Reading()
        self.above: dict[str, list[_Node]] = {tidy(root.name): [_Node(root.name, root.is_unit, root)]}
        self.standing: set[tuple[str, str]] = set()  # path of the parent, name
        self.line_of: dict[tuple[Any, str], int] = {}
        self.line_of_code: dict[str, int] = {}
        self._look_up(lines)

    def _look_up(self, lines: list[Line]) -> None:
        said = {line["name"] for line in lines} | {line["parent"] for line in lines}
        names = {form for name in said if name for form in (name, tidy(name))}
        for one in Organization.objects.open().within(self.root).filter(name__in=names).exclude(pk=self.root.pk):
            self.above.setdefault(tidy(one.name), []).append(_Node(one.name, one.is_unit, one))
            self.standing.add((paths.parent(one.path), tidy(one.name)))
        self.standing.add((self.root.path, tidy(self.root.name)))  # the root as its own child is a slip of the pen
        codes = {tidy_code(line["code"]) for line in lines if line["code"]}
        taken = Organization.objects.filter(credit_code__in=codes)
        self.owner_of = dict(taken.values_list("credit_code", "name"))

    def take(self, line: Line) -> None:
        """Check one row. A row with mistakes still counts as a parent, so that one mistake is said once."""
        name, parent, kind = self._name(line), self._parent(line), self._kind(line)
        level = self._term(line, "level", "sheet-unknown-level")
        category = self._category(line, kind)
        affiliation = self._affiliation(line, level)
        region, code = self._region(line), self._code(line)
        if name and parent:
            self._unlike_others(line, name, parent)
        index = len(self.result.rows)
        above = parent.parent if parent and parent.parent != self.root else None
        self.result.rows.append(NewOrganization(name, kind, level, category, affiliation, region, code, above))
        self.result.parents.append(parent.name if parent else "")
        if name and not self._stands(name, parent):
            self.above.setdefault(tidy(name), []).append(_Node(name, kind == UNIT, index))

    def _say(self, line: Line, key: str, code: str, **facts: Any) -> None:
        label = next(column.label for column in columns() if column.key == key)
        self.result.problems.append(Problem(line.no, label, code, {"value": line[key], **facts}))

    def _name(self, line: Line) -> str:
        name = tidy(line["name"])
        if not name:
            self._say(line, "name", "sheet-missing-name")
        elif len(name) > _LONGEST_NAME:
            self._say(line, "name", "form-text-too-long", n=len(name), limit=_LONGEST_NAME)
        return name

    def _parent(self, line: Line) -> _Node | None:
        wanted = tidy(line["parent"]) or tidy(self.root.name)
        found = self.above.get(wanted, [])
        if wanted == tidy(line["name"]) and not found:
            self._say(line, "parent", "sheet-parent-is-itself")
        elif not found:
            self._say(line, "parent", "sheet-parent-not-found")
        elif len(found) > 1:
            self._say(line, "parent", "sheet-parent-ambiguous", n=len(found))
        elif found[0].is_unit:
            self._say(line, "parent", "sheet-parent-is-unit")
        else:
            return found[0]
        return None

    def _stands(self, name: str, parent: _Node | None) -> bool:
        """Whether the register has this name under this parent already."""
        return parent is not None and not isinstance(parent.parent, int) and (parent.parent.path, name) in self.standing

    def _unlike_others(self, line: Line, name: str, parent: _Node) -> None:
        """The same name twice under the same parent is most often the same organisation twice."""
        key = (parent.parent if isinstance(parent.parent, int) else parent.parent.path, name)
        if self._stands(name, parent):
            self._say(line, "name", "sheet-name-exists")
        elif key in self.line_of:
            self._say(line, "name", "sheet-duplicate-name", other=self.line_of[key])
        self.line_of.setdefault(key, line.no)

    def _kind(self, line: Line) -> str:
        return self._term(line, "kind", "sheet-unknown-kind") if line["kind"] else UNIT

    def _category(self, line: Line, kind: str) -> str:
        if not line["category"] and kind and kind != UNIT:
            return "organ"
        return self._term(line, "category", "sheet-unknown-category")

    def _affiliation(self, line: Line, level: str) -> str:
        if not line["affiliation"]:
            return "central" if level == "state" else level
        return self._term(line, "affiliation", "sheet-unknown-affiliation")

    def _term(self, line: Line, key: str, code: str) -> str:
        if not line[key]:
            self._say(line, key, "sheet-missing")
            return ""
        found = _code_of(line[key], _terms(key))
        if not found:
            self._say(line, key, code)
        return found

    def _region(self, line: Line) -> str | None:
        said = tidy(line["region"])
        if not said or said in regions():
            return said or None
        found = [code for code, name in regions().items() if name == said]
        near = [code for code in found if code.startswith((self.root.region_id or "").rstrip("0"))]
        if len(found) != 1 and len(near) != 1:
            self._say(line, "region", "sheet-bad-region")
            return None
        return found[0] if len(found) == 1 else near[0]

    def _code(self, line: Line) -> str | None:
        code = tidy_code(line["code"])
        if not code:
            return None
        if check_credit_code(code) is not None:
            self._say(line, "code", "sheet-bad-credit-code")
        elif code in self.owner_of:
            self._say(line, "code", "sheet-code-taken", owner=self.owner_of[code])
        elif code in self.line_of_code:
            self._say(line, "code", "sheet-duplicate-code", other=self.line_of_code[code])
        self.line_of_code.setdefault(code, line.no)
        return code


def _terms(key: str) -> Mapping[str, Term]:
    terms = organization_terms()
    return {
        "kind": terms.kinds,
        "level": terms.levels,
        "category": terms.categories,
        "affiliation": terms.affiliations,
    }[key]


def _code_of(said: str, terms: Mapping[str, Term]) -> str:
    """The code of a term by its code, its label, its national code, or its label without 级 or 类."""
    wanted = tidy(said)
    for code, term in terms.items():
        if wanted in (code, term.label, term.national) or wanted == term.label.rstrip("级类"):
            return code
    return ""


def _labels(terms: Mapping[str, Term]) -> tuple[str, ...]:
    return tuple(term.label for term in terms.values())
