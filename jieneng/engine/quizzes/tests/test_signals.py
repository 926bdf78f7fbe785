"""Signals point at what seldom comes about by itself, and leave alone what often does."""

from jieneng.engine.quizzes.signals import BURST, FAST, SAME, HandIn, least_ms, signals


def row(no, *, organization=1, answered="", n_wrong=0, used_ms=300_000, at_ms=0):
    return HandIn(no, organization, answered, n_wrong, used_ms, at_ms or no * 60_000)


def kinds(rows, **said):
    return [(one.kind, one.hand_ins) for one in signals(rows, least=least_ms(20), **said)]


def test_a_minute_for_twenty_questions_is_fast():
    assert kinds([row(1, used_ms=59_999), row(2, used_ms=60_000)]) == [(FAST, (1,))]


def test_the_same_mistakes_four_times_in_one_office_are_told():
    same = [row(no, answered="1:2", n_wrong=1) for no in range(1, 5)]
    assert kinds(same) == [(SAME, (1, 2, 3, 4))]
    assert kinds(same[:3]) == []
    assert kinds([row(no, answered="1:2", n_wrong=1, organization=no) for no in range(1, 5)]) == []


def test_the_same_right_answers_are_no_signal():
    assert kinds([row(no, answered="1:0") for no in range(1, 9)]) == []


def test_twenty_of_one_office_in_ten_seconds_are_told_once():
    rows = [row(no, at_ms=1_000_000 + no * 400) for no in range(1, 22)]
    assert kinds(rows) == [(BURST, tuple(range(1, 22)))]
    assert kinds([row(no, at_ms=1_000_000 + no * 600) for no in range(1, 22)]) == []
    spread = [row(no, organization=no % 2, at_ms=1_000_000 + no * 400) for no in range(1, 22)]
    assert kinds(spread) == []
