"""Cora's desk: what waits, what has changed, what goes back, what is accepted; and Sam's answer to a return."""

import pytest

from jieneng.apps.reporting.tests.pages import form_of, typed
from jieneng.core.audit.models import Entry
from jieneng.core.collections.actions import submit
from jieneng.core.collections.models import ReturnSlip, Submission
from jieneng.core.orgs.actions import appoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora(town):
    return town.client(town.cora)


@pytest.fixture
def desk(collection):
    return f"/reporting/{collection.pk}/review/"


def slip(client, desk, **changed):
    return form_of(client.get(desk), "slip") | changed


def act(submission, what):
    return f"/reporting/submissions/{submission.pk}/{what}"


def test_an_empty_desk_says_when_it_will_fill(cora, desk):
    page = cora.get(desk).content.decode()
    assert "没有待审核的上报件" in page
    assert "看上报进度" in page


def test_the_desk_shows_the_report_and_a_day_for_the_return(cora, desk, handed_in):
    page = cora.get(desk)
    said = page.content.decode()
    assert "望岭县第一中学" in said
    assert "无提示" in said
    assert form_of(page, "slip")["due_at"].endswith("T17:00")
    assert form_of(page, "slip")["version"] == str(handed_in.version_id)


def test_what_is_doubtful_comes_first_and_says_why(cora, desk, handed_in, town, collection, raw, now):
    odd = raw | {"overview.participants": {"n": "500", "how": "exact"}}
    submit(
        collection, town.hospital, odd, draft_no=0, by=town.hanna, now=now, notes={"overview.participants": "含患者"}
    )
    page = cora.get(desk).content.decode()
    assert page.index("望岭县人民医院") < page.index("望岭县第一中学")
    assert "参加活动人数大于本单位人数" in page
    assert "单位说明：含患者" in page


def test_ticked_fields_go_back_and_only_they_are_open(cora, desk, handed_in, town, collection):
    said = slip(cora, desk) | {
        "field": ["watch_live.viewers"],
        "reason:watch_live.viewers": "implausible",
        "text:watch_live.viewers": "请核对观看人数",
    }
    assert cora.post(act(handed_in, "return"), said).status_code == 302
    assert "待审核 0 家，已审核 0 家，退回 1 家" in cora.get(desk).content.decode()  # without waiting for the folder
    assert ReturnSlip.objects.get().fields == ["watch_live.viewers"]
    page = town.client(town.sam).get(f"/reporting/{collection.pk}/report/")
    assert "请核对观看人数" in page.content.decode()
    assert "只有以上各项可以修改" in page.content.decode()
    fields = form_of(page, "report")
    assert "watch_live.viewers" in fields
    assert "account.text" not in fields


def test_a_tick_without_reason_is_asked_about_and_not_lost(cora, desk, handed_in):
    said = slip(cora, desk) | {"field": ["watch_live.viewers", "account.text"], "text": "请核对"}
    answer = cora.post(act(handed_in, "return"), said)
    assert answer.status_code == 422
    again = form_of(answer, "slip")
    assert {"reason:watch_live.viewers", "text:account.text"} <= set(again)
    assert again["text"] == "请核对"
    assert "未填写退回原因" in answer.content.decode()
    assert not ReturnSlip.objects.exists()


def test_sam_answers_and_cora_sees_what_has_changed(cora, desk, returned, town, collection, raw):
    sam = town.client(town.sam)
    url = f"/reporting/{collection.pk}/report/"
    same = form_of(sam.get(url), "report")
    assert sam.post(url + "submit", same).status_code == 422  # nothing changed, nothing said
    fresh = form_of(sam.get(url), "report") | {"watch_live.viewers": "90", "reply": "已改为90"}
    assert sam.post(url + "submit", fresh).status_code == 302
    page = cora.get(desk).content.decode()
    assert "<del>86</del>" in page
    assert "已改为90" in page
    assert "第 2 版" in page


def test_an_accepted_report_counts_and_the_next_one_opens(cora, desk, handed_in, town, collection, raw, now):
    other = submit(collection, town.hospital, raw, draft_no=0, by=town.hanna, now=now)
    said = slip(cora, f"{desk}{handed_in.pk}/")
    assert said["next"] == str(other.pk)
    assert cora.post(act(handed_in, "accept"), said).url == f"{desk}{other.pk}/"
    handed_in.refresh_from_db()
    assert handed_in.state == "accepted"
    assert Entry.objects.filter(action="report.review").exists()


def test_the_server_does_not_accept_what_is_ticked(cora, desk, handed_in):
    answer = cora.post(act(handed_in, "accept"), slip(cora, desk) | {"field": ["account.text"]})
    assert answer.status_code == 409
    assert "不能同时审核通过" in answer.content.decode()
    assert Submission.objects.get().state == "waiting"


def test_what_is_decided_is_what_was_seen(cora, desk, handed_in):
    answer = cora.post(act(handed_in, "accept"), slip(cora, desk) | {"version": "0"})
    assert answer.status_code == 409
    assert Submission.objects.get().state == "waiting"


