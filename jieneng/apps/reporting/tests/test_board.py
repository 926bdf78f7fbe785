"""The board: what it counts, who may open it, chasing, more time, reporting upward and giving back."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest

from jieneng.apps.reporting.queries import progress
from jieneng.apps.reporting.tests.pages import form_of
from jieneng.core.collections.actions import accept, confirm_level, submit
from jieneng.core.collections.actions.levels import Gap
from jieneng.core.collections.models import Collection, Confirmation, Extension, Reminder
from jieneng.core.orgs.actions import close

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(collection):
    return f"/reporting/{collection.pk}/board/"


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def test_the_board_counts_and_names_the_missing(ines, board, handed_in, folded):
    folded()
    page = ines.get(board).content.decode()
    assert "未报 6 家" in page
    assert "已报 1/7，未报 6 家" in page
    assert "望岭县机关事务服务中心：望岭县机关事务服务中心、望岭县人民医院；" in page
    assert "本级所属单位：云川市图书馆；" in page


def test_what_was_closed_meanwhile_is_said_and_neither_missing_nor_expected(ines, town, board, handed_in, folded, now):
    folded()
    close(town.hospital, by=town.root, because="撤并", today=now.date())
    page = ines.get(board).content.decode()
    assert "已报 1/6，未报 5 家" in page
    assert "另有 1 家撤并、划出，不计入应报" in page
    assert "望岭县人民医院" not in page


def test_a_large_level_names_its_parts_with_numbers_and_only_its_own_units_by_name(
    ines, board, handed_in, folded, monkeypatch
):
    monkeypatch.setattr(progress, "LARGE", 3)
    folded()
    page = ines.get(board).content.decode()
    assert "未报 6 家" in page
    assert "望岭县机关事务服务中心：2 家；" in page
    assert "本级所属单位：云川市图书馆；" in page
    assert "望岭县人民医院" not in page


def test_a_row_opens_in_place_with_the_missing_and_the_returned(ines, town, board, returned, folded):
    folded()
    page = ines.get(board, {"open": town.county.path}).content.decode()
    assert "已退回" in page
    assert "退回 1 处" in page
    assert "尚未填写" in page


def test_one_goes_down_to_a_level_in_sight_and_no_further(town, board, ines):
    down = f"{board}{town.county.pk}/"
    assert ines.get(down).status_code == 200
    assert town.client(town.cora).get(down).status_code == 200
    for foreign in (town.city2, town.province, town.school):
        assert ines.get(f"{board}{foreign.pk}/").status_code == 404
    assert town.client(town.cora).get(f"{board}{town.city.pk}/").status_code == 404
    for stranger in (town.rex, town.olga):
        assert town.client(stranger).get(board).status_code == 404
    assert town.client(town.root).get(board).status_code == 200  # the level above the one that asks


def test_organisations_are_found_by_name_and_state(ines, board, handed_in):
    found = ines.get(board, {"q": "二中", "state": "missing"}).content.decode()
    assert "没有符合条件的单位" in found
    found = ines.get(board, {"q": "中学", "state": "waiting"}).content.decode()
    assert "望岭县第一中学" in found
    assert "石桥县第一中学</th>" not in found


def test_a_long_list_goes_on_by_a_key(ines, board, town):
    for n in range(55):
        town.organization(f"more{n}", f"望岭县第{n}小学", "county", category="education")
    first = ines.get(board, {"state": "missing"}).content.decode()
    assert 'rel="next"' in first
    after = first.split("after=")[1].split('"')[0]
    second = ines.get(board, {"state": "missing", "after": after}).content.decode()
    assert "第一页" in second
    assert "望岭县第54小学" in second


def test_chasing_is_done_once_and_shows_its_effect(ines, town, board, collection, handed_in, folded, raw, now):
    folded()
    said = form_of(ines.get(board), "remind")
    assert "前上报" in said["text"]
    url = f"{board}{town.city.pk}/remind"
    first, second = (ines.post(url, said) for _ in range(2))
    assert first.url == second.url == f"{board}{town.city.pk}/"
    assert Reminder.objects.get().n_missing == 6
    submit(collection, town.hospital, raw, draft_no=0, by=town.hanna, now=now)
    folded()
    log = ines.get(board).content.decode().split("催报记录")[1]
    assert '<td class="num">6</td><td class="num">1</td>' in log
    page = ines.get(board).content.decode()
    assert "以后可再次催报" in page
    assert re.search(r'<button type="submit"[^>]*disabled[^>]*form="remind"', page)
    assert ines.post(url, said | {"_key": "k" * 20}).status_code == 409
    Reminder.objects.update(at=now - timedelta(hours=3))
    assert "以后可再次催报" not in ines.get(board).content.decode()


def test_who_may_not_chase_has_no_button_and_no_way(town, board, handed_in, folded):
    folded()
    rob = town.client(town.rob)
    assert "催报 6 家" not in rob.get(board).content.decode()
    answer = rob.post(f"{board}{town.city.pk}/remind", {"_key": "k" * 20, "text": "x"})
    assert answer.status_code == 403


def test_one_organisation_gets_more_time(ines, town, board):
    page = ines.get(f"{board}{town.city.pk}/", {"extend": town.hospital.pk})
    said = form_of(page, "") | {"because": "搬迁"}
    assert said["organization"] == str(town.hospital.pk)
    assert ines.post(f"{board}{town.city.pk}/extend", said).status_code == 302
    assert Extension.objects.get().organization == town.hospital
    foreign = {"_key": "f" * 20, "organization": str(town.school3.pk), "due_at": "2999-01-01T17:00", "because": "x"}
    assert ines.post(f"{board}{town.city.pk}/extend", foreign).status_code == 404


def test_a_name_in_the_sheet_is_text_and_not_a_formula(ines, town, board):
    town.organization("odd", "=HYPERLINK(1)", "county", category="education")
    answer = ines.get(f"{board}{town.city.pk}/missing.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cell = next(row[2] for row in sheet.iter_rows(min_row=3) if "HYPERLINK" in row[2].value)
    assert cell.data_type == "s"
    assert "attachment" in answer["Content-Disposition"]


def test_a_level_reports_upward_with_its_gaps_and_gets_it_back(town, collection, board, handed_in, folded, now):
    cora, ines = town.client(town.cora), town.client(town.ines)
    confirm = f"/reporting/{collection.pk}/confirm/"
    page = cora.get(confirm)
    assert "1 家待审核" not in page.content.decode()  # nothing is folded yet, so nothing is said that is not known
    refused = cora.post(confirm + "level", form_of(page, "confirm"))
    assert refused.status_code == 409
    accept(handed_in, by=town.cora, now=now)
    folded()
    said = form_of(cora.get(confirm), "confirm")
    for one in (town.county, town.hospital):
        said |= {f"reason:{one.pk}": "no_activity", f"text:{one.pk}": "已核实"}
    assert cora.post(confirm + "level", said).status_code == 302
    kept = Confirmation.objects.get()
    assert {gap["name"] for gap in kept.gaps} == {"望岭县机关事务服务中心", "望岭县人民医院"}
    folded()
    page = ines.get(board)
    assert "已核定无活动" in page.content.decode()
    back = {"_key": "b" * 20, "because": "请核对医院"}
    assert town.client(town.rex).post(f"/reporting/confirmations/{kept.pk}/take-back", back).status_code == 404
    assert ines.post(f"/reporting/confirmations/{kept.pk}/take-back", back).status_code == 302
    kept.refresh_from_db()
    assert kept.taken_back_because == "请核对医院"


def test_gaps_are_named_page_by_page_in_one_form(town, collection, folded, monkeypatch):
    monkeypatch.setattr(progress, "_MOST_ABSENT", 1)
    cora, confirm = town.client(town.cora), f"/reporting/{collection.pk}/confirm/"
    page = cora.get(confirm)
    for one in (town.county, town.school, town.hospital):
        said = form_of(page, "confirm") | {f"reason:{one.pk}": "no_activity", f"text:{one.pk}": one.name}
        assert page.content.decode().count('name="reason:') == 1
        following = re.search(r'name="page" value="(\w+)"', page.content.decode())
        said |= {"page": following[1]} if following else {}
        page = cora.post(confirm + "level", said)
    assert page.status_code == 302
    kept = Confirmation.objects.get()
    assert {gap["text"] for gap in kept.gaps} == {town.county.name, town.school.name, town.hospital.name}


def test_what_counties_have_named_is_not_asked_of_the_city_again(town, collection, folded, now):
    upper = collection.audience
    upper.root, upper.root_path = town.province, town.province.path
    upper.save()
    gaps = [Gap(one.pk, one.name, "no_activity") for one in (town.county, town.school, town.hospital)]
    confirm_level(collection, town.county, gaps, by=town.cora, now=now)
    page = town.client(town.ines).get(f"/reporting/{collection.pk}/confirm/").content.decode()
    assert "下级上报时已写明原因的 3 家" in page
    assert town.library.name in page
    assert town.hospital.name not in page


def test_the_one_who_asks_reports_to_nobody(ines, collection):
    assert ines.get(f"/reporting/{collection.pk}/confirm/").status_code == 404


def test_the_board_costs_the_same_for_many(ines, town, board, folded, django_assert_max_num_queries):
    for n in range(12):
        bureau = {"kind": "bureau", "category": "organ", "level": "county", "affiliation": "county"}
        town.organization(f"more{n}", f"第{n}县机关事务服务中心", "city", **bureau)
        town.organization(f"unit{n}", f"第{n}县第一中学", f"more{n}", category="education")
    ines.get(board)  # the first page of a session also writes it
    with django_assert_max_num_queries(20):
        ines.get(board)


def test_past_the_day_the_words_are_others(ines, board, collection):
    Collection.objects.update(due_at=collection.opens_at + timedelta(minutes=5))
    assert "已过截止时间，请尽快上报。" in ines.get(board).content.decode()
