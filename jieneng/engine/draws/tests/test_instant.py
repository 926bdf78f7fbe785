"""Slots settled beforehand: 7,800 prizes for 14,000 attempts, never one too many, and nothing lost overnight."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jieneng.engine.draws.commitment import commit, opens
from jieneng.engine.draws.instant import Plan, is_winning, prizes_at, slots, unused
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.tests.week import SECRET

DAYS = [date(2025, 7, day) for day in range(1, 8)]
DATA, CUP = Prize("data", "流量包", 7_000), Prize("cup", "水杯", 800)
DISTRICT = Plan("wk-2025", (DATA, CUP), dict.fromkeys(DAYS, 2_000))
SMALL = Plan("small", (Prize("a", "甲", 5), Prize("b", "乙", 4)), {DAYS[0]: 12, DAYS[1]: 6, DAYS[2]: 9})


@st.composite
def _played(draw):
    """A plan and what came of it: too many, too few, nobody at all."""
    expected = draw(st.lists(st.integers(0, 12), min_size=1, max_size=4))
    stocks = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    prizes = tuple(Prize(f"p{number}", f"奖{number}", stock) for number, stock in enumerate(stocks))
    came = draw(st.lists(st.integers(0, 20), max_size=len(expected)))
    days = dict(zip(DAYS, expected, strict=False))
    return Plan("any", prizes, days), dict(zip(DAYS, came, strict=False))


def test_the_district_gives_out_its_whole_stock_when_as_many_come_as_expected() -> None:
    came = dict.fromkeys(DAYS, 2_000)
    places = slots(SECRET, DISTRICT, came)
    assert [len(places[day]) for day in DAYS] == [1_115, 1_115, 1_114, 1_114, 1_114, 1_114, 1_114]
    assert unused(DISTRICT, places, came) == 0


def test_the_district_gives_out_every_sort_of_prize_as_often_as_it_has_it() -> None:
    given = [
        prize for day in prizes_at(SECRET, DISTRICT, dict.fromkeys(DAYS, 2_000)).values() for prize in day.values()
    ]
    assert (given.count("data"), given.count("cup")) == (7_000, 800)


def test_the_first_day_is_settled_before_anybody_plays() -> None:
    places = slots(SECRET, DISTRICT, {})
    assert list(places) == DAYS[:1]
    assert places[DAYS[0]] <= set(range(1, 2_001))
    assert sum(is_winning(places, DAYS[0], n) for n in range(2_500)) == 1_115


def test_nobody_wins_on_a_day_without_slots_or_beyond_the_expected() -> None:
    places = slots(SECRET, DISTRICT, {})
    assert not is_winning(places, DAYS[1], 1)
    assert not any(is_winning(places, DAYS[0], n) for n in (0, -1, 2_001, 9_999))


def test_what_a_day_does_not_give_out_goes_to_the_next() -> None:
    own = [SMALL.allotted[day] for day in DAYS[:3]]
    assert own == [4, 2, 3]
    assert len(slots(SECRET, SMALL, {DAYS[0]: 0})[DAYS[1]]) == own[0] + own[1]


def test_what_a_full_day_cannot_take_goes_on_to_the_day_after() -> None:
    crowded = Plan("crowded", (Prize("a", "甲", 6),), {DAYS[0]: 4, DAYS[1]: 2, DAYS[2]: 4})
    nobody_came = slots(SECRET, crowded, {DAYS[0]: 0, DAYS[1]: 0})
    assert [len(nobody_came[day]) for day in DAYS[:3]] == [3, 2, 4]


def test_what_is_handed_on_takes_further_places_and_moves_none() -> None:
    few = slots(SECRET, SMALL, {DAYS[0]: 12})[DAYS[1]]
    many = slots(SECRET, SMALL, {DAYS[0]: 0})[DAYS[1]]
    assert few < many


def test_the_plan_is_promised_and_opens_with_its_secret_only() -> None:
    promise = commit(SECRET, DISTRICT)
    assert opens(promise, SECRET, DISTRICT)
    assert not opens(promise, SECRET[::-1], DISTRICT)
    assert not opens(promise, SECRET, Plan("wk-2025", (DATA,), DISTRICT.expected))
    assert not opens(promise, SECRET, Plan("wk-2025", (DATA, CUP), {**DISTRICT.expected, DAYS[0]: 2_001}))


def test_another_secret_settles_other_places_and_other_days_have_others() -> None:
    assert slots(SECRET, DISTRICT, {}) != slots(SECRET[::-1], DISTRICT, {})
    two = slots(SECRET, DISTRICT, {DAYS[0]: 2_000})
    assert two[DAYS[0]] != two[DAYS[1]]


@given(played=_played())
@settings(max_examples=300)
def test_the_stock_is_never_below_nothing_and_nothing_gets_lost(played) -> None:
    plan, came = played
    places = slots(SECRET, plan, came)
    wins = sum(is_winning(places, day, n) for day, attempts in came.items() for n in range(1, attempts + 1))
    assert unused(plan, places, came) == plan.stock - wins >= 0
    if len(came) < len(plan.days):
        open_day = plan.days[len(came)]
        still_due = sum(plan.allotted[day] for day in plan.days[len(came) + 1 :])
        assert len(places[open_day]) == min(plan.expected[open_day], plan.stock - wins - still_due)


@given(played=_played())
def test_each_win_has_a_prize_and_no_sort_is_given_out_more_often_than_there_are(played) -> None:
    plan, came = played
    places, prizes = slots(SECRET, plan, came), prizes_at(SECRET, plan, came)
    for day, winning in places.items():
        assert set(prizes[day]) == {place for place in winning if place <= came.get(day, place)}
    given_out = [prize for day in prizes.values() for prize in day.values()]
    assert all(given_out.count(prize.code) <= prize.stock for prize in plan.prizes)


@given(played=_played())
def test_what_was_won_stays_what_it_was_when_later_days_close(played) -> None:
    plan, came = played
    for closed in range(len(came)):
        earlier = {day: came[day] for day in list(came)[:closed]}
        now, later = prizes_at(SECRET, plan, earlier), prizes_at(SECRET, plan, came)
        for day in earlier:
            assert now[day] == later[day]
        open_day = plan.days[closed]
        assert later[open_day].items() <= now[open_day].items()


@pytest.mark.parametrize("attempts", [{DAYS[1]: 3}, {DAYS[0]: 3, DAYS[2]: 3}, {date(2025, 8, 1): 3}])
def test_days_close_one_after_another(attempts) -> None:
    with pytest.raises(ValueError, match="one after another"):
        slots(SECRET, SMALL, attempts)


def test_with_more_prizes_than_attempts_every_expected_attempt_wins() -> None:
    plan = Plan("generous", (Prize("a", "甲", 50),), {DAYS[0]: 10, DAYS[1]: 10})
    came = {DAYS[0]: 10, DAYS[1]: 30}
    places = slots(SECRET, plan, came)
    assert all(places[day] == set(range(1, 11)) for day in came)
    assert unused(plan, places, came) == 30


@pytest.mark.parametrize(
    ("prizes", "expected"),
    [((), {DAYS[0]: 1}), ((DATA, DATA), {DAYS[0]: 1}), ((DATA,), {}), ((DATA,), {DAYS[0]: -1})],
    ids=["no prizes", "one code twice", "no days", "less than nobody"],
)
def test_a_plan_that_promises_nothing_is_refused(prizes, expected) -> None:
    with pytest.raises(ValueError, match="instant win"):
        Plan("none", prizes, expected)
