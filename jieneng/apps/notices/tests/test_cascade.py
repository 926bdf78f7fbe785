"""A notice goes down three levels: one collection, one report a unit, receipts that count each organisation once."""

from datetime import date, timedelta

import pytest

from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.actions.receiving import mark_read, sign
from jieneng.apps.notices.models import Notice, Receipt
from jieneng.apps.notices.queries.addressed import is_addressed, nearest, received
from jieneng.apps.notices.queries.reach import n_addressed
from jieneng.apps.notices.queries.standing import unsigned
from jieneng.apps.notices.tests.cascade import again, drafted, passed_on, published
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection
from jieneng.core.collections.terms import due_of
from jieneng.core.documents.models import Document
from jieneng.core.facts import descent
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.totals import fresh, total
from jieneng.core.facts.verify import verify
from jieneng.core.jobs.outbox import do_due
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.ui.refusals import Refused


def counters(notice, node):
    return fresh(again(notice).root.series_id, node.path).amounts.trimmed().counters


def test_a_cascade_over_three_levels_asks_one_report_of_each_unit(town, now):
    first = published(town, now, "province", "root")
    second = passed_on(town, first, now, "city", "ines", due_at=now + timedelta(days=8))
    third = passed_on(town, second, now, due_at=now + timedelta(days=6))
    collection = Collection.objects.get()
    assert {first.campaign_id, second.campaign_id, third.campaign_id} == {first.campaign_id}
    assert Collection.objects.reaching(town.school.path).get() == collection
    assert collection.audience.includes(town.school)
    assert due_of(collection, town.school).at == third.due_at
    assert due_of(collection, town.county).at == second.due_at
    assert again(third).local_terms.organization == town.county


def test_publishing_issues_shows_and_asks_in_one_step(town, now):
    notice = published(town, now)
    assert notice.document.state == "issued"
    assert notice.document.number == f"云机管节〔{notice.document.written_on.year}〕1号"
    assert notice.campaign.is_published
    collection = again(notice).campaign.collection
    assert collection.due_at == notice.due_at
    assert collection.audience.includes(town.city)
    assert list(Entry.objects.order_by("id").values_list("action", flat=True))[-1] == "notice.publish"


def test_what_cannot_be_published_leaves_nothing_behind(town, now):
    notice = drafted(town, now, due_at=now + timedelta(days=1))
    with pytest.raises(Refused, match="notice-due-past"):
        publish(notice, edit_no=notice.document.edit_no, by=town.ines, now=now + timedelta(days=2))
    assert not Collection.objects.exists()
    assert Document.objects.get().state == "draft"
    assert not again(notice).campaign.is_published


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "  "}, "notice-no-body"),
        ({"due_at": None}, "notice-no-due"),
        ({"categories": ["sports"]}, "audience-empty"),
    ],
)
def test_an_unfinished_notice_is_not_published(town, now, fields, code):
    notice = drafted(town, now, **fields)
    with pytest.raises(Refused, match=code):
        publish(notice, edit_no=notice.document.edit_no, by=town.ines, now=now)


def test_a_second_tab_publishes_nothing_again(town, now):
    notice = published(town, now)
    with pytest.raises(Refused, match="notice-already-published"):
        publish(notice, edit_no=notice.document.edit_no, by=town.ines, now=now)
    assert Collection.objects.count() == 1


def test_what_was_changed_meanwhile_is_not_signed_unseen(town, now):
    notice = drafted(town, now)
    with pytest.raises(Refused, match="stale-form"):
        publish(notice, edit_no=notice.document.edit_no - 1, by=town.ines, now=now)


def test_only_the_issuer_signs_off(town, now):
    notice = drafted(town, now)
    for person in (town.rob, town.cora, town.sam, town.rex):
        with pytest.raises(Refused, match="not-allowed"):
            publish(notice, edit_no=notice.document.edit_no, by=person, now=now)


def test_a_day_after_the_upper_one_is_refused(town, now):
    first = published(town, now)
    with pytest.raises(Refused, match="notice-due-after-upper"):
        passed_on(town, first, now, due_at=first.due_at + timedelta(minutes=1))
    assert not Notice.objects.published().exclude(pk=first.pk).exists()


def test_the_proposed_day_lies_before_the_upper_one(town, now):
    first = published(town, now)
    draft = pass_on(first, town.county, by=town.cora, now=now)
    assert now < draft.due_at < first.due_at


