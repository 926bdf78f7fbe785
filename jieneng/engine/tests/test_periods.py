"""Days, workdays and deadlines, against calendars read by hand."""

from datetime import UTC, date, datetime

import pytest

from jieneng.engine.periods import (
    day_cn,
    is_workday,
    moment_cn,
    propose_chain,
    propose_due,
    remaining_cn,
    weekday_cn,
    workdays_before,
)

NOW = datetime(2025, 7, 4, 11, 0)


def test_every_day_of_a_week_has_its_name():
    names = [weekday_cn(date(2025, 6, day)) for day in range(23, 30)]
    assert names == ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]


def test_the_year_is_written_only_when_it_is_another_one():
    assert day_cn(date(2025, 7, 4), today=date(2025, 1, 1)) == "7月4日（星期五）"
    assert day_cn(date(2024, 12, 31), today=date(2025, 1, 1)) == "2024年12月31日（星期二）"


def test_a_moment_kept_in_utc_is_told_in_beijing():
    assert moment_cn(datetime(2025, 7, 3, 16, 5, tzinfo=UTC)) == "7月4日（星期五）00:05"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2025, 7, 4, 17, 0), "还有 6 小时"),
        (datetime(2025, 7, 4, 17, 59), "还有 6 小时"),
        (datetime(2025, 7, 4, 11, 30), "还有 不到 1 小时"),
        (datetime(2025, 7, 5, 10, 0), "还有 23 小时"),
        (datetime(2025, 7, 5, 11, 0), "还有 1 天"),
        (datetime(2025, 7, 6, 9, 0), "还有 2 天"),
        (datetime(2025, 7, 4, 23, 59), "今日内"),
        (date(2025, 7, 4), "今日内"),
        (date(2025, 7, 5), "还有 1 天"),
        (date(2025, 7, 1), "逾期 3 天"),
        (datetime(2025, 7, 4, 10, 59), "逾期 不到 1 小时"),
        (datetime(2025, 7, 3, 17, 30), "逾期 17 小时"),
        (datetime(2025, 7, 3, 11, 0), "逾期 1 天"),
        (datetime(2025, 7, 3, 23, 59), "逾期 1 天"),
    ],
)
def test_the_time_left_is_told_in_hours_then_in_days(due, words):
    assert remaining_cn(due, NOW) == words


def test_the_time_left_is_the_same_on_a_utc_clock():
    now = datetime(2025, 7, 4, 3, 0, tzinfo=UTC)
    assert remaining_cn(datetime(2025, 7, 4, 9, 0, tzinfo=UTC), now) == "还有 6 小时"
    assert remaining_cn(date(2025, 7, 5), datetime(2025, 7, 4, 17, 0, tzinfo=UTC)) == "今日内"


def test_holidays_and_exchanged_sundays_follow_the_yearly_notice():
    assert not is_workday(date(2025, 5, 5))  # a Monday of the May holiday
    assert is_workday(date(2025, 4, 27))  # the Sunday worked for it
    assert not is_workday(date(2025, 7, 5))


def test_a_year_without_a_notice_is_monday_to_friday_until_someone_enters_it():
    assert is_workday(date(2031, 10, 1))
    assert not is_workday(date(2031, 10, 4))
    assert not is_workday(date(2031, 10, 1), {date(2031, 10, 1): False})
    assert is_workday(date(2031, 10, 4), {date(2031, 10, 4): True})


def test_an_entered_day_goes_before_the_package():
    assert is_workday(date(2025, 10, 1), {date(2025, 10, 1): True})


def test_workdays_are_counted_over_weekends_and_holidays():
    assert workdays_before(date(2025, 7, 4), 0) == date(2025, 7, 4)
    assert workdays_before(date(2025, 7, 7), 3) == date(2025, 7, 2)
    assert workdays_before(date(2025, 10, 9), 1) == date(2025, 9, 30)
    assert workdays_before(date(2025, 5, 6), 5) == date(2025, 4, 25)  # 30, 29, 28, 27 (a worked Sunday), 25


def test_workdays_are_not_counted_forwards():
    with pytest.raises(ValueError, match="backwards"):
        workdays_before(date(2025, 7, 4), -1)


def test_a_proposed_deadline_keeps_the_clock_time_or_takes_the_close_of_office():
    assert propose_due(datetime(2025, 7, 15, 12, 0), 1) == datetime(2025, 7, 14, 12, 0)
    assert propose_due(datetime(2025, 7, 15), 1) == datetime(2025, 7, 14, 17, 0)


def test_a_deadline_kept_in_utc_is_moved_on_the_beijing_calendar():
    midnight_in_beijing = datetime(2025, 7, 14, 16, 0, tzinfo=UTC)
    assert propose_due(midnight_in_beijing, 1) == datetime(2025, 7, 14, 9, 0, tzinfo=UTC)


def test_the_chain_of_deadlines_runs_down_to_the_unit():
    chain = propose_chain(datetime(2025, 7, 15, 17, 0), ["province", "city", "county", "institution"], gap_days=1)
    assert [level for level, _ in chain] == ["province", "city", "county", "institution"]
    assert [due.date() for _, due in chain] == [date(2025, 7, day) for day in (14, 11, 10, 9)]


def test_no_levels_below_means_no_deadlines():
    assert propose_chain(datetime(2025, 7, 15), []) == []
