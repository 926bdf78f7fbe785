"""纠错: anybody may say what is wrong, nobody can flood the desk, and the office that published the page answers."""

from datetime import date, datetime, timedelta

import pytest

from jieneng.apps.openness import actions, due
from jieneng.apps.openness.actions import answer, report
from jieneng.apps.openness.agenda import to_do
from jieneng.apps.openness.due import due_of
from jieneng.apps.openness.models import ErrorReport
from jieneng.apps.openness.tests.conftest import ADDRESS, anybody, page_of, send
from jieneng.core.audit.models import Entry
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.orgs.acting import posts_of
from jieneng.engine.periods import BEIJING
from jieneng.rulebook import open_information
from jieneng.ui.refusals import Refused


def test_anybody_reports_an_error_and_finds_the_answer_by_its_code(disclosed, town, now):
    paper = disclosed()
    said = send(anybody(), "public_report", "notice", paper.code, what="第三行的日期写错了。", quote="6月31日")
    seen = ErrorReport.objects.get()
    assert said.url == f"/open/receipts/{seen.code}/"
    assert "已送云川市机关事务管理局" in anybody().get(said.url).content.decode()
    answer(seen, outcome="mended", words="已改为6月30日，谢谢指出。", by=town.ines, now=now)
    page = anybody().get(said.url).content.decode()
    assert "已更正" in page
    assert "已改为6月30日" in page
    assert town.ines.display_name not in page


def test_nothing_of_the_sender_is_kept_but_a_digest_of_the_day(reported, now):
    assert ADDRESS not in str(ErrorReport.objects.values().get())
    assert reported.sender == actions.digest_of(ADDRESS, now)
    assert actions.digest_of(ADDRESS, now) != actions.digest_of(ADDRESS, now + timedelta(days=1))


def test_the_next_day_even_the_digest_is_gone(reported, disclosed, said, now):
    other = disclosed("另一份通知")
    report(page_of(other), said(other), address="198.51.100.1", now=now + timedelta(days=1))
    reported.refresh_from_db()
    assert reported.sender == ""


def test_it_is_written_down_without_a_person(reported):
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.person, entry.org_path) == ("errors.report", None, reported.org_path)


def test_the_same_form_sent_twice_is_one_remark(disclosed, said, now):
    paper = disclosed()
    remark = said(paper, key="k" * 20)
    first, second = (report(page_of(paper), remark, address=ADDRESS, now=now) for _ in range(2))
    assert first == second
    assert ErrorReport.objects.count() == 1


def test_one_sender_is_stopped_for_the_day_and_others_are_not(disclosed, said, now):
    paper = disclosed()
    for _ in range(open_information().errors.most_of_a_sender):
        report(page_of(paper), said(paper), address=ADDRESS, now=now)
    with pytest.raises(Refused, match="errors-too-many"):
        report(page_of(paper), said(paper), address=ADDRESS, now=now)
    report(page_of(paper), said(paper), address="198.51.100.1", now=now)
    report(page_of(paper), said(paper), address=ADDRESS, now=now + timedelta(days=1))


def test_one_page_is_not_flooded_from_everywhere(disclosed, said, now):
    paper = disclosed()
    for n in range(open_information().errors.most_of_a_page):
        report(page_of(paper), said(paper), address=f"198.51.100.{n}", now=now)
    with pytest.raises(Refused, match="errors-too-many"):
        report(page_of(paper), said(paper), address="203.0.113.99", now=now)


@pytest.mark.parametrize("wrong", [{"what": ""}, {"what": "错"}, {"what": "长" * 501}, {"quote": "长" * 201}])
def test_what_is_too_short_or_too_long_comes_back_as_it_was_typed(disclosed, wrong):
    paper = disclosed()
    said = {"what": "第三行的日期写错了。", "quote": ""} | wrong
    answer = send(anybody(), "public_report", "notice", paper.code, **said)
    assert answer.status_code == 422
    assert not ErrorReport.objects.exists()


def test_what_only_a_machine_fills_in_goes_nowhere(disclosed):
    paper = disclosed()
    answer = send(anybody(), "public_report", "notice", paper.code, what="便宜商品请看这里", website="http://x.example")
    assert answer.status_code == 302
    assert not ErrorReport.objects.exists()
    assert not Entry.objects.filter(action="errors.report").exists()


