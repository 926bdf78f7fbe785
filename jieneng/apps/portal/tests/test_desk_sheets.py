"""Sheets come in checked and whole, or not at all; what is made to do harm is turned away."""

import html
import io
import re
import uuid
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from jieneng.core.audit.models import Entry
from jieneng.core.files.sheets import read_sheets
from jieneng.core.orgs.acting import roles_at
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused

HEAD = ("单位名称", "上级单位", "性质", "级别", "类别")
PEOPLE_HEAD = ("单位", "姓名", "登录名", "手机号", "角色")


def book(*rows, head=HEAD, first=0):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as made:
        made.add_worksheet("填表说明").write_string(0, 0, "说明")
        sheet = made.add_worksheet("名录")
        for no, row in enumerate((head, *rows), start=first):
            sheet.write_row(no, 0, row)
    return SimpleUploadedFile("名录.xlsx", out.getvalue())


def upload(client, one, file, what="/import"):
    return client.post(f"/desk/organizations/{one.pk}{what}", {"file": file})


def confirm(client, one, page, what="/import/do"):
    rows = html.unescape(re.search(r'name="rows" value="([^"]+)"', page).group(1))
    return client.post(f"/desk/organizations/{one.pk}{what}", {"rows": rows, "_key": uuid.uuid4().hex})


def test_a_sheet_is_checked_shown_and_then_made(town):
    client = town.client(town.ada)
    file = book(
        ("新桥县机关事务中心", "", "机关事务管理部门", "县级", ""),
        ("新桥县一中", "新桥县机关事务中心", "", "县级", "教育类"),
    )
    page = upload(client, town.city, file).content.decode()
    assert "共 2 家" in page
    assert not Organization.objects.filter(name="新桥县一中").exists()
    assert confirm(client, town.city, page).status_code == 302
    made = Organization.objects.get(name="新桥县一中")
    assert made.parent.parent == town.city
    assert Entry.objects.get(action="register.found_many").person == town.ada


def test_one_mistake_makes_nothing(town):
    file = book(("甲校", "", "", "县级", "教育类"), ("乙校", "没有这一家", "", "村级", "教育类"), first=2)
    answer = upload(town.client(town.ada), town.city, file)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "表格中有 2 处须改正" in said
    assert "第5行“上级单位”的上级单位“没有这一家”查不到。" in said
    assert 'name="rows"' not in said


def give_back(client, one, page, what="/import"):
    read = html.unescape(re.search(r'name="read" value="([^"]+)"', page).group(1))
    return client.post(f"/desk/organizations/{one.pk}{what}", {"read": read})


def test_a_sheet_with_mistakes_is_given_back_with_each_beside_its_row(town):
    client = town.client(town.ada)
    file = book(("=甲校", "", "", "县级", "教育类"), ("乙校", "没有这一家", "", "村级", "教育类"), first=2)
    page = upload(client, town.city, file).content.decode()
    answer = give_back(client, town.city, page)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = {row[0].value: row for row in sheet.iter_rows()}
    assert rows["单位名称"][5].value == "需改正"
    assert (rows["=甲校"][0].row, rows["=甲校"][0].data_type, rows["=甲校"][5].value) == (4, "s", None)
    assert "“没有这一家”查不到" in rows["乙校"][5].value
    assert "村级" in rows["乙校"][5].value
    assert not Entry.objects.filter(action="register.found_many").exists()


def test_the_sheet_that_was_given_back_is_put_right_and_uploaded_again(town):
    client = town.client(town.ada)
    page = upload(client, town.city, book(("乙校", "没有这一家", "", "县级", "教育类"))).content.decode()
    given = load_workbook(io.BytesIO(give_back(client, town.city, page).content))
    still_wrong = io.BytesIO()
    given.save(still_wrong)
    page = upload(client, town.city, SimpleUploadedFile("再传.xlsx", still_wrong.getvalue())).content.decode()
    sheet = load_workbook(io.BytesIO(give_back(client, town.city, page).content)).active
    assert [cell.value for cell in sheet[1]].count("需改正") == 1
    given.active.cell(2, 2, "")
    mended = io.BytesIO()
    given.save(mended)
    assert "共 1 家" in upload(client, town.city, SimpleUploadedFile("改好.xlsx", mended.getvalue())).content.decode()


def test_a_wrong_head_is_said_beside_it_and_another_may_not_take_the_sheet(town):
    client = town.client(town.ada)
    page = upload(client, town.city, book(("甲校", "县级", "x"), head=("单位名称", "性质", "电话"))).content.decode()
    sheet = load_workbook(io.BytesIO(give_back(client, town.city, page).content)).active
    assert "电话" in sheet.cell(1, 4).value
    assert give_back(client, town.county, page).status_code == 409


def test_a_sheet_of_people_is_given_back_too(town):
    client = town.client(town.ada)
    file = book((town.school3.name, "乙", "ok-2", "13800000000", "填报员"), head=PEOPLE_HEAD)
    page = upload(client, town.city, file, "/people/import").content.decode()
    sheet = load_workbook(io.BytesIO(give_back(client, town.city, page, "/people/import").content)).active
    assert [cell.value for cell in sheet[2]][:4] == [town.school3.name, "乙", "ok-2", "13800000000"]
    assert "查不到" in sheet.cell(2, 6).value


