"""The column of a campaign: what was published about it, by day, with how it begins; its filters; its feed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import TODAY
from jieneng.apps.openness.queries import SIZE
from jieneng.apps.openness.tests.conftest import anybody
from jieneng.core.documents import public_pages
from jieneng.core.documents.actions import draft, issue
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.documents.models import Disclosure
from jieneng.core.documents.public_pages import Picture, PublicPage
from jieneng.engine.documents.blocks import Document, Paragraph, Run, to_json

CODE = "c0de"
BODY = to_json(Document((Paragraph((Run("全市组织收看直播，参加"), Run("120"), Run("人。另有安排。"))),)))


@pytest.fixture(autouse=True)
def kinds(page_kinds, town):
    notice = public_pages.kinds()["notice"]
    shown = {"pictures": lambda ids: {pk: [Picture(f"/picture/{pk}", "收看现场")] for pk in ids}, "in_columns": True}
    public_pages.register("notice", public_pages.Kind("通知", notice.find, notice.addresses, in_columns=True))
    brief = public_pages.kinds()["brief"]
    public_pages.register("brief", public_pages.Kind("简讯", brief.find, brief.addresses, **shown))
    campaign = PublicPage("宣传周", "/campaign", town.city)
    public_pages.register("campaign", public_pages.Kind("活动", {CODE: campaign, "other": campaign}.get))


@pytest.fixture
def put(town):
    """put("标题", kind="brief", column=CODE): a paper that was issued, and stands in the column."""

    def make(title, *, kind="notice", column=CODE, at="city", by="ines"):
        paper = draft(kind, town.organizations[at], title, BODY, by=town.people[by])
        return issue(paper, number="", written_on=TODAY, by=town.people[by], column=column)

    return make


@pytest.fixture
def three(put):
    put("市局通知")
    put("市局简讯", kind="brief")
    return put("县中心简讯", kind="brief", at="county", by="cora")


def page(view="public_column", code=CODE, **asked):
    answer = anybody().get(reverse(f"openness:{view}", args=[code]), asked)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_the_latest_stands_first_with_its_day_and_how_it_begins(three, put):
    put("别的专栏的通知", column="other")
    put("没有专栏的通知", column="")
    said = page()
    assert said.index("县中心简讯") < said.index("市局简讯") < said.index("市局通知")
    assert "全市组织收看直播，参加120人。" in said
    assert "另有安排" not in said
    assert f"{Disclosure.objects.first().opened_at:%Y}年" in said
    assert "别的专栏" not in said
    assert "没有专栏" not in said


def test_it_is_filtered_by_kind_issuer_and_photographs_and_the_address_says_so(three):
    assert "市局简讯" not in page(kind="notice")
    assert "市局通知" not in page(issuer="望岭")
    pictures = page(kind="pictures")
    assert "市局通知" not in pictures
    assert f"/picture/{three.pk}" in pictures
    assert "收看现场" in pictures
    assert 'value="pictures" selected' in pictures
    assert "kind=pictures" in pictures  # of the feed
    assert "没有符合条件的内容" in page(issuer="没有这个单位")


def test_it_goes_on_by_pages_within_the_conditions(three, put, monkeypatch):
    monkeypatch.setattr("jieneng.apps.openness.queries.SIZE", 1)
    first = page(kind="brief")
    assert "市局简讯" not in first
    after = first.partition("after=")[2].partition('"')[0].replace("&amp;", "&")
    assert "市局简讯" in page(kind="brief", after=after)
    assert SIZE > 1


def test_what_is_closed_or_not_yet_open_is_not_in_it(three, town):
    said = Description("request", "affairs", "other")
    describe(three, said, edit_no=three.disclosure.edit_no, by=town.cora, because="误公开")
    assert "县中心简讯" not in page()
    assert "县中心简讯" not in page("public_column_feed")


def test_without_the_page_of_the_campaign_there_is_no_column(three):
    assert page(code="unknown") == 404
    assert page("public_column_feed", code="unknown") == 404


def test_an_empty_column_says_what_comes(town):
    assert "暂无内容" in page()


def test_the_feed_has_the_first_sentence(three):
    feed = page("public_column_feed", kind="brief")
    assert "全市组织收看直播，参加120人。" in feed
    assert "市局通知" not in feed


def test_open_information_leads_to_the_newest_columns(three):
    said = anybody().get(reverse("openness:public_list")).content.decode()
    assert reverse("openness:public_column", args=[CODE]) in said
    Disclosure.objects.update(opened_at=None)
    assert "专栏" not in anybody().get(reverse("openness:public_list")).content.decode()


def test_it_costs_the_same_however_much_is_in_it(three, put):
    with CaptureQueriesContext(connection) as few:
        page()
    for n in range(6):
        put(f"第{n}期", kind="brief")
    Disclosure.objects.filter(pk=three.disclosure.pk).update(opened_at=three.issued_at - timedelta(days=2))
    with CaptureQueriesContext(connection) as many:
        page()
    assert len(many) == len(few)