def test_there_is_no_form_for_a_page_that_nobody_may_read(disclosed, town):
    paper = disclosed()
    describe(paper, Description("request", "publicity", "notice"), edit_no=0, by=town.ines, because="依申请公开")
    assert anybody().get(f"/open/report/notice/{paper.code}/").status_code == 404
    assert anybody().get("/open/report/nothing/x/").status_code == 404


def test_behind_a_proxy_the_sender_is_who_the_proxy_says(disclosed, settings, now):
    paper = disclosed()
    address = f"/open/report/notice/{paper.code}/"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    said = {"what": "第三行的日期写错了。", "_key": "k" * 20}
    anybody().post(address, said, headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.9"})
    assert ErrorReport.objects.get().sender == actions.digest_of("192.0.2.9", now)


def test_the_desk_is_asked_within_five_workdays(reported, town, now):
    (entry,) = to_do(posts_of(town.ines)[0], now)
    assert (entry.kind, entry.due_at) == ("纠错", due_of(now))
    assert list(to_do(posts_of(town.cora)[0], now)) == []
    assert list(to_do(posts_of(town.olga)[0], now)) == []


def test_days_that_the_calendar_of_the_rulebook_gives_free_are_no_workdays(monkeypatch):
    friday = datetime(2031, 7, 4, 9, tzinfo=BEIJING)
    assert due_of(friday) == datetime(2031, 7, 11, 17, tzinfo=BEIJING)
    monkeypatch.setattr(due, "workday_overrides", lambda: {date(2031, 7, 7): False})
    assert due_of(friday) == datetime(2031, 7, 14, 17, tzinfo=BEIJING)


def test_many_remarks_are_ten_entries_and_one_that_leads_to_the_list(disclosed, said, town, now):
    paper = disclosed()
    for n in range(13):
        report(page_of(paper), said(paper), address=f"198.51.100.{n}", now=now)
    found = list(to_do(posts_of(town.ines)[0], now))
    assert len(found) == 11
    assert found[-1].url == "/open/errors/"


def test_an_answer_is_given_once_and_written_down(reported, town, now):
    answer(reported, outcome="right", words="原文正确。", by=town.rob, now=now)
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.changes, entry.because) == ("errors.answer", {"outcome": "核实无误"}, "原文正确。")
    with pytest.raises(Refused, match="error-answered"):
        answer(reported, outcome="mended", words="又改了。", by=town.ines, now=now)


def test_an_answer_has_an_outcome_and_words(reported, town, now):
    with pytest.raises(Refused, match="unknown-reason"):
        answer(reported, outcome="whatever", words="原文正确。", by=town.ines, now=now)
    with pytest.raises(Refused, match="reason-missing"):
        answer(reported, outcome="right", words="  ", by=town.ines, now=now)


def test_the_next_county_and_those_without_the_role_answer_nothing(reported, town, now):
    for person in (town.cora, town.rex, town.ada):
        with pytest.raises(Refused, match="not-allowed"):
            answer(reported, outcome="right", words="原文正确。", by=person, now=now)


def test_the_desk_answers_by_its_page(reported, town):
    ines = town.client(town.ines)
    page = ines.get("/open/errors/").content.decode()
    assert reported.what in page
    assert send(ines, "answer", reported.pk, outcome="mended", words="已更正。").url == "/open/errors/"
    assert reported.what not in ines.get("/open/errors/").content.decode()
    assert "已更正" in ines.get("/open/errors/?state=all").content.decode()
    assert send(ines, "answer", reported.pk, outcome="", words="").status_code == 422


def test_who_stands_above_reads_and_does_not_answer(reported, town):
    page = town.client(town.root).get(f"/open/errors/{reported.pk}/").content.decode()
    assert reported.what in page
    assert "<textarea" not in page
    assert town.client(town.rex).get(f"/open/errors/{reported.pk}/").status_code == 404


def test_a_desk_without_remarks_says_so(town):
    page = town.client(town.ines).get("/open/errors/").content.decode()
    assert "没有待答复的纠错" in page
    assert town.client(town.olga).get("/open/errors/").status_code == 403