def test_a_notice_is_passed_on_once_and_never_by_a_unit(town, now):
    first = published(town, now)
    passed_on(town, first, now)
    with pytest.raises(Refused, match="notice-already-forwarded"):
        pass_on(first, town.county, by=town.cora, now=now)
    with pytest.raises(Refused, match="notice-nobody-below"):
        pass_on(first, town.school, by=town.sam, now=now)
    with pytest.raises(Refused, match="notice-not-addressed"):
        pass_on(first, town.city2, by=town.rex, now=now)


def test_only_the_nearest_notice_of_a_cascade_is_to_be_signed_for(town, now):
    first = published(town, now)
    second = passed_on(town, first, now + timedelta(minutes=1))
    entries = received(town.school)
    assert [entry.notice for entry in entries] == [second, first]
    assert [entry.notice for entry in nearest(entries)] == [second]
    assert received(town.city2) == []


def test_each_organisation_counts_once_in_a_cascade(town, now):
    first = published(town, now)
    sign(first, town.school, by=town.sam, now=now)
    second = passed_on(town, first, now)
    mark_read(second, town.school, by=town.sam, now=now)
    sign(second, town.school, by=town.sam, now=now)
    assert counters(first, town.city) == {"read": 2, "signed": 2, "passed_on": 1}
    assert counters(first, town.county) == {"read": 2, "signed": 2, "passed_on": 1}
    assert counters(first, town.county2) == {}
    assert verify() == []
    fold_all(now)
    assert total(first.series_id, town.city.path).counter("signed") == 2
    assert verify() == []


def test_nobody_signs_twice_or_for_another(town, now):
    first = published(town, now)
    sign(first, town.school, by=town.sam, now=now)
    with pytest.raises(Refused, match="notice-already-signed"):
        sign(first, town.school, by=town.sam, now=now)
    with pytest.raises(Refused, match="not-allowed"):
        sign(first, town.hospital, by=town.sam, now=now)
    with pytest.raises(Refused, match="notice-not-addressed"):
        sign(first, town.city2, by=town.rex, now=now)
    assert Receipt.objects.count() == 1
    assert Entry.objects.filter(action="notice.sign_for").count() == 1


def test_a_draft_is_not_signed_for(town, now):
    notice = drafted(town, now)
    with pytest.raises(Refused, match="notice-not-published"):
        sign(notice, town.school, by=town.sam, now=now)


def test_passing_on_reaches_those_the_first_did_not_address(town, now):
    first = published(town, now, only_next=True)
    assert n_addressed(first.audience, first.campaign.year) == 3  # two counties and the library
    assert not is_addressed(first, town.school)
    second = passed_on(town, first, now)
    assert is_addressed(second, town.school)
    assert counters(first, town.city)["reached"] == 2
    assert counters(first, town.city)["passed_on"] == 1
    assert verify() == []


def test_the_number_runs_on_and_a_typed_one_is_not_given_twice(town, now):
    published(town, now)
    second = published(town, now)
    assert second.document.number.endswith("2号")
    third = drafted(town, now, wanted_number=second.document.number)
    with pytest.raises(Refused, match="number-taken"):
        publish(third, edit_no=third.document.edit_no, by=town.ines, now=now)


def test_the_first_signature_stays(town, now):
    first = published(town, now)
    sign(first, town.school, by=town.sam, now=now)
    with pytest.raises(Refused, match="notice-already-signed"):
        sign(first, town.school, by=town.sam, now=now + timedelta(hours=1))
    assert Receipt.objects.get(notice=first, organization=town.school).signed_at == now


def test_units_right_below_a_large_level_are_named_too(town, now, monkeypatch):
    first = published(town, now)
    everyone = {one.name for one in unsigned(first, town.city.path)}
    assert town.library.name in everyone
    monkeypatch.setattr(descent, "SMALL", 1)
    assert {one.name for one in unsigned(first, town.city.path)} == everyone


def test_a_year_without_a_roster_is_opened_outside_the_publication(town, now):
    """What passes on meanwhile counts by the nearest year, although signing has entered a single one."""
    year = date.today().year + 1
    notice = drafted(town, now, only_next=True)
    Campaign.objects.update(year=year)
    first = publish(again(notice), edit_no=notice.document.edit_no, by=town.ines, now=now)
    assert not RosterEntry.objects.filter(year=year).exists()
    sign(first, town.county, by=town.cora, now=now)
    passed_on(town, first, now)
    assert Receipt.objects.get(organization=town.county).n_reached == 2
    do_due(now)
    assert set(RosterEntry.objects.filter(year=year).values_list("organization", flat=True)) == set(
        Organization.objects.values_list("pk", flat=True)
    )
    assert verify() == []
