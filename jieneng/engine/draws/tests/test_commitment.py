"""A promise opens with what it was made of, and with nothing else."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.draws.canonical import canonical, digest
from jieneng.engine.draws.commitment import commit, opens
from jieneng.engine.draws.rules import Prize, read_rules, write_rules
from jieneng.engine.draws.tests.week import NUMBER, PRIZES, RULES, SECRET

OTHER_RULES = {
    "stock": replace(RULES, prizes=(Prize("bike", "自行车", 2), *PRIZES[1:])),
    "order of prizes": replace(RULES, prizes=PRIZES[::-1]),
    "name of a prize": replace(RULES, prizes=(Prize("bike", "电动自行车", 1), *PRIZES[1:])),
    "entrant": replace(RULES, entrant="参加竞答的人"),
    "reserves": replace(RULES, reserves=6),
    "close": replace(RULES, closes_at=datetime(2025, 7, 5, 17, 1)),
    "number": replace(RULES, number=replace(NUMBER, name="双色球第2025078期，七个号码依次各写两位")),
    "draw": replace(RULES, draw="wk-2026"),
}


def test_a_promise_is_the_hash_of_one_canonical_text() -> None:
    text = b'{"rules":' + write_rules(RULES).encode() + b',"secret":"' + SECRET.hex().encode() + b'"}'
    assert commit(SECRET, RULES) == hashlib.sha256(text).hexdigest()


def test_a_promise_opens_with_its_secret_and_its_rules() -> None:
    assert opens(commit(SECRET, RULES), SECRET, RULES)


@pytest.mark.parametrize("rules", OTHER_RULES.values(), ids=OTHER_RULES)
def test_a_promise_does_not_open_with_other_rules(rules) -> None:
    assert not opens(commit(SECRET, RULES), SECRET, rules)


@given(place=st.integers(0, 31), change=st.integers(1, 255))
def test_a_promise_does_not_open_with_another_secret(place, change) -> None:
    other = bytearray(SECRET)
    other[place] ^= change
    assert not opens(commit(SECRET, RULES), bytes(other), RULES)


def test_a_short_secret_is_no_secret() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit(b"123456", RULES)
    assert not opens(commit(SECRET, RULES), SECRET[:31], RULES)


def test_rules_come_back_from_their_text_as_they_were() -> None:
    assert write_rules(read_rules(write_rules(RULES))) == write_rules(RULES)
    assert opens(commit(SECRET, RULES), SECRET, read_rules(write_rules(RULES)))


def test_the_same_moment_on_another_clock_is_the_same_promise() -> None:
    in_utc = replace(RULES, closes_at=datetime(2025, 7, 5, 9, 0, tzinfo=timezone(timedelta(0))))
    assert opens(commit(SECRET, RULES), SECRET, in_utc)


def test_a_number_known_before_the_close_is_refused() -> None:
    with pytest.raises(ValueError, match="after the draw has closed"):
        replace(RULES, number=replace(NUMBER, due_at=RULES.closes_at))


@pytest.mark.parametrize(
    "changes",
    [{"prizes": ()}, {"prizes": (PRIZES[0], PRIZES[0])}, {"reserves": -1}, {"number": replace(NUMBER, digits=0)}],
    ids=["no prizes", "one code twice", "reserves below zero", "a number without digits"],
)
def test_rules_that_decide_nothing_are_refused(changes) -> None:
    with pytest.raises(ValueError, match=r"prizes|Reserves"):
        replace(RULES, **changes)


def test_a_prize_of_which_there_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="stock"):
        Prize("bike", "自行车", 0)


@pytest.mark.parametrize("value", ["1 5 9 12 27 31 7", "0105091227310", "０1050912273107", "0105091227310A", ""])
def test_a_number_written_in_another_way_is_not_the_number(value) -> None:
    assert NUMBER.accepts("01050912273107")
    assert not NUMBER.accepts(value)


@pytest.mark.parametrize("value", [1.0, 2**53, {"名": 1}, {1: 2}, b"bytes", float("nan"), [{"a": {1, 2}}]])
def test_what_two_programs_write_differently_has_no_canonical_text(value) -> None:
    with pytest.raises(ValueError, match="canonical JSON"):
        canonical({"value": value})


def test_half_a_character_has_no_canonical_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
    max_leaves=10,
)


@given(first=JSON, second=JSON)
def test_two_values_have_one_text_only_when_they_are_one(first, second) -> None:
    assert (canonical(first) == canonical(second)) == (repr(_sorted(first)) == repr(_sorted(second)))
    assert len(digest(first)) == 64


def _sorted(value):
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value
