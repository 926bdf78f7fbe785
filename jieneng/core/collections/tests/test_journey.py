"""An answer's way: drafted, submitted, returned, answered, accepted, corrected; and what it counts on each step."""

from datetime import timedelta

import pytest
from django.http import Http404

from jieneng.core.audit.models import Entry
from jieneng.core.collections.actions import (
    Incomplete,
    Point,
    accept,
    accept_many,
    correct,
    return_answer,
    save_draft,
    submit,
    withdraw,
)
from jieneng.core.collections.models import Submission
from jieneng.core.collections.queries.board import board
from jieneng.core.collections.queries.missing import missing
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.totals import fresh, total
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused


def submitted(collection, town, raw, now, who="sam", where="school"):
    return submit(collection, getattr(town, where), raw, draft_no=0, by=getattr(town, who), now=now)


def back(submission, by, now, *fields):
    points = [Point(field, "implausible", "请核对") for field in fields]
    due = now + timedelta(days=1)
    return return_answer(submission, points, text="请核对", reason="implausible", due_at=due, by=by, now=now)


def test_a_draft_is_kept_as_it_was_typed(collection, town, now):
    kept = save_draft(collection, town.school, {"account.text": "约3万"}, draft_no=0, by=town.sam, now=now)
    assert (kept.state, kept.draft, kept.draft_no) == ("draft", {"account.text": "约3万"}, 1)


def test_an_old_page_does_not_overwrite_a_newer_draft(collection, town, now):
    save_draft(collection, town.school, {"account.text": "一"}, draft_no=0, by=town.sam, now=now)
    with pytest.raises(Refused, match="stale-form"):
        save_draft(collection, town.school, {"account.text": "二"}, draft_no=0, by=town.sam, now=now)
    assert Submission.objects.get().draft == {"account.text": "一"}


def test_an_incomplete_report_is_not_handed_in(collection, town, now, raw):
    with pytest.raises(Incomplete) as refused:
        submitted(
            collection, town, raw | {"account.text": "", "watch_live.viewers": {"n": "约3万", "how": "exact"}}, now
        )
    assert set(refused.value.problems) == {"account.text", "watch_live.viewers"}
    assert not Submission.objects.exists()


def test_accepted_figures_count_at_every_level_above(collection, town, now, raw):
    submission = submitted(collection, town, raw, now)
    accept(submission, by=town.cora, now=now)
    fold_all(now)
    for node in (town.county, town.city, town.province):
        counted = total(collection.series_id, node.path)
        assert counted.sum("watch_live.viewers") == [86, 1, 0, 0]
        assert counted.sum("publicity_materials.posters") == [40, 1, 1, 0]
        assert counted.sum("publicity_materials.banners") == [0, 0, 0, 1]
        assert counted.counter("accepted") == 1
    assert total(collection.series_id, town.county2.path).amounts.counters == {}
    assert verify() == []


def test_what_is_not_folded_yet_is_already_fresh(collection, town, now, raw):
    accept(submitted(collection, town, raw, now), by=town.cora, now=now)
    assert fresh(collection.series_id, town.county.path).sum("watch_live.viewers")[0] == 86
    assert verify() == []


def test_a_return_opens_only_the_returned_fields(collection, town, now, raw):
    submission = submitted(collection, town, raw, now)
    back(submission, town.cora, now, "watch_live.viewers")
    submission.refresh_from_db()
    changed = raw | {"watch_live.viewers": {"n": "90", "how": "exact"}, "account.text": "偷偷改了总结。"}
    again = submit(collection, town.school, changed, draft_no=submission.draft_no, by=town.sam, now=now, reply="已改")
    assert again.version.values["watch_live.viewers"]["n"] == 90
    assert again.version.values["account.text"] == raw["account.text"]
    assert again.return_slips.get().reply == "已改"


def test_a_return_without_changes_needs_an_answer(collection, town, now, raw):
    submission = submitted(collection, town, raw, now)
    back(submission, town.cora, now, "watch_live.viewers")
    submission.refresh_from_db()
    with pytest.raises(Refused, match="nothing-changed"):
        submit(collection, town.school, raw, draft_no=submission.draft_no, by=town.sam, now=now)


