"""Issuing: once, under a number of its own, frozen; a later correction stands beside it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.collections.actions import accept, correct, submit
from jieneng.core.documents.models import Disclosure
from jieneng.core.documents.queries import changed_since
from jieneng.engine.documents.blocks import Masthead, Paragraph
from jieneng.rulebook.documents import template
from jieneng.ui.refusals import Refused

POSTERS = "publicity_materials.posters"


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def issued(brief, town, **options):
    said = {"edit_no": brief.document.edit_no, "written_on": date(2025, 7, 11), "by": town.ines} | options
    return actions.issue(brief, **said)


def test_it_is_issued_under_the_next_number(brief, town):
    actions.submit(brief, by=town.rob)
    issued(brief, town)
    head = next(block for block in paper_of(brief).blocks if isinstance(block, Masthead))
    assert (brief.issue_no, head.issue, head.date) == (1, "1", "2025年7月11日")
    assert brief.document.number == "2025年第1期"
    assert brief.document.body["template"] == template("brief").version


def test_a_number_of_ones_own_moves_the_series_on(brief, collection, town, now):
    issued(brief, town, issue_no=7)
    second = actions.compose(collection, town.city, by=town.ines, now=now)
    assert actions.issuing.next_issue(second) == 8
    with pytest.raises(Refused, match="number-taken"):
        issued(second, town, issue_no=7)


def test_issued_twice_it_has_one_effect(brief, town):
    issued(brief, town)
    with pytest.raises(Refused, match="document-issued"):
        issued(brief, town)
    assert brief.document.disclosure.is_open


def test_what_was_published_is_kept_beside_the_facts(brief, town):
    issued(brief, town)
    kept = brief.document.citations.get(key=POSTERS)
    assert kept.sum == [2225, 3, 1, 0]
    assert (kept.n_expected, kept.n_counted) == (7, 3)


def test_nothing_of_it_changes_any_more(brief, town, week):
    issued(brief, town)
    for change in (
        lambda: actions.write(brief, {}, edit_no=brief.document.edit_no, by=town.ines),
        lambda: actions.change_figure(brief, POSTERS, "1", because="改", edit_no=0, by=town.ines),
        lambda: actions.drop_highlight(brief.highlights.get(submission=week.school), edit_no=0, by=town.ines),
        lambda: actions.submit(brief, by=town.ines),
    ):
        with pytest.raises(Refused, match="document-issued"):
            change()


def test_only_the_issuer_issues(brief, town):
    with pytest.raises(Refused, match="not-allowed"):
        issued(brief, town, by=town.rob)


def test_what_was_changed_meanwhile_is_not_signed_unseen(brief, town):
    seen = Brief.objects.select_related("document").get(pk=brief.pk)
    place, text = next((n, b) for n, b in enumerate(paper_of(brief).blocks) if isinstance(b, Paragraph))
    changed = "".join(run.text for run in text.runs) + "又加了一句。"
    actions.write(brief, {place: changed}, edit_no=brief.document.edit_no, by=town.rob)
    with pytest.raises(Refused, match="stale-form"):
        issued(seen, town, edit_no=seen.document.edit_no)


def test_a_correction_after_the_issue_shows_what_is_known_now(brief, town, collection, week, now, raw):
    issued(brief, town)
    later = now + timedelta(hours=1)
    correct(week.hospital, because="多填", by=town.hanna, now=later)
    week.hospital.refresh_from_db()
    fewer = raw | {POSTERS: {"n": "1900", "how": "exact"}}
    answer = submit(
        collection, town.hospital, fewer, draft_no=week.hospital.draft_no, by=town.hanna, now=later, confirmed=True
    )
    assert not changed_since(brief.document.citations.filter(key=POSTERS))  # it counts once it is accepted
    accept(answer, by=town.cora, now=later)
    now_known = changed_since(brief.document.citations.filter(key=POSTERS))
    assert now_known[POSTERS][0] == 2140
    assert brief.document.citations.get(key=POSTERS).sum[0] == 2225


@pytest.mark.parametrize(("shown", "is_in"), [("column", True), ("page", False)])
def test_where_it_is_shown_is_one_choice_when_it_is_issued(brief, town, shown, is_in):
    client = town.client(town.ines)
    assert "发布到公开页和活动专栏" in client.get(reverse("publicity:issue", args=[brief.pk])).content.decode()
    said = {"edit_no": brief.document.edit_no, "issue_no": 3, "written_on": "2025-07-11", "shown": shown}
    answer = client.post(reverse("publicity:do_issue", args=[brief.pk]), said | {"_key": uuid4().hex})
    assert answer.status_code == 302
    entry = Disclosure.objects.get(document=brief.document)
    assert (entry.is_open, bool(entry.column)) == (True, is_in)
    page = reverse("openness:public_column", args=[brief.campaign.public_code])
    assert (brief.document.title in Client().get(page).content.decode()) == is_in


def test_without_a_public_page_of_its_campaign_there_is_no_choice(brief, town):
    brief.campaign = None
    brief.save(update_fields=["campaign"])
    page = town.client(town.ines).get(reverse("publicity:issue", args=[brief.pk])).content.decode()
    assert "活动专栏" not in page
    assert issued(brief, town, in_column=True).document.disclosure.column == ""


def test_photographs_of_a_brief_stand_in_the_column_once_their_people_agreed(brief, town, week, photo_of):
    photo = photo_of(week.school)
    actions.pick_photo(brief, week.school, photo.pk, edit_no=brief.document.edit_no, by=town.ines)
    brief.photos.update(consent="form")
    brief.refresh_from_db()
    issued(brief, town, in_column=True)
    page = reverse("openness:public_column", args=[brief.campaign.public_code])
    shown = reverse("publicity:public_photo", args=[brief.document.code, photo.pk])
    assert shown in Client().get(page, {"kind": "pictures"}).content.decode()
    brief.photos.update(consent="")
    assert shown not in Client().get(page, {"kind": "pictures"}).content.decode()
