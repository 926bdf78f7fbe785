"""The auditor's page: who sees which entries, asked for how, in what words; verified and taken away."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.portal.trail import queries
from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.audit.seals import seal
from jieneng.core.collections import actions as reports
from jieneng.core.orgs import actions as register
from jieneng.core.orgs.moving import move
from jieneng.rulebook.deeds import deeds

URL = "/trail"


@pytest.fixture
def otis(town):
    """The auditor of the county, who sees less than Olga of the city."""
    return town.person("otis", "县审计员", "county", "auditor")


@pytest.fixture
def handed_in(town, collection, raw, now):
    """The school has reported, and Sam has signed in."""
    record(town.sam, "people.sign_in", town.sam)
    return reports.submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now, confirmed=True, notes={})


def rows(answer):
    """The lines of the list as text, without markup."""
    assert answer.status_code == 200
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("<tr>")[1:]]


def sent(town, person, name, **said):
    return town.client(person).post(reverse(f"portal:{name}"), {"_key": uuid4().hex} | said)


def test_the_auditor_reads_what_was_done_by_whom_and_where(town, handed_in):
    lines = rows(town.client(town.olga).get(URL))
    line = next(line for line in lines if "提交报告" in line)
    for word in ("学校填报员", "sam", "报告", "望岭县第一中学", "版本 第 1 版", "逾期 否"):
        assert word in line
    assert any("登录" in line and "学校填报员" in line for line in lines)


def test_an_auditor_sees_the_own_subtree_and_nothing_else(town, handed_in, otis):
    record(town.rex, "people.sign_in", town.rex)
    city, county = (" ".join(rows(town.client(one).get(URL))) for one in (town.olga, otis))
    assert "邻市审核员" not in city + county
    assert "布置填报" in city
    assert "布置填报" not in county
    assert "提交报告" in county


def test_entries_of_the_platform_itself_are_seen_at_the_root_alone(town):
    person = type(town.sam).objects.make("nowhere", "无单位的人")
    person.save()
    record(None, "people.open_account", person)
    root = town.person("pam", "省局审计员", "province", "auditor")
    assert "无单位的人" in " ".join(rows(town.client(root).get(URL)))
    assert "无单位的人" not in " ".join(rows(town.client(town.olga).get(URL)))


@pytest.mark.parametrize("name", ["sam", "cora", "ines", "ada", "root"])
def test_nobody_else_reads_it_and_nobody_else_is_shown_the_way(town, name):
    person = getattr(town, name)
    assert town.client(person).get(URL).status_code == 403
    assert town.client(person).get(reverse("portal:trail_file")).status_code == 403
    assert sent(town, person, "trail_verify").status_code == 403
    assert sent(town, person, "trail_export").status_code == 403
    assert "操作记录" not in town.client(person).get("/").content.decode()


def test_home_leads_the_auditor_to_the_trail(town):
    page = town.client(town.olga).get("/").content.decode()
    assert "查看操作记录" in page
    assert page.count(f'href="{URL}"') >= 2  # the top bar, and the way out of an empty list


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"what": "report"}, "提交报告", "登录"),
        ({"what": "people.sign_in"}, "登录", "提交报告"),
        ({"who": "SAM "}, "提交报告", "布置填报"),
        ({"who": "nobody-of-this-name"}, "", "提交报告"),
        ({"unit": "望岭县第一中学"}, "提交报告", "布置填报"),
        ({"since": "2020-01-01", "until": "2020-02-01"}, "", "提交报告"),
        ({"what": "nonsense", "since": "x", "until": "9999-99-99"}, "提交报告", "—nothing—"),
    ],
)
def test_a_condition_leaves_out_what_does_not_meet_it(town, handed_in, asked, there, not_there):
    lines = " ".join(rows(town.client(town.olga).get(URL, asked)))
    assert there in lines
    assert not_there not in lines


def test_one_thing_has_its_whole_story(town, handed_in):
    thing = f"collections.submission:{handed_in.pk}"
    lines = rows(town.client(town.olga).get(URL, {"thing": thing}))
    assert lines
    assert all("报告" in line for line in lines)


def test_of_several_organisations_of_a_name_one_is_chosen(town, handed_in):
    page = town.client(town.olga).get(URL, {"unit": "第一中学"}).content.decode()
    assert "望岭县第一中学" in page
    assert "石桥县第一中学" in page
    assert "青岭市第一中学" not in page
    assert f"place={town.school.pk}" in page


def test_a_place_that_is_not_in_sight_is_not_there(town):
    assert town.client(town.olga).get(URL, {"place": town.school3.pk}).status_code == 404


def test_an_entry_of_one_that_has_moved_keeps_the_name_of_where_it_stood(town, handed_in):
    move(town.school, town.county2, by=town.root, because="区划调整", today=timezone.localdate())
    lines = rows(town.client(town.olga).get(URL))
    assert any("提交报告" in line and "望岭县第一中学" in line for line in lines)
    moved = next(line for line in lines if "调整上级" in line)
    assert "望岭县机关事务服务中心 → 石桥县机关事务服务中心" in moved


def test_pages_follow_each_other_without_gap_and_keep_the_conditions(town, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for n in range(5):
        record(town.ada, "register.closed", town.school, because=f"第{n}次")
    seen, url = [], f"{URL}?what=register.closed"
    while url:
        answer = town.client(town.olga).get(url)
        seen += rows(answer)
        url = answer.context["page"].next_url
        assert "what=register.closed" in (url or "what=register.closed")
    assert [re.search(r"第\d次", line)[0] for line in seen] == [f"第{n}次" for n in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("few", [0, 2_000])
def test_a_place_finds_the_same_whether_it_is_looked_up_or_walked_for(town, handed_in, monkeypatch, few):
    monkeypatch.setattr(queries, "_FEW", few)
    lines = rows(town.client(town.olga).get(URL, {"unit": "望岭县第一中学", "what": "report"}))
    assert len([line for line in lines if "提交报告" in line]) == 1


def test_a_page_asks_the_database_little_however_much_there_is(town, handed_in, django_assert_max_num_queries):
    client = town.client(town.olga)
    with django_assert_max_num_queries(24):
        client.get(URL)
    for n in range(60):
        record(
            town.ada, "people.appoint", town.county, changes={"person": town.sam.pk, "role": "reader"}, because=str(n)
        )
    with django_assert_max_num_queries(24):
        assert "学校填报员" in client.get(URL).content.decode()


def test_every_deed_reads_in_chinese(town):
    examples = {
        "person": town.sam.pk, "role": "reader", "number": 3, "yesno": True, "moment": "2025-07-04T17:00:00+08:00",
        "day": "2025-07-04", "version": 2, "size": 12_345, "digest": "0" * 64, "fields": "watch_live.viewers@2",
        "above": town.school.path, "path": town.school.path, "deed": "report", "thing": "people.person:7",
        "kind": "unit", "level": "county", "category": "education", "affiliation": "county", "region": "520102",
        "text": "文字",
    }  # fmt: skip
    for deed in deeds().values():
        kept = {}
        for key, term in deed.changes.items():
            value = examples[term.reads]
            kept[key] = [None, value] if term.is_pair else value
        record(town.ada, deed.code, town.school, changes=kept)
    client, text = town.client(town.olga), ""
    url = f"{URL}?who=ada"
    while url:
        answer = client.get(url)
        text += " ".join(re.sub(r"ada |[0-9a-f]{8,}", " ", line) for line in rows(answer))
        url = answer.context["page"].next_url
    assert set(re.findall(r"[A-Za-z_.@]{2,}", text)) <= {"KB", "ada"}
    for deed in deeds().values():
        assert deed.label in text
    for shown in (
        "12 KB",
        "学校填报员",
        "观看人数",
        "7月4日（星期五）17:00",
        "（空） → 教育类",
        "第 2 版",
        "单位管理"[:2],
    ):
        assert shown in text


def exported(town, person, **asked):
    answer = sent(town, person, "trail_export", **asked)
    assert answer.status_code == 302
    return town.client(person).get(answer.url)


def test_what_is_taken_away_is_what_was_asked_for_and_is_written_down(town, handed_in):
    answer = exported(town, town.olga, what="report.submit")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][:4] == ("时间", "人员", "登录名", "动作")
    assert [line[3] for line in lines[1:]] == ["提交报告"]
    entry = Entry.objects.get(action="audit.export")
    assert (entry.person, entry.org_path, entry.changes["n"]) == (town.olga, town.city.path, 1)
    assert any("导出操作记录" in line and "动作 提交报告" in line for line in rows(town.client(town.olga).get(URL)))


def test_a_reason_that_looks_like_a_formula_stays_text(town):
    record(town.ada, "register.closed", town.school, because='=HYPERLINK("http://evil.example")')
    answer = exported(town, town.olga, what="register.closed")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cell = sheet.cell(2, 8)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://evil.example")')


def test_a_list_is_fetched_by_who_took_it_away_and_soon(town, handed_in, otis, monkeypatch):
    url = sent(town, town.olga, "trail_export").url
    assert town.client(otis).get(url).status_code == 409
    monkeypatch.setattr("jieneng.apps.portal.trail.actions._FETCHED_WITHIN", timedelta(0))
    assert town.client(town.olga).get(url).status_code == 409


def test_too_much_is_not_taken_away_at_once(town, handed_in, monkeypatch):
    monkeypatch.setattr("jieneng.apps.portal.trail.actions.MOST_EXPORTED", 1)
    assert sent(town, town.olga, "trail_export").status_code == 413
    assert not Entry.objects.filter(action="audit.export").exists()


def test_verifying_is_written_down_and_says_whether_the_seals_hold(town, handed_in):
    assert sent(town, town.olga, "trail_verify").status_code == 409  # nothing is sealed yet
    seal(timezone.now() + timedelta(minutes=5))
    client, verify = town.client(town.olga), reverse("portal:trail_verify")
    assert "本单位尚未核对" in client.get(URL).content.decode()
    page = client.post(verify, {"_key": uuid4().hex}, follow=True).content.decode()
    assert "与封存相符" in page
    assert Entry.objects.get(action="audit.verify").changes["breaks"] == 0
    with transaction.atomic():
        Entry.objects.filter(action="report.submit").delete()
    page = client.post(verify, {"_key": uuid4().hex}, follow=True).content.decode()
    assert "1 处与封存不符" in page
    assert "不符" in page.partition("最近核对")[2]


def test_a_closed_organisation_keeps_its_trail(town, handed_in):
    register.close(town.school, by=town.root, because="合并", today=timezone.localdate())
    assert any("撤销单位" in line and "合并" in line for line in rows(town.client(town.olga).get(URL)))


def test_what_was_done_earlier_stands_on_the_next_page(town, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    page = town.client(town.olga).get("/trail").content.decode()
    further = re.search(r'href="([^"]*before=\d+)" rel="next"', page)[1]
    earlier = town.client(town.olga).get(further.replace("&amp;", "&")).content.decode()
    assert "第一页" in earlier
    assert "没有符合条件的操作记录" not in earlier