def test_what_became_wrong_since_the_preview_is_said_and_nothing_made(town):
    client = town.client(town.ada)
    page = upload(client, town.city, book(("甲校", "", "", "县级", "教育类"))).content.decode()
    town.organization("twin", "甲校", "city", category="education")
    again = confirm(client, town.city, page)
    assert again.status_code == 422
    assert "在同一上级单位之下已有" in again.content.decode()


def test_a_confirmation_that_was_tampered_with_is_refused(town):
    client = town.client(town.ada)
    page = upload(client, town.city, book(("甲校", "", "", "县级", "教育类"))).content.decode()
    assert confirm(client, town.county, page).status_code == 409
    assert not Organization.objects.filter(name="甲校").exists()


def test_five_thousand_rows_are_made_at_once(town):
    client = town.client(town.ada)
    rows = [(f"望岭县第{n}小学", town.county.name, "", "县级", "教育类") for n in range(5_000)]
    page = upload(client, town.city, book(*rows)).content.decode()
    assert confirm(client, town.city, page).status_code == 302
    assert Organization.objects.children_of(town.county).count() == 5_002


def test_the_template_can_be_filled_in_and_read_back(town):
    client = town.client(town.ada)
    template = load_workbook(io.BytesIO(client.get("/desk/templates/organizations.xlsx").content))
    sheet = template["单位名录"]
    assert template.sheetnames[0] == "填表说明"
    assert len(sheet.data_validations.dataValidation) == 4
    for at, value in enumerate(("甲校", "", "公共机构", "县级", "教育类", "县"), start=1):
        sheet.cell(2, at, value)
    out = io.BytesIO()
    template.save(out)
    assert "共 1 家" in upload(client, town.city, SimpleUploadedFile("填好.xlsx", out.getvalue())).content.decode()


def test_the_exported_list_has_the_head_that_is_read(town):
    client = town.client(town.ada)
    taken = client.get(f"/desk/organizations/{town.city.pk}/export.xlsx").content
    said = upload(client, town.city, SimpleUploadedFile("名录.xlsx", taken)).content.decode()
    assert "不在模板中" not in said
    assert "在同一上级单位之下已有" in said


def test_accounts_are_opened_from_a_sheet_with_slips(town):
    client = town.client(town.ada)
    rows = [(town.school.name, f"填报{n}", f"school-{n}", "", "填报员、查看员") for n in range(3)]
    page = upload(client, town.city, book(*rows, head=PEOPLE_HEAD), "/people/import").content.decode()
    assert "共 3 人" in page
    assert confirm(client, town.city, page, "/people/import/do").url == "/desk/slips"
    slips = client.get("/desk/slips").content.decode()
    assert slips.count('class="slip"') == 3
    assert roles_at(Person.objects.get(username="school-2"), town.school) == {"reporter", "reader"}


def test_a_wrong_account_opens_none(town):
    rows = [(town.school.name, "甲", "ok-1", "", "填报员"), (town.school3.name, "乙", "ok-2", "", "填报员")]
    answer = upload(town.client(town.ada), town.city, book(*rows, head=PEOPLE_HEAD), "/people/import")
    assert "第3行“单位”“青岭市第一中学”在本级和所属单位中查不到。" in answer.content.decode()
    assert not Person.objects.filter(username="ok-1").exists()


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in ({"xl/workbook.xml": b"<workbook/>"} | members).items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK not a zip", "wrong-type"),
        ("单位名称,级别".encode(), "wrong-type"),
        (archive(**{"xl/vbaProject.bin": b"x"}), "unsafe-file"),
        (archive(**{"xl/externalLinks/externalLink1.xml": b"x"}), "unsafe-file"),
        (archive(**{"xl/worksheets/sheet1.xml": bytes(101 * 1024 * 1024)}), "sheet-unreadable"),
        (archive(**{f"xl/{n}.xml": b"" for n in range(2_001)}), "sheet-unreadable"),
        (archive(**{"xl/worksheets/sheet1.xml": b"<broken"}), "sheet-unreadable"),
        (bytes(10 * 1024 * 1024 + 1), "too-large"),
    ],
    ids=["broken", "csv", "macros", "links", "bomb", "members", "not-xml", "large"],
)
def test_harm_is_turned_away(content, code):
    with pytest.raises(Refused, match=code):
        read_sheets(SimpleUploadedFile("x.xlsx", content))


def test_a_sheet_that_claims_a_billion_cells_ends_its_reader_and_not_us():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.write_string(0, 0, "单位名称")
        sheet.write_string(1_048_575, 16_383, "x")
    with pytest.raises(Refused, match="sheet-unreadable"):
        read_sheets(SimpleUploadedFile("x.xlsx", out.getvalue()))


def test_cells_are_read_as_people_see_them():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.write_row(3, 1, ("520102", 520102, 1.5, True))
    ((row,),) = read_sheets(SimpleUploadedFile("x.xlsx", out.getvalue()))
    assert row[0] == 4
    assert [cell for cell in row[1] if cell] == ["520102", "520102", "1.5", "True"]
