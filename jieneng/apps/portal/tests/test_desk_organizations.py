"""The desk of organisations: seen by who may, changed by who keeps the register, written down."""

import io
import uuid
import zipfile

import pytest
from openpyxl import load_workbook

from jieneng.core.audit.models import Entry
from jieneng.core.orgs.models import Grant, Organization


def page(one, what=""):
    return f"/desk/organizations/{one.pk}{what}"


def send(client, url, **said):
    return client.post(url, {"_key": uuid.uuid4().hex, **said})


PARTICULARS = {
    "name": "望岭县图书馆",
    "kind": "unit",
    "level": "county",
    "category": "culture",
    "affiliation": "county",
}
CHANGING = (
    "/new",
    "/edit",
    "/close",
    "/move",
    "/import",
    "/grants/new",
    "/people/new",
    "/people/appoint",
    "/people/import",
)


def test_the_desk_opens_with_ones_own_organisation(town):
    answer = town.client(town.ada).get("/desk/", follow=True)
    assert answer.redirect_chain[0][0] == page(town.city)
    assert town.county.name in answer.content.decode()


def test_two_characters_find_an_organisation_in_sight(town):
    said = town.client(town.ada).get("/desk/", {"q": "人民"}).content.decode()
    assert town.hospital.name in said
    assert town.school3.name not in town.client(town.ada).get("/desk/", {"q": "中学"}).content.decode()


def test_a_search_without_a_hit_says_what_to_do(town):
    assert "没有符合条件的单位" in town.client(town.ada).get("/desk/", {"q": "火箭"}).content.decode()
    assert "至少输入" in town.client(town.ada).get("/desk/", {"q": "火"}).content.decode()


def test_filters_narrow_the_list(town):
    said = town.client(town.ada).get("/desk/", {"category": "health"}).content.decode()
    assert town.hospital.name in said
    assert town.school.name not in said


def test_long_lists_come_in_pages(town):
    for n in range(51):
        town.organization(f"school-{n}", f"望岭县第{n}小学", "county", category="education")
    client = town.client(town.ada)
    first = client.get(page(town.county)).content.decode()
    assert "下一页" in first
    after = Organization.objects.children_of(town.county).order_by("path")[49].path
    second = client.get(page(town.county), {"after": after}).content.decode()
    assert "望岭县第50小学" in second
    assert "望岭县第50小学" not in first


def test_next_door_gets_404_on_every_page(town):
    client = town.client(town.rex)
    for what in ("", "?tab=people", "/export.xlsx", *CHANGING):
        assert client.get(page(town.county, what)).status_code == 404
    for what in ("/new", "/edit", "/close", "/move", "/grants/new", "/people/new", "/people/appoint"):
        assert send(client, page(town.county, what)).status_code == 404
    assert client.get(f"/desk/people/{town.sam.pk}").status_code == 404


def test_a_reader_sees_no_buttons_and_is_refused(town):
    reader = town.person("lea", "查看员", "city", "reader")
    client = town.client(reader)
    for tab in ("below", "people", "grants", "history"):
        said = client.get(page(town.county, f"?tab={tab}")).content.decode()
        assert "btn-primary" not in said
        assert "btn-sm" not in said
        assert "免去" not in said
    for what in CHANGING:
        assert client.get(page(town.county, what)).status_code == 403


def test_an_auditor_does_not_see_the_register(town):
    assert town.client(town.olga).get(page(town.city)).status_code == 404
    assert town.client(town.olga).get("/desk/").url == "/desk/roles"


def test_a_line_of_ancestors_ends_where_sight_ends(town):
    said = town.client(town.cora).get(page(town.school)).content.decode()
    assert town.county.name in said
    assert town.city.name not in said


def test_an_organisation_is_added(town):
    answer = send(town.client(town.ada), page(town.county, "/new"), **PARTICULARS, region="520102", credit_code="")
    made = Organization.objects.get(name="望岭县图书馆")
    assert answer.url == page(made)
    assert (made.parent, made.region_id) == (town.county, "520102")
    assert Entry.objects.filter(action="register.opened", person=town.ada, thing_id=str(made.pk)).exists()


