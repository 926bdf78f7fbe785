"""Sam pastes the school's own summary; its figures are proposed, and only what he ticks goes into the report."""

import pytest

from jieneng.apps.reporting.tests.pages import form_of, typed
from jieneng.core.collections.models import Submission

pytestmark = pytest.mark.django_db
TEXT = """望岭县第一中学节能宣传周活动总结
6月23日，组织教职工280余人收看启动仪式直播，其中教师96人收看直播。设集中收看会场2处。办公楼共5栋。"""


@pytest.fixture
def sam(town):
    return town.client(town.sam)


@pytest.fixture
def url(collection):
    return f"/reporting/{collection.pk}/report/"


def paste(client, url, text=TEXT, **more):
    form = form_of(client.get(url), "report")
    return client.post(url + "summary/read", form | {"_summary": text} | more)


def take(client, url, *numbers, **more):
    form = form_of(client.get(url + "summary/"), "take")
    return client.post(url + "summary/take", form | {"take": [str(n) for n in numbers]} | more)


def test_the_form_offers_to_read_a_pasted_summary(sam, url):
    page = sam.get(url).content.decode()
    assert "粘贴本单位总结，自动提取数字" in page


def test_pasting_keeps_what_was_typed_and_takes_no_number(sam, url, raw):
    assert paste(sam, url, **typed(raw)).url == url + "summary/"
    draft = Submission.objects.get().draft
    assert draft["watch_live.viewers"]["n"] == raw["watch_live.viewers"]["n"]
    assert draft["_summary"] == TEXT


def test_every_figure_stands_with_its_sentence_its_field_and_what_is_there_already(sam, url, raw):
    paste(sam, url, **typed(raw))
    page = sam.get(url + "summary/").content.decode()
    assert "组织教职工<mark>280余人</mark>收看启动仪式直播" in page
    assert "约数" in page
    assert "86人（精确），将替换" in page
    assert "的一部分，不要重复计入" in page
    assert "checked" not in page


def test_a_ticked_figure_goes_into_the_draft_with_its_mark_and_nothing_else(sam, url):
    paste(sam, url)
    before = Submission.objects.get().draft
    assert take(sam, url, 0).url == url + "summary/"
    draft = Submission.objects.get().draft
    assert draft["watch_live.viewers"] == {"n": "280", "how": "approx"}
    assert {key: value for key, value in draft.items() if value != before.get(key)} == {
        "watch_live.viewers": {"n": "280", "how": "approx"}
    }
    assert "与表中一致" in sam.get(url + "summary/").content.decode()


def test_two_figures_do_not_go_into_one_field(sam, url):
    paste(sam, url)
    both = {"to:0": "watch_live.viewers", "to:1": "watch_live.viewers"}
    answer = take(sam, url, 0, 1, **both)
    assert answer.status_code == 422
    assert "只能采用一处" in answer.content.decode()
    assert Submission.objects.get().draft["watch_live.viewers"]["n"] == ""


def test_a_figure_goes_only_where_its_unit_fits(sam, url):
    paste(sam, url)
    answer = take(sam, url, 0, **{"to:0": "watch_live.halls"})
    assert answer.status_code == 422
    assert "请选填入哪一项" in answer.content.decode()


def test_nothing_ticked_is_said(sam, url):
    paste(sam, url)
    answer = take(sam, url)
    assert answer.status_code == 422
    assert "没有勾选" in answer.content.decode()


def test_the_text_itself_goes_into_the_account_when_asked(sam, url):
    paste(sam, url)
    take(sam, url, text_to="account.text")
    assert Submission.objects.get().draft["account.text"] == TEXT


def test_an_old_page_of_proposals_does_not_overwrite_a_newer_draft(sam, url):
    paste(sam, url)
    old = form_of(sam.get(url + "summary/"), "take")
    paste(sam, url, "发放宣传材料30份。")
    answer = sam.post(url + "summary/take", old | {"take": ["0"]})
    assert answer.status_code == 409
    assert Submission.objects.get().draft["watch_live.viewers"]["n"] == ""


def test_a_text_without_figures_is_answered_with_a_way_back(sam, url):
    paste(sam, url, "本单位认真组织了宣传周活动。")
    assert "没有读出数字" in sam.get(url + "summary/").content.decode()


def test_a_text_that_is_too_long_comes_back_with_what_was_typed(sam, url, raw):
    answer = paste(sam, url, "节能" * 10_001, **typed(raw))
    assert answer.status_code == 422
    assert "20000" in answer.content.decode().replace(",", "")
    assert not Submission.objects.exists()


def test_without_a_text_there_is_no_page_of_figures(sam, url):
    assert sam.get(url + "summary/").url == url


def test_who_may_not_fill_in_takes_nothing(town, collection):
    assert town.client(town.ada).get(f"/reporting/{collection.pk}/report/summary/").status_code in (302, 403, 404)
    assert town.client(town.rex).get(f"/reporting/{collection.pk}/report/summary/").status_code == 404
