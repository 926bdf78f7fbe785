"""Accounts from a sheet: 单位, 姓名, 登录名, 手机号, 角色; every row checked, nothing written here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jieneng.core.orgs.accounts import NewAccount
from jieneng.core.orgs.columns import Column, Line, Sheet, read_table
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.particulars import tidy
from jieneng.core.people.models import Person, username_form
from jieneng.rulebook import roles
from jieneng.ui.refusals import Problem

MOST_ROWS = 1_000
_USERNAME = re.compile(r"[\w.@-]{2,60}")
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_BETWEEN_ROLES = re.compile(r"[、，,;；/\s]+")


def columns() -> list[Column]:
    labels = tuple(role.label for role in roles().values())
    return [
        Column("organization", "单位", ("单位名称", "所在单位"), True, "单位全称，须已在系统中。", width=32),
        Column("display_name", "姓名", ("人员姓名",), True, "必填。", width=14),
        Column("username", "登录名", ("用户名", "账号", "帐号"), True, "2 至 60 位，字母不分大小写，必填。", width=18),
        Column("phone", "手机号", ("手机", "手机号码", "联系电话", "电话"), False, "可不填。", width=16),
        Column("roles", "角色", ("角色权限",), True, f"{'、'.join(labels)}；兼任的用顿号隔开。", labels, 20),
    ]


@dataclass
class Reading:
    accounts: list[NewAccount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(sheets: Iterable[Sheet], root: Organization) -> Reading:
    """Check every row of a sheet for accounts at `root` and below. Two queries, however many rows."""
    table = read_table(sheets, columns(), most=MOST_ROWS)
    result = Reading(problems=list(table.problems))
    if table.problems:
        return result
    places, taken = _organizations(table.lines, root), _taken(table.lines)
    first_line: dict[str, int] = {}
    for line in table.lines:
        _take(line, places, taken, first_line, result)
    return result


def _take(
    line: Line, places: dict[str, list[Organization]], taken: set[str], first_line: dict[str, int], result: Reading
) -> None:
    wrong = _wrong_cells(line)
    found = places.get(tidy(line["organization"]), [])
    if line["organization"] and len(found) != 1:
        wrong.append(("organization", "sheet-parent-ambiguous" if found else "sheet-organization-not-found", {}))
    username = username_form(line["username"])
    if username in taken:
        wrong.append(("username", "sheet-username-taken", {}))
    elif username in first_line:
        wrong.append(("username", "sheet-duplicate-username", {"other": first_line[username]}))
    first_line.setdefault(username, line.no)
    codes, wrong_roles = _roles(line)
    labels = {column.key: column.label for column in columns()}
    result.problems += [
        Problem(line.no, labels[key], code, {"value": line[key], **facts}) for key, code, facts in wrong + wrong_roles
    ]
    if not wrong and not wrong_roles:
        result.accounts.append(NewAccount(found[0], line["display_name"], username, line["phone"], codes))


def _wrong_cells(line: Line) -> list[tuple[str, str, dict[str, Any]]]:
    needed = ("organization", "display_name", "username", "roles")
    wrong: list[tuple[str, str, dict[str, Any]]] = [(key, "sheet-missing", {}) for key in needed if not line[key]]
    if line["username"] and not _USERNAME.fullmatch(line["username"]):
        wrong.append(("username", "sheet-bad-username", {}))
    if line["phone"] and not _PHONE.fullmatch(line["phone"]):
        wrong.append(("phone", "sheet-bad-phone", {}))
    return wrong


def _roles(line: Line) -> tuple[tuple[str, ...], list[tuple[str, str, dict[str, Any]]]]:
    by_label = {role.label: code for code, role in roles().items()}
    said = [word for word in _BETWEEN_ROLES.split(line["roles"]) if word]
    unknown = [word for word in said if word not in by_label]
    if unknown:
        return (), [("roles", "sheet-unknown-role", {"value": "、".join(unknown)})]
    codes = tuple(dict.fromkeys(by_label[word] for word in said))
    for code in codes:
        clash = roles()[code].excludes & set(codes)
        if clash:
            facts = {"role": roles()[code].label, "other": roles()[min(clash)].label}
            return codes, [("roles", "sheet-roles-exclude", facts)]
    return codes, []


def _organizations(lines: list[Line], root: Organization) -> dict[str, list[Organization]]:
    names = {
        form for line in lines if line["organization"] for form in (line["organization"], tidy(line["organization"]))
    }
    found: dict[str, list[Organization]] = {}
    for one in Organization.objects.open().within(root).filter(name__in=names):
        found.setdefault(tidy(one.name), []).append(one)
    return found


def _taken(lines: list[Line]) -> set[str]:
    names = {username_form(line["username"]) for line in lines}
    return set(Person.objects.filter(username__in=names).values_list("username", flat=True))
