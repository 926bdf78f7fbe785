"""Several at once: one vote, one place of a quota, one choice; each guard was first seen to fail switched off.

With the unique constraint of Vote taken away, two votes of one account are two rows; with the one of the
quota taken away, two clerks sent two works on one place. The case "…_without_it…" shows the former.
"""

from contextlib import nullcontext
from datetime import timedelta

import pytest

from jieneng.apps.participation.actions import choosing, judging, recommending, voting
from jieneng.apps.participation.models import Choice, Recommendation, Vote
from jieneng.apps.participation.tests.conftest import HOUR, points
from jieneng.core.facts.verify import verify
from tests.at_once import at_once
from tests.switched_off import without

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_vote(called, handed_in, sent_up, judged, noon):
    """Two works that are judged and voted on."""
    call = called(votes_from=noon + 5 * HOUR, votes_until=noon + 9 * HOUR)
    works = [sent_up(handed_in(call)), sent_up(handed_in(call, title="节水"))]
    return call, works, judged(call)


def test_one_account_votes_ten_times_at_once_and_has_one_vote(on_vote, noon):
    call, works, _ = on_vote
    later = noon + 6 * HOUR

    def cast(number):
        return voting.vote(call, works[number % 2], "p1", now=later) and "voted"

    assert sorted(at_once(10, cast)) == ["vote-cast"] * 9 + ["voted"]
    assert Vote.objects.count() == 1
    assert verify() == []


def test_ten_voters_at_once_have_ten_votes(on_vote, noon):
    call, works, _ = on_vote
    answers = at_once(10, lambda number: voting.vote(call, works[0], f"p{number}", now=noon + 6 * HOUR) and "voted")
    assert answers == ["voted"] * 10
    assert Vote.objects.filter(work=works[0]).count() == 10
    assert verify() == []


@pytest.mark.parametrize("is_guarded", [True, False])
def test_the_constraint_alone_holds_one_vote_and_without_it_there_are_two(on_vote, is_guarded):
    """Written without asking first: nothing else refuses the second row."""
    call, works, _ = on_vote
    row = {
        "call": call,
        "voter": "p1",
        "at": call.made_at,
        "day": call.made_at.date(),
        "route": "0001",
        "category": "x",
    }

    def write(number):
        return Vote.objects.create(work=works[number % 2], **row) and "voted"

    off = nullcontext() if is_guarded else without(Vote, "participation_vote_once")
    with off:
        assert sorted(at_once(2, write)) == (["integrity", "voted"] if is_guarded else ["voted", "voted"])


def test_the_last_place_of_a_quota_has_one_work(called, handed_in, town, noon):
    call = called(quotas={"unit": 1})
    works = [handed_in(call, title=f"作品{n}") for n in range(4)]

    def send(number):
        return recommending.recommend(works[number], town.school, by=town.sam, now=noon) and "sent"

    answers = at_once(4, send)
    assert answers.count("sent") == 1
    assert set(answers) <= {"sent", "quota-full", "quota-meanwhile"}
    assert Recommendation.objects.count() == 1
    assert verify() == []


def test_one_work_is_recommended_once(called, handed_in, town, noon):
    work = handed_in(called())
    answers = at_once(4, lambda _: recommending.recommend(work, town.school, by=town.sam, now=noon) and "sent")
    assert sorted(answers) == ["sent", "work-not-here", "work-not-here", "work-not-here"]
    assert verify() == []


def test_the_choice_is_made_once_and_confirmed_once(on_vote, town, noon):
    call, works, judges = on_vote
    for judge in judges:
        for work in works:
            judging.mark(judge, work, points(80), by=judge.person, now=noon + 6 * HOUR)
    judging.finish(call, by=town.ines, now=noon + 9 * HOUR)
    ids = [work.pk for work in works]
    made = at_once(4, lambda _: choosing.choose(call, ids, by=town.ines, now=noon + 9 * HOUR) and "made")
    assert sorted(made) == ["call-not-choosing"] * 3 + ["made"]
    over = noon + timedelta(days=10)
    done = at_once(4, lambda _: choosing.confirm(call, by=town.ines, now=over) and "done")
    assert sorted(done) == ["call-not-choosing"] * 3 + ["done"]
    assert Choice.objects.count() == 2
    assert verify() == []
