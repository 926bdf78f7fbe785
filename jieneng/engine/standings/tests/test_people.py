"""People by score, then time; a machine's second is worth no more than the shortest plausible reading."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.standings.people import Result, standings

RESULTS = st.lists(
    st.builds(Result, st.text(max_size=3), st.integers(0, 4), st.integers(0, 9)),
    max_size=30,
    unique_by=lambda one: one.key,
)


def test_two_equals_share_the_second_rank_and_the_next_is_fourth() -> None:
    results = [Result("a", 100, 50), Result("b", 90, 60), Result("c", 90, 60), Result("d", 90, 61)]
    assert [place.rank for place in standings(results)] == [1, 2, 2, 4]


def test_a_better_score_beats_a_better_time() -> None:
    assert [place.key for place in standings([Result("fast", 90, 1), Result("right", 95, 900)])] == ["right", "fast"]


def test_faster_than_one_can_read_gains_nothing() -> None:
    places = standings([Result("person", 100, 40_000), Result("script", 100, 900)], least_ms=40_000)
    assert [(place.rank, place.counted_ms) for place in places] == [(1, 40_000), (1, 40_000)]


def test_scores_may_be_decimals() -> None:
    places = standings([Result("a", Decimal("7.5"), 10), Result("b", Decimal("7.50"), 10), Result("c", 8, 10)])
    assert [(place.key, place.rank) for place in places] == [("c", 1), ("a", 2), ("b", 2)]


def test_nobody_played() -> None:
    assert standings([]) == ()


def test_a_time_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no less than no time"):
        standings([Result("a", 1, -1)])


@given(results=RESULTS, least=st.integers(0, 9))
def test_a_rank_is_one_more_than_how_many_are_better(results, least) -> None:
    measure = {one.key: (-one.score, max(one.took_ms, least)) for one in results}
    for place in standings(results, least_ms=least):
        assert place.rank == 1 + sum(other < measure[place.key] for other in measure.values())


@given(results=RESULTS, data=st.data())
def test_the_board_does_not_depend_on_who_was_read_first(results, data) -> None:
    assert standings(results) == standings(data.draw(st.permutations(results)))
