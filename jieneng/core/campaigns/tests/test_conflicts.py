"""Conflicts of a campaign: its own, with the level above, with another campaign of the year; nobody else's."""

from datetime import date, time

import pytest

from jieneng.core.campaigns.actions import Content, publish, set_up
from jieneng.core.campaigns.queries import conflicts_of

pytestmark = pytest.mark.django_db
HALL = {"kind": "launch", "place": "市政大楼报告厅", "start_date": date(2025, 6, 23), "start_time": time(9)}


def content(*activities, title="节能宣传周"):
    return Content(title=title, year=2025, activities=activities)


def test_two_activities_in_one_hall(town):
    ours = set_up(town.city, content({**HALL, "title": "启动仪式"}, {**HALL, "title": "专题讲座"}), by=town.ines)
    [found] = conflicts_of(ours)
    assert "“启动仪式”和“专题讲座”" in found.say or "“专题讲座”和“启动仪式”" in found.say


def test_a_local_activity_in_the_hall_of_the_upper_one(town):
    upper = publish(set_up(town.city, content({**HALL, "title": "启动仪式"}), by=town.ines), by=town.ines)
    local = set_up(town.county, content({**HALL, "title": "县级启动"}), by=town.cora, parent=upper)
    [found] = conflicts_of(local)
    assert "云川市机关事务管理局“启动仪式”" in found.say
    assert conflicts_of(upper) == []


def test_another_campaign_of_ones_own_is_named(town):
    set_up(town.city, content({**HALL, "title": "世界水日宣传"}, title="节水宣传周"), by=town.ines)
    ours = set_up(town.city, content({**HALL, "title": "启动仪式"}), by=town.ines)
    [found] = conflicts_of(ours)
    assert "《节水宣传周》“世界水日宣传”" in found.say


def test_what_others_hold_elsewhere_on_the_line_is_not_ours(town):
    set_up(town.city2, content({**HALL, "title": "邻市启动"}), by=town.rex)
    ours = set_up(town.city, content({**HALL, "title": "启动仪式"}), by=town.ines)
    assert conflicts_of(ours) == []


def test_it_costs_three_queries(town, django_assert_max_num_queries):
    ours = set_up(town.city, content({**HALL, "title": "启动仪式"}, {**HALL, "title": "专题讲座"}), by=town.ines)
    with django_assert_max_num_queries(3):
        conflicts_of(ours)
