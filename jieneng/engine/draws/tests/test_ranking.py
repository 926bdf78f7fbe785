"""Who wins is settled by secret, number and list; who gives up a prize makes room for the next reserve."""

import hashlib
import hmac
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.draws.entrants import entrant_list, root
from jieneng.engine.draws.ranking import holders, outcome, ranked, seed_of, without_ties
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.tests.week import DRAWN, ENTRANTS, RULES, SALT, SECRET

WEEK = outcome(RULES, SECRET, DRAWN, ENTRANTS)
UNITS = RULES.units
WINNERS = [award.entrant for award in WEEK.awards]


def _held(*forfeits):
    return [holding.entrant for holding in holders(WEEK, UNITS, forfeits)]


def test_the_ranking_is_what_anyone_works_out_by_hand() -> None:
    seed = hashlib.sha256(SECRET + DRAWN.encode() + bytes.fromhex(root(ENTRANTS))).digest()
    tickets = {entrant: hmac.new(seed, entrant.encode(), "sha256").hexdigest() for entrant in ENTRANTS}
    assert WEEK.seed == seed
    assert list(WEEK.ranking) == sorted(ENTRANTS, key=tickets.__getitem__)


def test_the_outcome_is_the_same_on_every_machine() -> None:
    """Worked out once and written down; another figure here means that old draws can no longer be checked."""
    assert [entrant[:8] for entrant in WEEK.ranking[:3]] == ["34e17666", "8564b9a3", "6be52eb0"]


def test_prizes_go_from_the_top_and_reserves_come_next() -> None:
    assert [award.prize for award in WEEK.awards] == ["bike"] + ["cup"] * 3 + ["bag"] * 6
    assert [award.place for award in WEEK.awards] == list(range(1, 11))
    assert (*WINNERS, *WEEK.reserves) == WEEK.ranking[:15]


def test_with_more_prizes_than_people_everybody_wins_once() -> None:
    rules = replace(RULES, prizes=(Prize("bag", "布袋", 100),))
    drawn = outcome(rules, SECRET, DRAWN, ENTRANTS)
    assert {award.entrant for award in drawn.awards} == set(ENTRANTS)
    assert len(drawn.awards) == len(ENTRANTS)
    assert drawn.reserves == ()
    assert [holding.entrant for holding in holders(drawn, rules.units, ())][40:] == [None] * 60


def test_nobody_took_part() -> None:
    drawn = outcome(RULES, SECRET, DRAWN, ())
    assert (drawn.ranking, drawn.awards, drawn.reserves) == ((), (), ())


@pytest.mark.parametrize("entrants", [ENTRANTS[::-1], (ENTRANTS[0], *ENTRANTS)], ids=["another order", "one twice"])
def test_a_list_that_is_not_the_published_one_is_refused(entrants) -> None:
    with pytest.raises(ValueError, match=r"published list|more than once"):
        outcome(RULES, SECRET, DRAWN, entrants)


def test_a_number_that_is_not_written_as_promised_is_refused() -> None:
    with pytest.raises(ValueError, match="14 digits"):
        outcome(RULES, SECRET, "1 5 9 12 27 31 7", ENTRANTS)


def test_any_change_makes_another_seed() -> None:
    other = entrant_list(["person:99"], SALT)
    seeds = {
        seed_of(SECRET, DRAWN, root(ENTRANTS)),
        seed_of(SECRET[::-1], DRAWN, root(ENTRANTS)),
        seed_of(SECRET, DRAWN[::-1], root(ENTRANTS)),
        seed_of(SECRET, DRAWN, root(other)),
    }
    assert len(seeds) == 4


@pytest.mark.parametrize(("secret", "tree"), [(SECRET[:31], root(ENTRANTS)), (SECRET, root(ENTRANTS)[:62])])
def test_parts_that_could_be_cut_in_another_way_make_no_seed(secret, tree) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seed_of(secret, DRAWN, tree)


def test_equal_tickets_are_an_alarm_and_not_a_coin_to_toss() -> None:
    with pytest.raises(ValueError, match="ant and bee"):
        without_ties([(b"1", "bee"), (b"0", "cat"), (b"1", "ant")])


@given(keys=st.lists(st.text(max_size=5), unique=True, max_size=30), data=st.data())
def test_the_ranking_does_not_see_in_which_order_people_came(keys, data) -> None:
    shuffled = data.draw(st.permutations(keys))
    assert ranked(b"seed", keys) == ranked(b"seed", shuffled)
    assert sorted(ranked(b"seed", keys)) == sorted(keys)


@given(keys=st.lists(st.text(max_size=5), unique=True, min_size=1, max_size=30), data=st.data())
def test_who_leaves_moves_nobody_past_another(keys, data) -> None:
    gone = data.draw(st.sampled_from(keys))
    stay = tuple(key for key in ranked(b"seed", keys) if key != gone)
    assert ranked(b"seed", [key for key in keys if key != gone]) == stay


def test_without_forfeits_the_winners_hold_their_prizes() -> None:
    assert _held() == WINNERS


def test_a_prize_given_up_goes_to_the_next_reserve() -> None:
    assert _held(WINNERS[4]) == [*WINNERS[:4], WEEK.reserves[0], *WINNERS[5:]]


def test_a_reserve_who_holds_a_prize_keeps_it_when_a_better_one_is_freed() -> None:
    held = _held(WINNERS[4], WINNERS[0])
    assert (held[0], held[4]) == (WEEK.reserves[1], WEEK.reserves[0])


def test_a_reserve_who_gives_up_beforehand_is_passed_over() -> None:
    assert _held(WEEK.reserves[0], WINNERS[0])[0] == WEEK.reserves[1]


def test_a_reserve_who_gives_up_what_came_to_them_makes_room_again() -> None:
    assert _held(WINNERS[0], WEEK.reserves[0])[0] == WEEK.reserves[1]


def test_giving_up_twice_or_holding_nothing_changes_nothing() -> None:
    assert _held(WINNERS[0], WINNERS[0], "stranger", WEEK.ranking[20]) == _held(WINNERS[0])


def test_when_the_reserves_are_used_up_prizes_stay_free() -> None:
    assert _held(*WINNERS[:7]) == [*WEEK.reserves, None, None, *WINNERS[7:]]


@given(forfeits=st.lists(st.sampled_from(WEEK.ranking[:18])))
def test_no_prize_is_held_twice_and_nobody_holds_what_they_gave_up(forfeits) -> None:
    held = [entrant for entrant in _held(*forfeits) if entrant]
    assert len(held) == len(set(held))
    assert not set(held) & set(forfeits)
    assert set(held) <= {*WINNERS, *WEEK.reserves}
    assert len(_held(*forfeits)) == len(UNITS)


@given(forfeits=st.lists(st.sampled_from(WEEK.ranking[:18]), min_size=1))
def test_one_more_forfeit_moves_one_prize_at_most(forfeits) -> None:
    before, after = _held(*forfeits[:-1]), _held(*forfeits)
    assert sum(one != other for one, other in zip(before, after, strict=True)) <= 1
