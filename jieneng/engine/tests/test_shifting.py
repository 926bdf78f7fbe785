"""A day of last year's week has its place in this year's by its weekday."""

from datetime import date, timedelta

import pytest

from jieneng.engine.shifting import WeekDays, shifted, shifted_span
from jieneng.rulebook import national_weeks


def days(year):
    week = national_weeks()[year]
    return WeekDays(week.start, week.low_carbon_day)


@pytest.mark.parametrize("year", sorted(national_weeks())[:-1])
def test_every_day_of_a_week_keeps_its_weekday_in_every_other_week(year):
    was = WeekDays(days(year).start)
    for other in national_weeks():
        now = WeekDays(days(other).start)
        for n in range(7):
            moved = shifted(was.start + timedelta(days=n), was, now)
            assert moved.weekday() == (was.start + timedelta(days=n)).weekday()
            assert now.holds(moved)


def test_the_low_carbon_day_goes_to_the_low_carbon_day():
    assert shifted(date(2020, 7, 2), days(2020), days(2021)) == date(2021, 8, 25)  # a Thursday, then a Wednesday


def test_a_day_outside_the_week_has_no_place():
    assert shifted(date(2024, 5, 20), days(2024), days(2025)) is None
    assert shifted_span(date(2024, 5, 13), date(2024, 5, 31), days(2024), days(2025)) is None


def test_an_activity_without_days_stays_without():
    assert shifted_span(None, None, days(2024), days(2025)) == (None, None)
    assert shifted_span(date(2024, 5, 17), None, days(2024), days(2025)) == (date(2025, 6, 27), None)
