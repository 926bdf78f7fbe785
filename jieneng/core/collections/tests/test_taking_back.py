"""Taking an answer back leads to where it stood before: a draft, a returned answer, an accepted one being corrected."""

from datetime import timedelta

import pytest

from jieneng.core.collections.actions import Point, accept, correct, return_answer, save_draft, submit, withdraw
from jieneng.core.collections.actions.opening import add_terms
from jieneng.core.facts.totals import fresh
from jieneng.core.facts.verify import verify
from jieneng.core.orgs.actions import close
from jieneng.ui.refusals import Refused


@pytest.fixture
def reviewed_twice(collection, town, now):
    """The county reviews first, then the city, which has added a step of its own."""
    return add_terms(collection, town.city, due_at=now + timedelta(days=9), by=town.ines, reviews=True)


@pytest.fixture
def handed_in(collection, town, raw, now):
    return submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)


def returned(submission, town, now):
    due = now + timedelta(days=3)
    points = [Point("watch_live.viewers", "implausible", "请核对")]
    return_answer(submission, points, text="请核对", reason="implausible", due_at=due, by=town.cora, now=now)
    submission.refresh_from_db()
    return submission


def again(submission, raw, town, now, n="90", **said):
    said = {"draft_no": submission.draft_no, "by": town.sam, "now": now} | said
    changed = raw | {"watch_live.viewers": {"n": n, "how": "exact"}}
    return submit(submission.collection, town.school, changed, **said)


def test_an_answer_to_a_return_taken_back_is_returned_again(handed_in, town, raw, now):
    answered = again(returned(handed_in, town, now), raw, town, now, reply="已改")
    taken = withdraw(answered, by=town.sam, now=now)
    assert (taken.state, taken.version.no, taken.reviewer) == ("returned", 1, None)
    assert fresh(taken.collection.series_id, town.city.path).counter("returned") == 1
    once_more = again(taken, raw | {"account.text": "偷偷改了总结。"}, town, now, n="91", reply="又改")
    assert once_more.version.values["account.text"] == raw["account.text"]
    assert once_more.return_slips.get().reply == "又改"
    assert verify() == []


def test_taking_a_timely_report_back_after_a_return_does_not_make_it_late(handed_in, town, raw, now):
    answered = again(returned(handed_in, town, now), raw, town, now)
    after_due = answered.collection.due_at + timedelta(days=1)
    taken = withdraw(answered, by=town.sam, now=after_due)
    assert not again(taken, raw, town, after_due, n="91").is_late


def test_a_correction_taken_back_stands_at_what_was_accepted(handed_in, town, raw, now):
    opened = correct(accept(handed_in, by=town.cora, now=now), because="漏计一个会场", by=town.sam, now=now)
    taken = withdraw(again(opened, raw, town, now), by=town.sam, now=now)
    assert (taken.state, taken.is_editable, taken.version.no) == ("accepted", True, 1)
    assert fresh(taken.collection.series_id, town.city.path).sum("watch_live.viewers")[0] == 86
    assert verify() == []


def test_the_reason_of_a_correction_stays_with_its_next_version(handed_in, town, raw, now):
    opened = correct(accept(handed_in, by=town.cora, now=now), because="漏计一个会场", by=town.sam, now=now)
    corrected = returned(again(opened, raw, town, now), town, now)
    assert again(corrected, raw, town, now, n="91").version.because == "漏计一个会场"


def test_the_next_level_does_not_close_a_correction_that_has_been_opened(collection, town, raw, now, reviewed_twice):
    first = submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    first = accept(first, by=town.cora, now=now)
    assert first.reviewer == town.city
    correct(first, because="漏计一个会场", by=town.sam, now=now)
    seen = accept(first, by=town.ines, now=now)
    assert seen.is_editable
    save_draft(collection, town.school, raw, draft_no=seen.draft_no, by=town.sam, now=now)


def test_a_correction_taken_back_still_waits_for_the_next_level(collection, town, raw, now, reviewed_twice):
    first = accept(submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now), by=town.cora, now=now)
    opened = correct(first, because="漏计一个会场", by=town.sam, now=now)
    taken = withdraw(again(opened, raw, town, now), by=town.sam, now=now)
    assert taken.reviewer == town.city


def test_what_a_closed_organisation_handed_in_stays_as_it_is(handed_in, town, now):
    accepted = accept(handed_in, by=town.cora, now=now)
    accepted.organization = close(town.school, by=town.root, because="合并", today=now.date())
    with pytest.raises(Refused, match="already-closed"):
        correct(accepted, because="漏计一个会场", by=town.sam, now=now)
