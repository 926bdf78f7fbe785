"""A notice is withdrawn while nobody below has built on it; then nobody is asked for anything by it."""

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.actions.drafting import change, draft
from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.actions.receiving import sign
from jieneng.apps.notices.actions.withdrawing import withdraw
from jieneng.apps.notices.tests.cascade import again, passed_on, published, said
from jieneng.core.agenda.registry import entries
from jieneng.core.audit.models import Entry
from jieneng.core.collections.actions import submit
from jieneng.core.collections.models import Collection
from jieneng.core.orgs.acting import posts_of
from jieneng.ui.refusals import Refused

WHY = "时间有误"


@pytest.fixture
def notice(town, now):
    return published(town, now)


def taken_back(notice, town, now):
    return withdraw(notice, because=WHY, by=town.ines, now=now)


def owed(person, now):
    return [entry.kind for entry in entries(posts_of(person)[0], now)]


def test_a_withdrawn_notice_asks_for_nothing_any_more(notice, town, now, raw):
    collection = again(notice).campaign.collection
    assert {"签收", "填报"} <= set(owed(town.sam, now))
    withdrawn = taken_back(notice, town, now)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_because) == (now, WHY)
    assert owed(town.sam, now) == []
    assert not Collection.objects.open(now).filter(pk=collection.pk).exists()
    with pytest.raises(Refused, match="notice-withdrawn"):
        sign(again(notice), town.school, by=town.sam, now=now)
    with pytest.raises(Refused, match="notice-withdrawn"):
        pass_on(again(notice), town.county, by=town.cora, now=now)
    entry = Entry.objects.get(action="notice.withdraw")
    assert (entry.person, entry.because) == (town.ines, WHY)


def test_its_public_page_says_that_it_is_gone_and_the_paper_is(notice, town, now):
    page = reverse("notices:public", args=[notice.public_code])
    assert Client().get(page).status_code == 200
    taken_back(notice, town, now)
    gone = Client().get(page)
    assert gone.status_code == 410
    assert "撤回" in gone.content.decode()
    assert "认真组织" not in gone.content.decode()
    for view in ("public_docx", "public_qr"):
        assert Client().get(reverse(f"notices:{view}", args=[notice.public_code])).status_code == 404


def test_lists_and_pages_mark_it(notice, town, now):
    taken_back(notice, town, now)
    for person, address in (
        (town.sam, reverse("notices:received")),
        (town.sam, reverse("notices:notice", args=[notice.pk])),
        (town.ines, reverse("notices:issued")),
        (town.ines, reverse("notices:notice", args=[notice.pk])),
    ):
        page = town.client(person).get(address)
        assert page.status_code == 200
        assert "已撤回" in page.content.decode(), address


def test_what_has_been_passed_on_stays(notice, town, now):
    own = passed_on(town, notice, now)
    with pytest.raises(Refused, match="notice-in-use"):
        taken_back(notice, town, now)
    with pytest.raises(Refused, match="notice-passes-on"):
        withdraw(own, because=WHY, by=town.cora, now=now)


def test_what_somebody_has_reported_to_stays(notice, town, now, raw):
    report = {key: value for key, value in raw.items() if not key.startswith("publicity_materials")}
    submit(again(notice).campaign.collection, town.school, report, draft_no=0, by=town.sam, now=now, confirmed=True)
    with pytest.raises(Refused, match="notice-in-use"):
        taken_back(notice, town, now)


def test_a_draft_that_passes_on_what_is_gone_is_not_sent(notice, town, now):
    own = pass_on(notice, town.county, by=town.cora, now=now)
    taken_back(notice, town, now)
    with pytest.raises(Refused, match="notice-withdrawn"):
        publish(own, edit_no=own.document.edit_no, by=town.cora, now=now)


def test_only_who_signs_withdraws_with_a_reason_and_once(notice, town, now):
    with pytest.raises(Refused, match="not-allowed"):
        withdraw(notice, because=WHY, by=town.rob, now=now)
    with pytest.raises(Refused, match="reason-missing"):
        withdraw(notice, because=" ", by=town.ines, now=now)
    taken_back(notice, town, now)
    with pytest.raises(Refused, match="notice-withdrawn"):
        taken_back(notice, town, now)


def test_the_campaign_can_be_asked_for_anew(notice, town, now):
    first = again(notice).campaign.collection
    taken_back(notice, town, now)
    second = draft(again(notice).campaign, by=town.ines)
    second = change(second, said(now), edit_no=second.document.edit_no, by=town.ines)
    publish(second, edit_no=second.document.edit_no, by=town.ines, now=now)
    assert again(second).campaign.collection not in (None, first)
    assert {"签收", "填报"} <= set(owed(town.sam, now))


def test_the_page_offers_it_to_the_issuer_alone_while_it_can_be_done(notice, town, now):
    page = reverse("notices:notice", args=[notice.pk])
    assert "撤回通知" in town.client(town.ines).get(page).content.decode()
    for person in (town.rob, town.cora, town.sam):
        assert "撤回通知" not in town.client(person).get(page).content.decode()
    passed_on(town, notice, now)
    assert "撤回通知" not in town.client(town.ines).get(page).content.decode()
