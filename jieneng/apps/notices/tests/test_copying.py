"""Last year's campaign is the beginning of this year's: what stays, what moves, what is left for people."""

from datetime import date, time

import pytest
from django.urls import reverse

from jieneng.apps.notices.copying import copied, next_year
from jieneng.apps.reporting.tests.pages import form_of
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.campaigns.models import Campaign
from jieneng.rulebook import national_weeks

pytestmark = pytest.mark.django_db
QUIZ = {
    "kind": "quiz",
    "title": "节能知识竞答",
    "start_date": date(2024, 5, 14),
    "end_date": date(2024, 5, 17),
    "start_time": time(9),
    "end_time": time(17),
    "place": "市政大楼报告厅",
    "method": "线上答题",
    "mode": "online",
    "link": "https://quiz.example/2024",
    "passed_on": False,
}
SHORTAGE = {
    "kind": "energy_shortage",
    "title": "能源紧缺体验",
    "start_date": date(2024, 5, 15),
    "end_date": date(2024, 5, 15),
}
BEFORE = {"kind": "meeting", "title": "部署会议", "start_date": date(2024, 4, 26), "end_date": date(2024, 4, 26)}
UNDATED = {"kind": "volunteer", "title": "志愿服务"}


@pytest.fixture
def last_year(town):
    return set_up(
        town.city,
        Content(
            title="2024年公共机构节能宣传周",
            year=2024,
            themes=[
                {"scope": "week", "name": "宣传周主题", "slogan": "绿色转型，节能攻坚"},
                {"scope": "other", "name": "本市主题", "slogan": "旧口号"},
            ],
            periods=[
                {"scope": "week", "name": "全国节能宣传周", "start": date(2024, 5, 13), "end": date(2024, 5, 19)},
                {"scope": "month", "name": "宣传月", "start": date(2024, 5, 1), "end": date(2024, 5, 31)},
            ],
            activities=[QUIZ, SHORTAGE, BEFORE, UNDATED],
        ),
        by=town.ines,
    )


def test_activities_keep_what_they_are_and_move_to_the_same_weekday(last_year):
    quiz, shortage, _, undated = copied(last_year, 2025).activities
    assert (quiz["start_date"], quiz["end_date"]) == (date(2025, 6, 24), date(2025, 6, 27))
    for name in ("kind", "title", "start_time", "end_time", "place", "method", "mode", "passed_on"):
        assert quiz[name] == QUIZ[name]
    assert quiz["link"] == ""  # that of last year leads to last year's questions
    assert shortage["start_date"] == national_weeks()[2025].low_carbon_day
    assert (undated["start_date"], undated["end_date"]) == (None, None)


def test_what_has_no_place_in_the_week_is_left_empty_and_named(last_year):
    found = copied(last_year, 2025)
    assert found.activities[2]["start_date"] is None
    assert found.unplaced == ("宣传月", "部署会议")


def test_slogans_and_days_come_from_the_rulebook(last_year):
    found, week = copied(last_year, 2025), national_weeks()[2025]
    assert [row["slogan"] for row in found.themes] == [week.theme, ""]
    assert (found.periods[0]["start"], found.periods[0]["end"]) == (week.start, week.end)
    assert found.head == {"title": "2025年公共机构节能宣传周", "year": 2025}


def test_of_a_year_that_nobody_knows_yet_everything_dated_is_empty(last_year):
    found = copied(last_year, 2031)
    assert not found.is_known
    assert all(row["start_date"] is None for row in found.activities)
    assert all(row["slogan"] == "" for row in found.themes)
    assert found.unplaced == ("全国节能宣传周", "宣传月", "节能知识竞答", "能源紧缺体验", "部署会议")


def test_where_the_week_is_not_known_its_first_day_may_be_said(last_year):
    found = copied(last_year, 2031, starts=date(2031, 6, 16))
    assert (found.periods[0]["start"], found.periods[0]["end"]) == (date(2031, 6, 16), date(2031, 6, 22))
    assert found.activities[0]["start_date"] == date(2031, 6, 17)
    assert found.themes[0]["slogan"] == ""
    assert found.unplaced == ("宣传月", "部署会议")


def test_a_campaign_is_copied_into_this_year_or_the_one_after_its_own(last_year):
    assert (next_year(last_year, 2025), next_year(last_year, 2024)) == (2025, 2025)


def test_a_first_day_of_another_year_is_no_answer(town, last_year, monkeypatch):
    monkeypatch.setattr("jieneng.apps.notices.views.campaigns.timezone.localdate", lambda: date(2031, 5, 30))
    url = reverse("notices:campaign_copy", args=[last_year.pk])
    ines = town.client(town.ines)
    assert "2031年宣传周还没有收录" in ines.get(url, {"starts": "2030-06-17"}).content.decode()
    assert "已按宣传周自" in ines.get(url, {"starts": "2031-06-16"}).content.decode()


@pytest.fixture
def in_2025(monkeypatch):
    monkeypatch.setattr("jieneng.apps.notices.views.campaigns.timezone.localdate", lambda: date(2025, 5, 30))


def test_the_form_is_shown_and_nothing_is_stored_until_it_is_saved(town, last_year, in_2025):
    ines = town.client(town.ines)
    new = ines.get(reverse("notices:campaign_new")).content.decode()
    assert reverse("notices:campaign_copy", args=[last_year.pk]) in new
    page = ines.get(reverse("notices:campaign_copy", args=[last_year.pk]))
    assert "宣传月、部署会议：原日期不在宣传周内" in page.content.decode()
    assert Campaign.objects.count() == 1
    typed = form_of(page, "campaign")
    assert ines.post(reverse("notices:campaign_set_up"), typed).status_code == 422  # a slogan and a month are open
    typed |= {"themes-1-slogan": "新口号", "periods-1-DELETE": "on"}
    made = Campaign.objects.get(pk=ines.post(reverse("notices:campaign_set_up"), typed).url.rstrip("/").split("/")[-1])
    assert (made.year, made.is_published, made.activities.count()) == (2025, False, 4)
    assert made.activities.get(kind="quiz").start_date == date(2025, 6, 24)
    again = ines.get(reverse("notices:campaign_copy", args=[last_year.pk])).content.decode()
    assert "同年度已有" in again


def test_only_ones_own_campaign_is_copied(town, last_year):
    for person in (town.rex, town.root, town.cora):
        answer = town.client(person).get(reverse("notices:campaign_copy", args=[last_year.pk]))
        assert answer.status_code == 404
