"""The organisation tree from a sheet: read by meaning, every mistake said with its row, nothing written by reading."""

import pytest

from jieneng.core.orgs import account_sheet, sheet
from jieneng.core.orgs.bulk import found_many
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

HEAD = ["单位名称", "上级单位", "性质", "级别", "类别", "隶属", "行政区划", "统一社会信用代码"]


def lines(*rows, head=HEAD):
    return [[(1, list(head)), *((no, list(row)) for no, row in enumerate(rows, start=2))]]


def unit(name, parent="", category="教育类", level="县级", **more):
    return [
        name,
        parent,
        "",
        level,
        category,
        more.get("affiliation", ""),
        more.get("region", ""),
        more.get("code", ""),
    ]


def said(reading):
    return [(problem.row, problem.code) for problem in reading.problems]


def test_parents_stand_in_earlier_rows_or_in_the_register(town):
    reading = sheet.read(
        lines(
            ["新桥县机关事务服务中心", "", "机关事务管理部门", "县级", "", "", "520102", ""],
            unit("新桥县实验小学", "新桥县机关事务服务中心"),
            unit("望岭县第二中学", town.county.name),
            unit("云川市档案馆", town.city.name, "文化类", "市级"),
        ),
        town.city,
    )
    assert reading.problems == []
    made = found_many(town.city, reading.rows, by=town.ada, today=town.city.opened_on)
    assert [one.parent.name for one in made] == [town.city.name, made[0].name, town.county.name, town.city.name]
    assert (made[0].kind, made[0].category, made[0].affiliation, made[0].region_id) == (
        "bureau",
        "organ",
        "county",
        "520102",
    )


def test_the_head_is_found_by_what_it_says(town):
    head = ["序号", "  类 别", "＊单位全称（必填）", "行政级别", "备注"]
    sheets = [[(1, ["2025年单位名录"]), (3, head), (4, ["1", "教育", "云川市　第九中学", "市", "新建"])]]
    reading = sheet.read([[(1, ["填表说明"])], *sheets], town.city)
    assert reading.problems == []
    assert (reading.rows[0].name, reading.rows[0].category, reading.rows[0].level) == (
        "云川市第九中学",
        "education",
        "city",
    )


def test_full_width_letters_and_national_codes_are_understood(town):
    row = unit(
        "云川市医院",
        category="０２３",
        level="市级",
        region="５２０１０２",
        code="９１３５０１００Ｍ０００１００Ｙ４３",
    )
    reading = sheet.read(lines(row), town.city)
    assert reading.problems == []
    made = reading.rows[0]
    assert (made.category, made.region, made.credit_code) == ("culture", "520102", "91350100M000100Y43")


def test_every_mistake_is_said_with_its_row_column_and_sentence(town):
    Organization.objects.filter(pk=town.library.pk).update(credit_code="91350100M000100Y43")
    reading = sheet.read(
        lines(
            unit("", level=""),
            unit("甲校", "没有这一家"),
            unit("乙校", town.school.name),
            unit("丙校", category="学校", level="村级", region="黑山", code="123"),
            unit("云川市图书馆", category="文化类", code="91350100M000100Y43"),
            unit("丁校"),
            unit("丁校"),
            unit("戊校", "戊校"),
            unit("己校", "后面的局"),
            ["后面的局", "", "机关事务管理部门", "县级", "", "", "", ""],
        ),
        town.city,
    )
    assert said(reading) == [
        (2, "sheet-missing-name"),
        (2, "sheet-missing"),
        (3, "sheet-parent-not-found"),
        (4, "sheet-parent-is-unit"),
        (5, "sheet-unknown-level"),
        (5, "sheet-unknown-category"),
        (5, "sheet-bad-region"),
        (5, "sheet-bad-credit-code"),
        (6, "sheet-code-taken"),
        (6, "sheet-name-exists"),
        (8, "sheet-duplicate-name"),
        (9, "sheet-parent-is-itself"),
        (10, "sheet-parent-not-found"),
    ]
    assert reading.problems[2].sentence == "第3行“上级单位”的上级单位“没有这一家”查不到。"
    assert reading.problems[8].sentence == "第6行“统一社会信用代码”的代码“91350100M000100Y43”已由“云川市图书馆”使用。"


def test_the_same_name_may_stand_under_different_parents(town):
    rows = (unit("第一小学", town.county.name), unit("第一小学", town.county2.name))
    assert sheet.read(lines(*rows), town.city).problems == []


def test_an_ambiguous_parent_is_asked_back(town):
    town.organization("twin", "同名中心", "county", kind="bureau")
    town.organization("twin2", "同名中心", "county2", kind="bureau")
    assert said(sheet.read(lines(unit("某校", "同名中心")), town.city)) == [(2, "sheet-parent-ambiguous")]


def test_next_door_is_not_a_parent(town):
    assert said(sheet.read(lines(unit("某校", town.city2.name)), town.city)) == [(2, "sheet-parent-not-found")]


def test_a_missing_and_a_strange_column_are_said(town):
    reading = sheet.read(lines(["某校", "女"], head=["单位名称", "类别", "性别"]), town.city)
    assert said(reading) == [(1, "sheet-missing-column"), (1, "sheet-unknown-column")]


def test_a_sheet_without_rows_or_with_too_many_is_refused(town):
    with pytest.raises(Refused, match="sheet-empty"):
        sheet.read(lines(), town.city)
    with pytest.raises(Refused, match="sheet-empty"):
        sheet.read([[(1, ["天气", "晴"])]], town.city)
    with pytest.raises(Refused, match="sheet-too-many-rows"):
        sheet.read(lines(*[unit("某校")] * 5_001), town.city)


def test_five_thousand_rows_take_a_few_queries(town, django_assert_max_num_queries):
    rows = [unit(f"第{n}小学", town.county.name) for n in range(5_000)]
    with django_assert_max_num_queries(3):
        assert sheet.read(lines(*rows), town.city).problems == []


ACCOUNT_HEAD = ["单位", "姓名", "登录名", "手机号", "角色"]


def test_accounts_are_read_with_their_roles(town):
    row = ["望岭县第一中学", "填报一", "School-1", "13800000000", "填报员、查看员"]
    reading = account_sheet.read(lines(row, head=ACCOUNT_HEAD), town.city)
    (account,) = reading.accounts
    assert (account.organization, account.username, account.roles) == (town.school, "school-1", ("reporter", "reader"))


def test_mistakes_in_accounts_are_all_said(town):
    reading = account_sheet.read(
        lines(
            ["没有这一家", "甲", "a1", "", "填报员"],
            ["青岭市机关事务管理局", "乙", "b1", "", "填报员"],
            ["望岭县第一中学", "", "sam", "12", "校长"],
            ["望岭县第一中学", "丙", "c c", "", "审核员 审计员"],
            ["望岭县第一中学", "丁", "d1", "", "填报员"],
            ["望岭县第一中学", "戊", "Ｄ1", "", ""],
            head=ACCOUNT_HEAD,
        ),
        town.city,
    )
    assert said(reading) == [
        (2, "sheet-organization-not-found"),
        (3, "sheet-organization-not-found"),
        (4, "sheet-missing"),
        (4, "sheet-bad-phone"),
        (4, "sheet-username-taken"),
        (4, "sheet-unknown-role"),
        (5, "sheet-bad-username"),
        (5, "sheet-roles-exclude"),
        (7, "sheet-missing"),
        (7, "sheet-duplicate-username"),
    ]
    assert [account.username for account in reading.accounts] == ["d1"]