def test_a_return_from_above_takes_the_fact_back(collection, town, now, raw):
    submission = accept(submitted(collection, town, raw, now), by=town.cora, now=now)
    fold_all(now)
    back(submission, town.ines, now)
    fold_all(now)
    assert total(collection.series_id, town.city.path).sum("watch_live.viewers") == [0, 0, 0, 0]
    assert verify() == []


def test_a_correction_counts_only_when_it_is_accepted(collection, town, now, raw):
    submission = accept(submitted(collection, town, raw, now), by=town.cora, now=now)
    submission = correct(submission, because="漏计一个会场", by=town.sam, now=now)
    more = raw | {"watch_live.viewers": {"n": "96", "how": "exact"}}
    submission = submit(collection, town.school, more, draft_no=submission.draft_no, by=town.sam, now=now)
    assert fresh(collection.series_id, town.city.path).sum("watch_live.viewers")[0] == 86
    accept(submission, by=town.cora, now=now)
    assert fresh(collection.series_id, town.city.path).sum("watch_live.viewers") == [96, 1, 0, 0]
    assert verify() == []


def test_a_withdrawn_report_is_a_draft_again(collection, town, now, raw):
    submission = withdraw(submitted(collection, town, raw, now), by=town.sam, now=now)
    assert (submission.state, submission.reviewer) == ("draft", None)
    assert fresh(collection.series_id, town.city.path).amounts.trimmed().counters == {}


def test_an_accepted_report_cannot_be_withdrawn(collection, town, now, raw):
    submission = accept(submitted(collection, town, raw, now), by=town.cora, now=now)
    with pytest.raises(Refused, match="withdrawn-too-late"):
        withdraw(submission, by=town.sam, now=now)


def test_nobody_accepts_out_of_turn(collection, town, now, raw):
    submission = submitted(collection, town, raw, now)
    for stranger in (town.ines, town.rex, town.sam):
        with pytest.raises(Refused, match="not-allowed"):
            accept(submission, by=stranger, now=now)


def test_one_foreign_id_refuses_the_whole_call(collection, town, now, raw):
    mine = submitted(collection, town, raw, now)
    town.person("sol", "石桥填报员", "school2", "reporter")
    foreign = submitted(collection, town, raw, now, "sol", "school2")
    with pytest.raises(Http404):
        accept_many([mine.pk, foreign.pk], at=town.county, by=town.cora, now=now)
    mine.refresh_from_db()
    assert mine.state == "waiting"


def test_late_is_what_comes_after_the_day_and_its_grace(collection, town, now, raw):
    late = collection.due_at + timedelta(minutes=16)
    assert submitted(collection, town, raw, late).is_late
    in_grace = collection.due_at + timedelta(minutes=14)
    assert not submitted(collection, town, raw, in_grace, "hanna", "hospital").is_late


def test_the_board_adds_up(collection, town, now, raw):
    accept(submitted(collection, town, raw, now), by=town.cora, now=now)
    submitted(collection, town, raw, now, "hanna", "hospital")
    fold_all(now)
    seen = board(collection, town.city)
    by_name = {row.name: row for row in seen.rows}
    assert seen.total.n_expected == 7  # city, library, two counties, school, hospital, second school
    assert seen.total.n_handed_in == 2
    assert sum(row.n_expected for row in seen.rows) == seen.total.n_expected
    assert by_name["望岭县机关事务服务中心"].n_missing == 1
    assert by_name["本级所属单位"].n_expected == 1
    names = [entry.organization.name for entry in missing(collection, town.county.path)]
    assert names == ["望岭县机关事务服务中心"]


def test_every_step_is_in_the_audit_trail(collection, town, now, raw):
    before = Entry.objects.count()
    submission = submitted(collection, town, raw, now)
    back(submission, town.cora, now)
    actions = list(Entry.objects.order_by("id")[before:].values_list("action", "person__username"))
    assert actions == [("report.submit", "sam"), ("report.return", "cora")]
