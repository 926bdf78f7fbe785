"""What of notices and campaigns stands before the public, and what does not."""

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.actions.local import set_up_local
from jieneng.apps.notices.tests.cascade import again, campaign_of, passed_on, published
from jieneng.core.campaigns.actions import Content, publish
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.documents.public_pages import addresses, find

WITHHELD = Description("withheld", "affairs", "notice", ground="internal")


@pytest.fixture
def notice(town, now):
    return published(town, now)


def address(view, code):
    return reverse(f"notices:{view}", args=[code])


def shown(view, code):
    return Client().get(address(view, code))


def test_a_notice_stands_in_the_column_of_its_campaign_as_long_as_it_is_open(notice, town):
    column = reverse("openness:public_column", args=[notice.campaign.public_code])
    page = Client().get(column).content.decode()
    assert address("public", notice.public_code) in page
    assert "为做好宣传周工作，现将有关事项通知如下。" in page
    assert column in shown("campaign_public", notice.campaign.public_code).content.decode()
    withhold(notice, town.ines)
    assert Client().get(column).status_code == 404  # with the campaign's own page


def test_what_passes_a_notice_on_stands_in_no_column_but_that_of_ones_own_campaign(notice, town, now):
    assert passed_on(town, notice, now).document.disclosure.column == ""


def test_it_stands_in_the_column_of_ones_own_campaign(notice, town, now):
    content = Content("望岭县宣传周", notice.campaign.year)
    local = set_up_local(again(notice).campaign, town.county, content, by=town.cora)
    assert passed_on(town, notice, now).document.disclosure.column == local.public_code


def withhold(notice, by):
    describe(notice.document, WITHHELD, edit_no=0, by=by, because="误公开")


def test_the_page_begins_with_the_lines_of_the_catalogue(notice):
    page = shown("public", notice.public_code).content.decode()
    for said in ("索引号", notice.document.disclosure.index_no, "主题分类", "节能宣传教育", "有效性", "主动公开"):
        assert said in page
    assert page.index("索引号") < page.index("doc-title")


def test_it_offers_the_paper_with_kind_and_size(notice):
    page = shown("public", notice.public_code).content.decode()
    assert "Word 文档（docx），" in page
    size = len(shown("public_docx", notice.public_code).content)
    assert f"{size / 1024:.1f}" in page


def test_what_is_withheld_has_no_page_no_code_and_no_file(notice, town):
    withhold(notice, town.ines)
    for view in ("public", "public_qr", "public_docx"):
        assert shown(view, notice.public_code).status_code == 404
    assert addresses("notice", [notice.document_id]) == {}
    assert find("notice", notice.public_code) is None


def test_a_campaign_goes_with_the_notice_that_tells_of_it(notice, town):
    code = notice.campaign.public_code
    assert shown("campaign_public", code).status_code == 200
    withhold(notice, town.ines)
    assert shown("campaign_public", code).status_code == 404
    assert shown("campaign_qr", code).status_code == 404


def test_a_campaign_that_no_notice_tells_of_is_open_once_published(town):
    campaign = campaign_of(town)
    publish(campaign, by=town.ines)
    assert find("campaign", campaign.public_code).title == campaign.title


def test_a_repealed_notice_says_so_first(notice, town):
    said = Description("open", "publicity", "notice", validity="repealed", invalid_since=notice.document.written_on)
    describe(notice.document, said, edit_no=0, by=town.ines, because="已由新通知代替")
    page = shown("public", notice.public_code).content.decode()
    assert "仅供查阅" in page
    assert page.index("仅供查阅") < page.index("索引号")


def test_everybody_may_keep_the_page_for_a_minute_and_asks_then_whether_it_changed(notice, town):
    first = shown("public", notice.public_code)
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first["Vary"]
    again = Client().get(address("public", notice.public_code), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "no-store" in town.client(town.ines).get(address("public", notice.public_code))["Cache-Control"]


def test_the_desk_leads_to_no_page_that_is_not_there(notice, town):
    page = town.client(town.ines).get(address("notice", notice.pk)).content.decode()
    assert address("public", notice.public_code) in page
    withhold(notice, town.ines)
    page = town.client(town.ines).get(address("notice", notice.pk)).content.decode()
    assert address("public", notice.public_code) not in page
    assert "不予公开" in page
    campaign = town.client(town.ines).get(address("campaign", notice.campaign_id)).content.decode()
    assert notice.campaign.public_code not in campaign
