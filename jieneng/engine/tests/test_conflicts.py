"""What cannot or should not be in a plan."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from jieneng.engine.conflicts import Due, Held, conflicts

BEIJING = ZoneInfo("Asia/Shanghai")
MONDAY, TUESDAY = date(2025, 6, 23), date(2025, 6, 24)


def held(key, place="市政大楼报告厅", first=MONDAY, last=None, start=None, end=None, of=""):
    return Held(key, f"活动{key}", place, first, last or first, start, end, of)


def codes(found):
    return [each.code for each in found]


def at(day, hour=17):
    return datetime(2025, 6, day, hour, tzinfo=BEIJING)


def test_one_hall_twice_at_one_hour_is_named_with_both_and_the_day():
    [found] = conflicts([held("a", start=time(9), end=time(11)), held("b", start=time(10))], [])
    assert found.keys == ("a", "b")
    assert "“活动a”和“活动b”同时使用市政大楼报告厅（6月23日（星期一））" in found.say


@pytest.mark.parametrize(
    "other",
    [
        held("b", start=time(11), end=time(12)),  # begins when the other ends
        held("b", first=TUESDAY, start=time(9)),
        held("b", place="一楼大厅", start=time(9)),
        held("b", place="", start=time(9)),
    ],
)
def test_another_hour_day_or_hall_is_no_conflict(other):
    assert conflicts([held("a", start=time(9), end=time(11)), other], []) == []


def test_without_hours_it_is_only_possible_and_days_that_reach_over_count():
    [found] = conflicts([held("a", last=date(2025, 6, 27)), held("b", first=TUESDAY, of="市教育局")], [])
    assert "市教育局“活动b”可能同时使用" in found.say


def test_blanks_in_a_place_do_not_hide_it():
    assert codes(conflicts([held("a", "市政 大楼"), held("b", "市政大楼")], [])) == ["same-place"]


def test_a_due_day_on_a_day_of_rest_is_told_and_a_worked_sunday_is_not():
    assert codes(conflicts([], [Due("d", "各县", at(28))])) == ["due-on-rest-day"]
    assert conflicts([], [Due("d", "各县", at(28))], overrides={date(2025, 6, 28): True}) == []


def test_the_day_is_that_of_beijing():
    friday_evening_in_london = datetime(2025, 6, 27, 17, tzinfo=ZoneInfo("UTC"))
    assert codes(conflicts([], [Due("d", "各县", friday_evening_in_london)])) == ["due-on-rest-day"]


def test_a_day_after_the_upper_one_is_hard_and_comes_first():
    late = Due("d", "各县", at(28), upper=at(27))
    found = conflicts([], [late])
    assert codes(found) == ["due-after-upper", "due-on-rest-day"]
    assert found[0].is_hard
    assert "晚于上级要求的" in found[0].say


def test_a_day_before_the_end_of_what_is_reported_on_is_told():
    assert codes(conflicts([], [Due("d", "各县", at(26))], ends=date(2025, 6, 29))) == ["due-before-end"]
