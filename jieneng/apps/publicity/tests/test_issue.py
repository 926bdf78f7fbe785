"""Issuing: once, under a number of its own, frozen; a later correction stands beside it."""

from datetime import date, timedelta

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.collections.actions import accept, correct, submit
from jieneng.core.documents.queries import changed_since
from jieneng.core.facts.models import Publication
from jieneng.engine.documents.blocks import Masthead, Paragraph
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
    assert Publication.objects.count() == 1


def test_what_was_published_is_kept_beside_the_facts(brief, town):
    issued(brief, town)
    publication = Publication.objects.get()
    assert publication.sums[POSTERS] == [2225, 3, 1, 0]
    assert (publication.n_expected, publication.counters) == (7, {"counted": 3})
    assert not any(item.startswith("=") for item in publication.sums)


def test_nothing_of_it_changes_any_more(brief, town, week):
    issued(brief, town)
    for change in (
        lambda: actions.write(brief, {}, edit_no=brief.document.edit_no, by=town.ines),
        lambda: actions.change_figure(brief, POSTERS, "1", because="改", edit_no=0, by=town.ines),
        lambda: actions.drop_highlight(brief, week.school, edit_no=0, by=town.ines),
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
