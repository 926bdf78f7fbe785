"""Days announced after the calendar library: read as dates, anything else refused."""

from datetime import date

import pytest

from jieneng.rulebook import workdays
from jieneng.rulebook.read import RulebookError


@pytest.fixture
def declared(monkeypatch):
    def declare(days):
        monkeypatch.setattr(workdays, "load", lambda name: {"days": days})
        workdays.workday_overrides.cache_clear()
        return workdays.workday_overrides()

    yield declare
    workdays.workday_overrides.cache_clear()


def test_a_day_works_or_rests(declared):
    assert declared({date(2031, 5, 1): "rest", date(2031, 5, 3): "work"}) == {
        date(2031, 5, 1): False,
        date(2031, 5, 3): True,
    }


@pytest.mark.parametrize("days", [{"五一": "rest"}, {date(2031, 5, 1): "maybe"}])
def test_anything_else_is_refused_with_its_place(declared, days):
    with pytest.raises(RulebookError, match=r"calendar\.yaml: days"):
        declared(days)


def test_the_file_of_the_platform_can_be_read():
    assert isinstance(workdays.workday_overrides(), dict)