def test_exactly_the_clean_ones_that_were_shown_are_accepted_together(
    cora, desk, handed_in, town, collection, raw, now
):
    odd = raw | {"overview.participants": {"n": "500", "how": "exact"}}
    submit(collection, town.hospital, odd, draft_no=0, by=town.hanna, now=now, confirmed=True)
    page = cora.get(desk)
    assert "无提示的 1 家一并通过" in page.content.decode()
    said = form_of(page, "")
    assert said["seen"] == f"{handed_in.pk}:{handed_in.version_id}"
    assert cora.post(desk + "accept-clean", said).status_code == 302
    states = dict(Submission.objects.values_list("organization__name", "state"))
    assert states == {"望岭县第一中学": "accepted", "望岭县人民医院": "waiting"}


def test_a_newer_version_is_not_accepted_unseen(cora, desk, handed_in):
    said = form_of(cora.get(desk), "") | {"seen": f"{handed_in.pk}:{handed_in.version_id + 1}"}
    assert cora.post(desk + "accept-clean", said).status_code == 409
    assert Submission.objects.get().state == "waiting"


@pytest.mark.parametrize("seen", ["9" * 40 + ":1", "²:1", "1", "x:y", ""])
def test_what_no_page_offers_accepts_nothing(cora, desk, handed_in, seen):
    said = form_of(cora.get(desk), "") | {"seen": seen}
    assert cora.post(desk + "accept-clean", said).status_code == 409
    assert Submission.objects.get().state == "waiting"


def test_nobody_reviews_their_own_work(town, collection, raw, now, desk):
    town.person("otto", "石桥兼职", "county2", "reviewer", "reporter")
    town.person("sol", "石桥学校填报员", "school2", "reporter")
    appoint(town.otto, town.school2, "reporter", by=town.root, today=now.date())
    submission = submit(collection, town.school2, raw, draft_no=0, by=town.otto, now=now)
    otto = town.client(town.otto)
    page = otto.get(desk)
    assert "本人提交的内容不能由本人审核" in page.content.decode()
    assert "一并通过" not in page.content.decode()
    answer = otto.post(act(submission, "accept"), form_of(page, "slip"))
    assert answer.status_code == 403


def test_another_countys_report_is_not_found(town, handed_in, collection):
    said = {"_key": "k" * 20, "version": str(handed_in.version_id), "due_at": "2999-01-01T17:00", "text": "x"}
    for stranger in (town.ines, town.rex, town.hanna):
        client = town.client(stranger)
        for what in ("accept", "return"):
            assert client.post(act(handed_in, what), said).status_code == 404
    assert town.client(town.rex).get(f"/reporting/{collection.pk}/review/").status_code == 404
    assert town.client(town.olga).get(f"/reporting/{collection.pk}/review/").status_code == 404


def test_a_foreign_report_does_not_open_on_ones_own_desk(town, handed_in, collection):
    assert town.client(town.ines).get(f"/reporting/{collection.pk}/review/{handed_in.pk}/").status_code == 404


def test_every_version_is_shown_to_those_who_may_see_it(town, returned, collection, raw, now):
    changed = raw | {"watch_live.viewers": {"n": "90", "how": "approx"}}
    submit(collection, town.school, changed, draft_no=returned.draft_no, by=town.sam, now=now, reply="已改")
    for person in (town.sam, town.cora, town.ines):
        assert town.client(person).get(act(returned, "")).status_code == 200
    for person in (town.hanna, town.rex, town.olga):
        assert town.client(person).get(act(returned, "")).status_code == 404
        assert town.client(person).get(act(returned, "versions/1/")).status_code == 404
    page = town.client(town.ines).get(act(returned, "")).content.decode()
    assert "<del>86</del>" in page
    first = town.client(town.ines).get(act(returned, "versions/1/")).content.decode()
    assert "<del>" not in first
    assert town.client(town.ines).get(act(returned, "versions/9/")).status_code == 404


def test_a_text_of_a_report_is_never_part_of_the_page(cora, desk, town, collection, raw, now):
    attack = raw | {"account.text": "<script>alert(1)</script>"}
    submission = submit(collection, town.school, attack, draft_no=0, by=town.sam, now=now)
    for url in (desk, act(submission, "")):
        assert "<script>alert(1)" not in cora.get(url).content.decode()


def test_the_desk_costs_the_same_for_many(cora, desk, town, collection, raw, now, django_assert_max_num_queries):
    for n in range(12):
        key = f"unit{n}"
        town.organization(key, f"望岭县第{n}小学", "county", category="education")
        town.person(f"p{n}", f"填报员{n}", key, "reporter")
        submit(collection, getattr(town, key), raw, draft_no=0, by=getattr(town, f"p{n}"), now=now)
    with django_assert_max_num_queries(22):
        assert "待审核 12" in cora.get(desk).content.decode()


def test_a_correction_goes_its_way_through_the_pages(town, cora, desk, handed_in, collection, raw):
    cora.post(act(handed_in, "accept"), slip(cora, desk))
    sam = town.client(town.sam)
    receipt = sam.get(act(handed_in, "receipt/"))
    assert "已计入汇总" in receipt.content.decode()
    said = form_of(receipt, "") | {"because": "漏计一个会场"}
    assert sam.post(act(handed_in, "correct"), said).status_code == 302
    url = f"/reporting/{collection.pk}/report/"
    fresh = form_of(sam.get(url), "report") | typed({"watch_live.viewers": {"n": "96", "how": "exact"}})
    assert sam.post(url + "submit", fresh).status_code == 302
    assert "漏计一个会场" in cora.get(desk).content.decode()
