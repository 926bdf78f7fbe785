"""A paper is the same whenever it is drawn, holds what the rules ask, and favours nothing."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.quizzes.papers import LETTERS, Lot, Question, Rule

SECRET = b"a secret of one quiz only"
TOPICS = ("energy", "water", "waste")


def bank(n: int) -> tuple[Question, ...]:
    kinds = ("single", "multiple", "true_false")
    return tuple(
        Question(no, TOPICS[no % 3], 1 + no % 2, kinds[no % 3], 2 if no % 3 == 2 else 4, frozenset({no % 2}))
        for no in range(1, n + 1)
    )


lots = st.builds(
    Lot,
    st.integers(12, 60).map(bank),
    st.lists(st.builds(Rule, st.integers(1, 2), st.sampled_from(("", *TOPICS))), min_size=1, max_size=4).map(tuple),
)
players = st.text("0123456789abcdef", min_size=1, max_size=32)


@given(lots, players, st.integers(1, 9))
def test_the_same_attempt_gives_the_same_paper_and_fills_the_rules(lot, player, ordinal):
    if lot.short:
        with pytest.raises(ValueError, match="too few"):
            lot.paper(SECRET, player, ordinal)
        return
    paper = lot.paper(SECRET, player, ordinal)
    assert paper == Lot(lot.pool, lot.rules).paper(SECRET, player, ordinal)
    ids = [asked.question for asked in paper]
    assert len(ids) == len(set(ids)) == lot.n_questions
    by_id = {question.id: question for question in lot.pool}
    for topic in TOPICS:
        asked_for = sum(rule.n for rule in lot.rules if rule.topic == topic)
        assert sum(by_id[one].topic == topic for one in ids) >= asked_for


@given(lots, players)
def test_options_change_places_and_the_key_goes_with_them(lot, player):
    if lot.short:
        return
    by_id = {question.id: question for question in lot.pool}
    for asked in lot.paper(SECRET, player, 1):
        question = by_id[asked.question]
        assert sorted(asked.order) == list(range(question.n_options))
        assert {asked.order[LETTERS.index(letter)] for letter in asked.key} == question.right
        if question.kind == "true_false":
            assert asked.order == (0, 1)


def test_another_player_attempt_or_secret_gives_another_paper():
    lot = Lot(bank(60), (Rule(10),))
    papers = {lot.paper(secret, player, no) for secret in (SECRET, b"x" * 16) for player in "ab" for no in (1, 2)}
    assert len(papers) == 8


def test_no_question_and_no_place_is_favoured():
    """Chi-square of 6,000 papers: 30 questions by 10 drawn, four places by the right option, at 1 in 10,000."""
    lot = Lot(bank(30), (Rule(10),))
    drawn, places = Counter(), Counter()
    for no in range(6_000):
        paper = lot.paper(SECRET, f"{no:x}", 1)
        drawn.update(asked.question for asked in paper)
        places.update(asked.key for asked in paper if len(asked.order) == 4)
    assert sum((n - 2_000) ** 2 / 2_000 for n in drawn.values()) < 66.2
    mean = sum(places.values()) / 4
    assert sum((n - mean) ** 2 / mean for n in places.values()) < 21.1


def test_narrow_rules_find_theirs_before_wide_ones_take_them():
    lot = Lot(bank(12), (Rule(8), Rule(4, "water")))
    assert not lot.short
    for no in range(50):
        assert sum(one.question % 3 == 1 for one in lot.paper(SECRET, str(no), 1)) == 4


def test_a_rule_that_others_may_leave_without_is_told():
    lot = Lot(bank(12), (Rule(4, "water"), Rule(9)))
    assert [(short.rule.n, short.needs, short.has) for short in lot.short] == [(9, 13, 12)]
