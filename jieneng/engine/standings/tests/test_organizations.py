"""Organisations by participation: the small are drawn towards the rate of all, the large hardly, nothing is rounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.standings.organizations import Turnout, overall_rate, shrunken, standings

TURNOUTS = st.lists(
    st.builds(Turnout, st.text(max_size=3), st.integers(0, 40), st.integers(1, 40)),
    min_size=1,
    max_size=15,
    unique_by=lambda one: one.key,
)
RATES = st.fractions(0, 1, max_denominator=50)


@pytest.mark.parametrize(
    ("took_part", "people", "k", "p0", "rate"),
    [
        (3, 3, 0, "1/2", "1"),
        (3, 3, 3, "1/2", "3/4"),
        (0, 10, 10, "2/5", "1/5"),
        (190, 200, 30, "3/5", "104/115"),
        (9, 10, 20, "0", "3/10"),
    ],
)
def test_rates_as_worked_out_by_hand(took_part, people, k, p0, rate) -> None:
    assert shrunken(Turnout("a", took_part, people), k=k, p0=Fraction(p0)) == Fraction(rate)


def test_an_office_of_three_does_not_beat_a_hospital_that_nearly_all_took_part_in() -> None:
    of = [Turnout("office", 3, 3), Turnout("hospital", 2_900, 3_000)]
    assert [place.key for place in standings(of, k=0, p0=Fraction(3, 5))] == ["office", "hospital"]
    assert [place.key for place in standings(of, k=30, p0=Fraction(3, 5))] == ["hospital", "office"]


def test_an_organisation_as_large_as_k_stands_half_way() -> None:
    assert shrunken(Turnout("a", 30, 30), k=30, p0=Fraction(1, 2)) == Fraction(3, 4)


def test_equals_share_a_rank_and_the_next_is_fourth() -> None:
    of = [Turnout("a", 10, 10), Turnout("b", 5, 10), Turnout("c", 10, 20), Turnout("d", 1, 10)]
    places = standings(of, k=0, p0=Fraction(0))
    assert [(place.key, place.rank) for place in places] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_equal_means_equal_to_the_last_digit() -> None:
    """As binary fractions 1/10 three times and 3/10 differ; as exact ones they are the same rank."""
    of = [Turnout("a", 1, 10), Turnout("b", 3 * 10**17, 3 * 10**18), Turnout("c", 10**17 + 1, 10**18)]
    assert [(place.key, place.rank) for place in standings(of, k=0, p0=Fraction(0))] == [("c", 1), ("a", 2), ("b", 2)]


def test_more_than_the_roster_knows_count_as_all() -> None:
    assert standings([Turnout("a", 12, 10)], k=0, p0=Fraction(0))[0].rate == 1


@pytest.mark.parametrize(("took_part", "people"), [(-1, 5), (0, 0), (3, -2)])
def test_a_rate_needs_people(took_part, people) -> None:
    with pytest.raises(ValueError, match="A rate needs people"):
        Turnout("a", took_part, people)


@pytest.mark.parametrize(("k", "p0"), [(-1, "1/2"), (5, "-1/2"), (5, "3/2")])
def test_a_pull_towards_no_rate_is_refused(k, p0) -> None:
    with pytest.raises(ValueError, match="k is 0 or more"):
        shrunken(Turnout("a", 1, 2), k=k, p0=Fraction(p0))


@given(of=TURNOUTS, k=st.integers(0, 50), p0=RATES)
def test_the_shrunken_rate_lies_between_the_own_rate_and_that_of_all(of, k, p0) -> None:
    for place in standings(of, k=k, p0=p0):
        assert min(place.rate, p0) <= place.ranked_by <= max(place.rate, p0)


@given(people=st.integers(2, 50), k=st.integers(0, 50), p0=RATES, data=st.data())
def test_one_more_person_never_costs_a_rank(people, k, p0, data) -> None:
    took_part = data.draw(st.integers(0, people - 1))
    fewer, more = Turnout("a", took_part, people), Turnout("a", took_part + 1, people)
    assert shrunken(fewer, k=k, p0=p0) < shrunken(more, k=k, p0=p0)


@given(of=TURNOUTS, k=st.integers(0, 50))
def test_ranks_say_how_many_are_better(of, k) -> None:
    p0 = overall_rate(of)
    measure = {one.key: shrunken(one, k=k, p0=p0) for one in of}
    for place in standings(of, k=k, p0=p0):
        assert place.rank == 1 + sum(other > measure[place.key] for other in measure.values())
