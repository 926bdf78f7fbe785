"""A call for works from handing in to the gallery: versions, rights, quotas, blind marks, ties, public notice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jieneng.apps.participation.actions import calling, choosing, handing_in, judging, recommending, voting
from jieneng.apps.participation.actions.handing_in import Said
from jieneng.apps.participation.models import Choice, Recommendation, Vote, Work
from jieneng.apps.participation.queries.judging import ranking
from jieneng.apps.participation.tests.conftest import HOUR, points
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused


def counted(activity, node, now):
    """What has been counted of an activity at a node, by item without its kind."""
    fold_all(now)
    values = tallied([activity.pk], [node.path])[node.path][activity.pk].values
    return {item.partition(".")[2]: n for item, n in values.items()}


def test_a_work_needs_rights_a_file_that_fits_and_a_kind_that_is_asked(called, poster, town, noon):
    call, mine = called(), poster("school")

    def hand_in(file=None, **said):
        columns = {"confirms_rights": True, "authors": "张三"} | said
        work = Said(columns.pop("kind", "poster"), "节水", **columns)
        return handing_in.hand_in(call, town.school, work, file, by=town.sam, now=noon)

    for code, said in {
        "work-rights": {"file": mine, "confirms_rights": False},
        "work-empty": {},
        "work-no-link": {"link": "https://video.example/1"},
        "work-kind-not-asked": {"kind": "case", "file": mine},
        "wrong-type": {"kind": "essay", "file": mine},
        "work-nameless": {"file": mine, "authors": " "},
        "no-file": {"file": poster("hospital")},
    }.items():
        with pytest.raises(Refused, match=code):
            hand_in(**said)
    call.kinds.filter(kind="poster").update(most_mb=0)
    with pytest.raises(Refused, match="too-large"):
        hand_in(file=mine)
    assert not Work.objects.exists()


def test_versions_are_added_until_the_work_has_gone_up(called, handed_in, town, noon):
    call = called()
    work = handed_in(call)
    said = Said("video", "随手关灯（修改）", "张三", link="https://video.example/2", confirms_rights=True)
    handing_in.replace(work, said, None, by=town.sam, now=noon)
    work.refresh_from_db()
    assert [(one.no, one.title) for one in work.versions.all()] == [(1, "随手关灯"), (2, "随手关灯（修改）")]
    assert (str(work), work.latest.rights_version) == ("随手关灯（修改）", "2025-1")
    with pytest.raises(Refused, match="not-allowed"):
        handing_in.replace(work, said, None, by=town.hanna, now=noon)
    recommending.recommend(work, town.school, by=town.sam, now=noon)
    with pytest.raises(Refused, match="work-gone-up"):
        handing_in.replace(work, said, None, by=town.sam, now=noon)
    with pytest.raises(Refused, match="participation-over"):
        handing_in.hand_in(call, town.school, said, None, by=town.sam, now=noon + 3 * HOUR)
    assert Entry.objects.filter(action="participation.replace").count() == 1


def test_each_level_recommends_within_its_quota_and_no_level_is_skipped(called, handed_in, town, noon):
    call = called(quotas={"unit": 1, "county": 2})
    first, second, third = handed_in(call), handed_in(call, title="二"), handed_in(call, "hospital")
    recommending.recommend(first, town.school, by=town.sam, now=noon)
    with pytest.raises(Refused, match="quota-full"):
        recommending.recommend(second, town.school, by=town.sam, now=noon)
    with pytest.raises(Refused, match="work-not-here"):
        recommending.recommend(first, town.city, by=town.ines, now=noon)
    recommending.recommend(third, town.hospital, by=town.hanna, now=noon)
    recommending.recommend(first, town.county, by=town.cora, now=noon)
    with pytest.raises(Refused, match="work-sent-on"):
        recommending.take_back(first, town.school, by=town.sam, now=noon)
    recommending.take_back(first, town.county, by=town.cora, now=noon)
    recommending.take_back(first, town.school, by=town.sam, now=noon)
    recommending.recommend(second, town.school, by=town.sam, now=noon)
    assert set(Work.objects.filter(stands_at=town.county)) == {second, third}
    assert Recommendation.objects.filter(taken_back_at=None).count() == 2
    activity = call.activity
    assert counted(activity, town.county, noon) == {"works": 3, "recommended": 2}
    recommending.recommend(third, town.county, by=town.cora, now=noon)
    assert counted(activity, town.city, noon) == {"works": 3, "recommended": 2, "recommended_county": 1}
    handing_in.withdraw(first, because="重复", by=town.sam, now=noon)
    assert counted(activity, town.school, noon) == {"works": 1, "recommended": 1}
    assert verify() == []
    Work.objects.filter(pk=second.pk).update(category="other")
    assert verify() != []


def test_nobody_beside_or_outside_hands_in(called, handed_in, town, noon):
    call = called()
    said = Said("video", "一", "张三", link="https://video.example/1", confirms_rights=True)
    with pytest.raises(Refused, match="participation-not-invited"):
        handing_in.hand_in(call, town.city2, said, None, by=town.rex, now=noon)
    with pytest.raises(Refused, match="not-allowed"):
        handed_in(call, "school", by=town.hanna)


def test_the_mean_is_exact_and_ties_are_shown_at_the_line(called, handed_in, sent_up, judged, town, noon):
    call = called(n_chosen=2, scores_needed=2)
    works = [sent_up(handed_in(call, title=f"作品{n}")) for n in range(4)]
    judges, later = judged(call), noon + 6 * HOUR
    # 90.1 + 90.2 = 90.15 twice by other pairs: equal exactly, and still equal however they are added up
    given = [("95", "96"), ("90.1", "90.2"), ("90.2", "90.1"), ("60", "60.1")]
    for work, totals in zip(works, given, strict=True):
        for judge, total in zip(judges, totals, strict=True):
            judging.mark(judge, work, points(total), by=judge.person, now=later)
    judging.finish(call, by=town.ines, now=later)
    a, b, c, d = (work.pk for work in works)
    assert [(one.key, one.rank, one.line) for one in ranking(call)] == [
        (a, 1, "in"), (b, 2, "tied"), (c, 2, "tied"), (d, 4, "out"),
    ]  # fmt: skip
    for code, ids in {"choice-unfair": [b, c], "choice-tied": [a, b]}.items():
        with pytest.raises(Refused, match=code):
            choosing.choose(call, ids, by=town.ines, now=later)
    with pytest.raises(Refused, match="not-allowed"):
        choosing.choose(call, [a, b], by=town.rob, now=later)
    choosing.choose(call, [a, c], because="主题更贴近本年口号", by=town.ines, now=later)
    assert [(one.work_id, one.rank, one.mark) for one in Choice.objects.all()] == [
        (a, 1, Decimal("95.50")), (c, 2, Decimal("90.15")),
    ]  # fmt: skip


def test_experts_step_aside_and_see_to_it_that_each_work_has_enough_marks(
    called, handed_in, sent_up, judged, town, noon
):
    call = called(n_chosen=1)
    one, two = sent_up(handed_in(call)), sent_up(handed_in(call, "hospital"))
    first, second = judged(call)
    cora, later = judging.appoint(call, town.cora, by=town.ines, now=noon), noon + 6 * HOUR
    with pytest.raises(Refused, match="judge-related"):
        judging.mark(cora, one, points(90), by=town.cora, now=later)
    with pytest.raises(Refused, match="judge-unknown"):
        judging.mark(first, one, points(90), by=town.ines, now=later)
    with pytest.raises(Refused, match="points-out-of-range"):
        judging.mark(first, one, points(90) | {"fresh": Decimal("30.5")}, by=first.person, now=later)
    with pytest.raises(Refused, match="points-out-of-range"):
        judging.mark(first, one, {"theme": Decimal(1)}, by=first.person, now=later)
    for judge in (first, second):
        judging.mark(judge, one, points(80), by=judge.person, now=later)
        judging.mark(judge, two, points(70), by=judge.person, now=later)
    judging.mark(first, one, points("81.5"), remark="很好", by=first.person, now=later)
    judging.recuse(second, two, because="曾参与指导", by=second.person, now=later)
    with pytest.raises(Refused, match="judge-recused"):
        judging.mark(second, two, points(90), by=second.person, now=later)
    with pytest.raises(Refused, match="works-unmarked"):
        judging.finish(call, by=town.ines, now=later)
    third = judging.appoint(call, town.person("expert3", "专家3", "city2", "reader"), by=town.ines, now=later)
    judging.mark(third, two, points("90.5"), by=third.person, now=later)
    judging.finish(call, by=town.ines, now=later)
    assert {(place.key, place.mark) for place in ranking(call)} == {
        (one.pk, Decimal("80.75")),
        (two.pk, Decimal("80.25")),
    }


def test_judging_begins_when_it_is_due_with_enough_experts_and_works(called, handed_in, sent_up, experts, town, noon):
    call = called()
    with pytest.raises(Refused, match="call-not-due"):
        judging.begin(call, by=town.ines, now=noon)
    late = noon + 5 * HOUR
    with pytest.raises(Refused, match="call-no-works"):
        judging.begin(call, by=town.ines, now=late)
    work = sent_up(handed_in(call))
    with pytest.raises(Refused, match="judges-too-few"):
        judging.begin(call, by=town.ines, now=late)
    for person in experts:
        judging.appoint(call, person, by=town.ines, now=noon)
    judging.begin(call, by=town.ines, now=late)
    with pytest.raises(Refused, match="call-judging"):
        recommending.take_back(work, town.county, by=town.cora, now=noon)
    with pytest.raises(Refused, match="call-judging"):
        calling.change(call, calling.Terms(noon, late, late, "x", {"video": 5}), edit_no=0, by=town.ines)


@pytest.fixture
def in_notice(called, handed_in, sent_up, judged, town, noon):
    """Two of three works chosen and shown publicly."""
    call = called(n_chosen=2)
    works = [sent_up(handed_in(call, title=f"作品{n}")) for n in range(3)]
    judges, later = judged(call), noon + 6 * HOUR
    for n, work in enumerate(works):
        for judge in judges:
            judging.mark(judge, work, points(90 - n), by=judge.person, now=later)
    judging.finish(call, by=town.ines, now=later)
    choosing.choose(call, [works[0].pk, works[1].pk], by=town.ines, now=later)
    call.refresh_from_db()
    return call


def test_an_objection_is_settled_by_a_person_and_strikes_the_work(in_notice, town, noon):
    call, day = in_notice, noon + timedelta(days=1)
    first, second = call.choices.all()
    objection = choosing.object_to(first, "疑似抄袭", key="k" * 32, now=day)
    assert choosing.object_to(first, "疑似抄袭", key="k" * 32, now=day) == objection
    end = call.notice_until
    with pytest.raises(Refused, match="notice-running"):
        choosing.confirm(call, by=town.ines, now=day)
    with pytest.raises(Refused, match="objections-open"):
        choosing.confirm(call, by=town.ines, now=end)
    with pytest.raises(Refused, match="notice-over"):
        choosing.object_to(first, "迟到", key="l" * 32, now=end)
    spare = call.works.exclude(choice__isnull=False).get()
    with pytest.raises(Refused, match="choice-not-next"):
        choosing.fill_up(call, spare.pk, by=town.ines, now=day)
    choosing.settle(objection, is_upheld=True, answer="经核查属实", by=town.ines, now=day)
    with pytest.raises(Refused, match="objection-answered"):
        choosing.settle(objection, is_upheld=False, answer="x", by=town.ines, now=day)
    choosing.fill_up(call, spare.pk, by=town.ines, now=day)
    call.refresh_from_db()
    assert call.notice_until == end + timedelta(days=1)
    choosing.confirm(call, by=town.ines, now=call.notice_until)
    assert set(call.choices.filter(struck_at=None)) == {second, spare.choice}
    assert counted(call.activity, town.school, noon)["chosen"] == 2
    assert verify() == []
    Choice.objects.filter(pk=second.pk).delete()
    assert verify() != []


def test_one_account_has_one_vote_among_the_works_that_are_judged(called, handed_in, sent_up, judged, town, noon):
    call = called(votes_from=noon + 5 * HOUR, votes_until=noon + 9 * HOUR)
    work, other = sent_up(handed_in(call)), handed_in(call, "hospital")
    later = noon + 6 * HOUR
    with pytest.raises(Refused, match="vote-closed"):
        voting.vote(call, work, "p1", now=later)
    judged(call)
    voting.vote(call, work, "p1", now=later)
    with pytest.raises(Refused, match="vote-cast"):
        voting.vote(call, work, "p1", now=later)
    with pytest.raises(Refused, match="vote-closed"):
        voting.vote(call, other, "p2", now=later)
    with pytest.raises(Refused, match="vote-closed"):
        voting.vote(call, work, "p2", now=noon + 9 * HOUR)
    assert counted(call.activity, town.school, noon)["votes"] == Vote.objects.count() == 1
    assert verify() == []
