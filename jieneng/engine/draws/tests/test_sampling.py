"""Samples that can be drawn again: repeatable, every stratum seen, everybody visited once."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.draws.sampling import round_of, sample, sample_by
from jieneng.engine.draws.shares import shares

SEED = b"2025 third quarter"
ITEMS = st.lists(st.text(min_size=1, max_size=5), unique=True, min_size=1, max_size=40)
SIZES = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 30), min_size=1, max_size=6)
STRATA = {
    "学校": [f"第{number}小学" for number in range(1, 31)],
    "医院": ["中医院", "人民医院", "妇幼院"],
    "机关": [f"第{number}办公区" for number in range(1, 8)],
    "文体": [],
}


@given(items=ITEMS, data=st.data())
def test_a_sample_does_not_depend_on_the_order_of_the_list(items, data) -> None:
    n = data.draw(st.integers(0, len(items)))
    assert sample(SEED, items, n) == sample(SEED, data.draw(st.permutations(items)), n)


@given(items=ITEMS)
def test_a_larger_sample_contains_the_smaller(items) -> None:
    assert all(sample(SEED, items, n) == sample(SEED, items, n + 1)[:n] for n in range(len(items)))


def test_another_seed_draws_others() -> None:
    assert sample(SEED, STRATA["学校"], 5) != sample(b"2025 fourth quarter", STRATA["学校"], 5)


@pytest.mark.parametrize("n", [-1, 4])
def test_more_than_there_are_cannot_be_drawn(n) -> None:
    with pytest.raises(ValueError, match="of 3"):
        sample(SEED, STRATA["医院"], n)


def test_an_item_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="equal tickets"):
        sample(SEED, ["一小", "二小", "一小"], 2)


@pytest.mark.parametrize("n", range(3, 41))
def test_every_stratum_is_seen_and_the_number_is_kept(n) -> None:
    drawn = sample_by(SEED, STRATA, n)
    assert sum(len(items) for items in drawn.values()) == n
    assert all(drawn[stratum] or not items for stratum, items in STRATA.items())
    assert all(set(drawn[stratum]) <= set(items) for stratum, items in STRATA.items())


def test_ten_more_does_not_mean_others() -> None:
    few, many = sample_by(SEED, STRATA, 8), sample_by(SEED, STRATA, 18)
    assert all(set(few[stratum]) <= set(many[stratum]) for stratum in STRATA)


def test_strata_share_in_proportion() -> None:
    assert {stratum: len(items) for stratum, items in sample_by(SEED, STRATA, 8).items()} == {
        "学校": 6,
        "医院": 1,
        "机关": 1,
        "文体": 0,
    }


def test_a_change_in_one_stratum_moves_no_other() -> None:
    one_left = {**STRATA, "医院": ["中医院", "人民医院"]}
    assert sample_by(SEED, one_left, 8)["学校"] == sample_by(SEED, STRATA, 8)["学校"]


@pytest.mark.parametrize(("n", "strata"), [(2, STRATA), (41, STRATA), (2, {"a": ["x"], "b": ["x", "y"]})])
def test_a_plan_that_cannot_be_kept_is_refused(n, strata) -> None:
    with pytest.raises(ValueError, match=r"divided|one stratum"):
        sample_by(SEED, strata, n)


@given(sizes=SIZES, least=st.integers(0, 2), data=st.data())
def test_shares_add_up_and_stay_within_their_groups(sizes, least, data) -> None:
    smallest = sum(min(least, size) for size in sizes.values())
    n = data.draw(st.integers(smallest, sum(sizes.values())))
    found = shares(sizes, n, at_least=least)
    assert sum(found.values()) == n
    assert all(min(least, sizes[name]) <= share <= sizes[name] for name, share in found.items())


@given(sizes=SIZES, data=st.data())
def test_one_more_to_share_takes_none_from_anybody(sizes, data) -> None:
    n = data.draw(st.integers(0, max(sum(sizes.values()) - 1, 0)))
    if sum(sizes.values()) > n:
        before, after = shares(sizes, n), shares(sizes, n + 1)
        assert all(before[name] <= after[name] for name in sizes)


def test_shares_are_those_of_sainte_lague_and_not_of_d_hondt() -> None:
    """53/1 24/1 23/1 53/3 53/5 24/3 23/3 are the seven highest; halves and thirds would give 4, 2, 1."""
    assert shares({"a": 53, "b": 24, "c": 23}, 7) == {"a": 3, "b": 2, "c": 2}


def test_less_than_nobody_is_no_size() -> None:
    with pytest.raises(ValueError, match="nobody"):
        shares({"a": -1, "b": 5}, 2)


@given(items=ITEMS, rounds=st.integers(1, 50))
def test_after_all_rounds_everybody_was_visited_once(items, rounds) -> None:
    found = round_of(SEED, items, rounds)
    assert sorted(found) == sorted(items)
    sizes = Counter(found.values())
    each = [sizes[number] for number in range(1, rounds + 1)]
    assert sum(each) == len(items)
    assert max(each) - min(each) <= 1


def test_there_is_no_coverage_without_rounds() -> None:
    with pytest.raises(ValueError, match="one round"):
        round_of(SEED, STRATA["医院"], 0)
