"""Hand-ins become figures exactly once, also when the process dies between the two databases."""

from datetime import timedelta

import pytest

from jieneng.apps.quiz import counting
from jieneng.apps.quiz.counting import count, count_all
from jieneng.apps.quiz.models import Batch, Best, HandIn, Mark
from jieneng.core.campaigns.tallying import tallied, tallied_alone
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify


@pytest.fixture
def figures(quiz, now):
    def at(organization, *, alone=False):
        fold_all(now)
        if alone:
            return dict(tallied_alone([quiz.activity_id], organization.path)[quiz.activity_id].values)
        return dict(tallied([quiz.activity_id], [organization.path])[organization.path][quiz.activity_id].values)

    return at


def test_papers_players_and_passes_are_counted_where_they_belong(quiz, handed, figures, town, now):
    handed(town.school, "p1", right=5)
    handed(town.school, "p1", right=9, ordinal=2, at=now + timedelta(days=1))
    handed(town.hospital, "p2", right=6)
    assert count_all(now) == 3
    assert figures(town.city) == {"quiz.papers": 3, "quiz.participants": 2, "quiz.passed": 2}
    assert figures(town.school, alone=True) == {"quiz.papers": 2, "quiz.participants": 1, "quiz.passed": 1}
    assert verify() == []


def test_the_rows_prove_it_and_a_tampered_row_is_found(quiz, handed, figures, town, now):
    handed(town.school, "p1", right=5)
    assert verify() == []  # not counted yet
    count_all(now)
    assert verify() == []
    figures(town.city)
    assert verify() == []
    HandIn.objects.update(score=10)
    assert {difference.node for difference in verify()} >= {town.city.path, town.school.path}


def test_a_second_round_counts_nothing_again(quiz, handed, town, now):
    handed(town.school, "p1")
    assert (count(now), count(now)) == (1, 0)
    handed(town.school, "p2")
    assert count(now) == 1
    assert list(Batch.objects.values_list("n", flat=True)) == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_claimed_when_the_process_died_is_counted_once(quiz, handed, figures, town, now, monkeypatch):
    handed(town.school, "p1")

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(counting, "_count", die)
        with pytest.raises(KeyboardInterrupt):
            count(now)
    handed(town.school, "p2")
    assert verify() == []
    assert count_all(now) == 2
    assert figures(town.city)["quiz.papers"] == 2
    assert verify() == []


def test_more_than_a_batch_is_counted_in_several(quiz, handed, figures, town, now, monkeypatch):
    monkeypatch.setattr(counting, "BATCH", 2)
    for no in range(5):
        handed(town.school, f"p{no}")
    assert count_all(now) == 5
    assert Batch.objects.count() == 3
    assert figures(town.city)["quiz.participants"] == 5


def test_the_best_of_a_player_stands_and_every_player_stands_once(quiz, handed, town, now):
    handed(town.school, "p1", right=5, used_ms=90_000)
    handed(town.school, "p2", right=9, used_ms=95_900)
    handed(town.school, "p3", right=9, used_ms=4_000)  # ten questions are not read in four seconds
    count_all(now)
    handed(town.school, "p1", right=9, used_ms=95_000, ordinal=2)
    handed(town.school, "p2", right=8, used_ms=50_000, ordinal=2)
    count_all(now)
    assert sorted(Best.objects.values_list("score", "seconds")) == [(9, 30), (9, 95), (9, 95)]
    marks = Mark.objects.filter(n__gt=0).order_by("seconds").values_list("score", "seconds", "n")
    assert list(marks) == [(9, 30, 1), (9, 95, 2)]


def test_papers_of_a_quiz_that_this_database_does_not_know_stop_nothing(quiz, handed, town, now):
    strange = handed(town.school, "p1", right=9)
    HandIn.objects.filter(pk=strange.pk).update(quiz=quiz.pk + 1_000_000)
    handed(town.school, "p2", right=8)
    assert count_all(now) == 2
    fold_all(now)
    found = tallied([quiz.activity_id], [town.city.path])[town.city.path][quiz.activity_id].values
    assert found["quiz.papers"] == 1
    assert verify() == []