def test_twice_sent_is_once_added(town):
    client, key = town.client(town.ada), uuid.uuid4().hex
    for _ in range(2):
        client.post(page(town.county, "/new"), {"_key": key, **PARTICULARS})
    assert Organization.objects.filter(name="望岭县图书馆").count() == 1


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ({"name": ""}, "请填写。"),
        ({"credit_code": "91350100M000100Y34"}, "不是有效的统一社会信用代码"),
        ({"region": "999999"}, "行政区划代码“999999”查不到"),
        ({"category": "x"}, "请从列表中选择。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(town, faults, says):
    answer = send(town.client(town.ada), page(town.county, "/new"), **(PARTICULARS | faults))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Organization.objects.filter(name="望岭县图书馆").exists()


def test_a_unit_has_nothing_below(town):
    assert town.client(town.ada).get(page(town.school, "/new")).status_code == 422


def test_an_edit_is_shown_in_the_history(town):
    client = town.client(town.ada)
    said = {**PARTICULARS, "name": "望岭县人民医院（总院）", "category": "health", "edit_no": 0}
    assert send(client, page(town.hospital, "/edit"), **said).status_code == 302
    history = client.get(page(town.hospital, "?tab=history")).content.decode()
    assert "名称：望岭县人民医院 → 望岭县人民医院（总院）" in history


def test_two_people_editing_do_not_overwrite_each_other(town):
    client = town.client(town.ada)
    said = {**PARTICULARS, "edit_no": 0}
    assert send(client, page(town.hospital, "/edit"), **said).status_code == 302
    again = send(client, page(town.hospital, "/edit"), **(said | {"name": "另一个名称"}))
    assert "内容已由他人修改" in again.content.decode()


def test_a_code_belongs_to_one_organisation(town):
    client, code = town.client(town.ada), "91350100M000100Y43"
    send(client, page(town.hospital, "/edit"), **PARTICULARS, edit_no=0, credit_code=code)
    again = send(client, page(town.school, "/edit"), **(PARTICULARS | {"name": "某校"}), edit_no=0, credit_code=code)
    assert "已由其他单位使用" in again.content.decode()


def test_closing_needs_a_reason_and_no_children(town):
    client = town.client(town.ada)
    assert send(client, page(town.school, "/close"), because="").status_code == 422
    assert "还有未撤销的单位" in send(client, page(town.county, "/close"), because="合并").content.decode()
    assert send(client, page(town.school, "/close"), because="合并").status_code == 302
    assert Entry.objects.get(action="register.closed").because == "合并"
    assert "“望岭县第一中学”已撤销。" in client.get(page(town.county)).content.decode()
    assert town.school.name not in client.get(page(town.county)).content.decode()
    assert "已撤销" in client.get(page(town.county), {"tab": "below", "closed": 1}).content.decode()


def test_an_organisation_is_moved_by_who_keeps_both_sides(town):
    client = town.client(town.ada)
    answer = send(client, page(town.school, "/move"), parent=town.county2.name, because="区划调整")
    assert answer.status_code == 302
    assert Organization.objects.get(pk=town.school.pk).parent == town.county2
    elsewhere = send(client, page(town.hospital, "/move"), parent=town.city2.name, because="区划调整")
    assert "查不到" in elsewhere.content.decode()


def test_sight_is_granted_only_of_what_one_keeps(town):
    town.organization("education", "望岭县教育局", "county", kind="sector", category="education")
    given = send(town.client(town.ada), page(town.education, "/grants/new"), root=town.school.name, because="职责分工")
    assert given.status_code == 302
    assert Grant.objects.get(holder=town.education).root == town.school
    head = town.person("emma", "教育局管理员", "education", "unit_admin")
    wider = send(town.client(head), page(town.education, "/grants/new"), region_prefix="52", because="自行授权")
    assert wider.status_code == 403
    ended = send(town.client(town.ada), f"/desk/grants/{Grant.objects.get().pk}/end")
    assert ended.status_code == 302
    assert Grant.objects.get().until is not None
    assert Entry.objects.filter(action="register.end_grant").exists()


def test_the_list_is_taken_away_as_a_sheet_and_nothing_in_it_is_a_formula(town):
    Organization.objects.filter(pk=town.school.pk).update(name='=HYPERLINK("http://x","y")')
    answer = town.client(town.ada).get(page(town.city, "/export.xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert '=HYPERLINK("http://x","y")' in cells
    assert b"<f>" not in _sheet_xml(answer.content)
    assert town.school3.name not in cells
    assert sheet.max_row == 1 + 7


def _sheet_xml(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
