"""Walks: a daily cap, odd numbers that wait for a person, sheets with all errors, the ranking of teams."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jieneng.apps.participation.actions import walking
from jieneng.apps.participation.actions.walking import Entry, enter
from jieneng.apps.participation.models import StepChange, Steps, TeamTotal, Walk
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.queries.walks import ranking
from jieneng.apps.participation.ranking import fold_all
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works import counted
from jieneng.apps.participation.tests.test_works_pages import kinds_due, see, send, text
from jieneng.apps.participation.walls import blocks
from jieneng.config import clock
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused
from tests.at_once import at_once

DAY = timedelta(days=1)


def test_a_day_is_capped_corrected_and_counted_once(walk, team, town, noon):
    zhang, li = team().walkers.all()
    today = noon.date()
    enter(Entry(zhang, today, 25_000), by=None, now=noon)
    enter(Entry(li, today, 8_000), by=town.sam, now=noon)
    assert counted(walk.activity, town.school, noon) == {"teams": 1, "participants": 2, "steps": 28_000}
    enter(Entry(zhang, today, 9_000), by=None, now=noon)
    enter(Entry(zhang, today - DAY, 1_000), by=None, now=noon)
    assert counted(walk.activity, town.city, noon) == {"teams": 1, "participants": 2, "steps": 18_000}
    for code, entry in {
        "steps-day": Entry(zhang, today + DAY, 1_000),
        "steps-number": Entry(zhang, today, 200_001),
    }.items():
        with pytest.raises(Refused, match=code):
            enter(entry, by=None, now=noon)
    with pytest.raises(Refused, match="steps-day"):
        enter(Entry(zhang, today - 4 * DAY, 1_000), by=None, now=noon)
    with pytest.raises(Refused, match="not-allowed"):
        enter(Entry(zhang, today, 1_000), by=town.hanna, now=noon)
    assert verify() == []
    Steps.objects.filter(walker=li).update(counted=7_000)
    assert verify() != []


def test_odd_steps_count_when_a_person_says_so(walk, team, town, noon):
    zhang, li = team().walkers.all()
    today = noon.date()
    odd = enter(Entry(zhang, today, 60_000), by=None, now=noon)
    for ago in range(3):
        enter(Entry(li, today - ago * DAY, 12_000), by=None, now=noon)
    assert [one.odd_because for one in Steps.objects.waiting().order_by("id")] == ["超过50000步", "有3天步数相同"]
    assert counted(walk.activity, town.school, noon)["steps"] == 24_000
    with pytest.raises(Refused, match="not-allowed"):
        walking.decide(odd, is_accepted=True, because="看过手机", by=town.sam, now=noon)
    walking.decide(odd, is_accepted=True, because="看过手机", by=town.ines, now=noon)
    same = Steps.objects.waiting().get()
    walking.decide(same, is_accepted=False, because="重复填写", by=town.ines, now=noon)
    with pytest.raises(Refused, match="steps-decided"):
        walking.decide(same, is_accepted=True, because="x", by=town.ines, now=noon)
    with pytest.raises(Refused, match="steps-decided"):
        enter(Entry(zhang, today, 1_000), by=None, now=noon)
    assert counted(walk.activity, town.school, noon)["steps"] == 44_000
    assert verify() == []


def test_teams_are_ranked_by_the_mean_and_small_ones_not_at_all(walk, team, town, noon):
    for where, name, names, steps in (
        ("school", "一队", ["甲", "乙"], (9_000, 1_000)),
        ("hospital", "二队", ["丙", "丁"], (5_000, 5_000)),
        ("county", "三队", ["戊", "己"], (8_000, 8_000)),
        ("city", "独行", ["庚"], (19_000,)),
    ):
        for walker, n in zip(team(where, name, *names).walkers.all(), steps, strict=True):
            enter(Entry(walker, noon.date(), n), by=None, now=noon)
    fold_all(noon)
    placed = [(one.rank, one.total.team.name, one.total.mean) for one in ranking(walk)]
    assert placed == [(1, "三队", 8_000), (2, "一队", 5_000), (2, "二队", 5_000)]
    assert not StepChange.objects.exists()
    assert sum(TeamTotal.objects.values_list("n", flat=True)) == sum(Steps.objects.values_list("counted", flat=True))
    (block,) = blocks(walk.activity.campaign, town.city.path)
    assert (block.rows[0].name, block.rows[0].value) == ("三队", "8,000")
    with pytest.raises(Refused, match="team-twice"):
        team("school", "一队", "辛")
    first = walk.teams.get(name="一队")
    with pytest.raises(Refused, match="walker-twice"):
        walking.add_walkers(first, ["甲"], by=town.sam, now=noon)
    walking.add_walkers(first, ["辛"], by=town.sam, now=noon)
    fold_all(noon)
    assert TeamTotal.objects.get(team=first).mean == 10_000 // 3


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in (("队名", "队员", "日期", "步数"), *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("步数.xlsx", out.getvalue())


def test_a_sheet_is_taken_whole_or_not_at_all(walk, team, town, noon):
    team()
    today, said = f"{noon:%Y-%m-%d}", ("一队", "张三")
    with clock.at(noon):
        sam = town.client(town.sam)
        wrong = workbook(
            (*said, today, 8_000), ("二队", "张三", today, 1), ("一队", "王五", "昨天", "很多"),
            (*said, today, 9_000), (*said, f"{noon + DAY:%Y-%m-%d}", 1), (*said, f"{noon - DAY:%Y/%m/%d}", 200_001),
        )  # fmt: skip
        page = send(sam, "do_import_steps", walk.pk, file=wrong)
        assert page.status_code == 422
        rows = [(one.row, one.code) for one in page.context["problems"]]
        assert rows == [
            (3, "walk-sheet-team"), (4, "walk-sheet-walker"), (4, "walk-sheet-date"), (4, "steps-number"),
            (5, "walk-sheet-twice"), (6, "steps-day"), (7, "steps-number"),
        ]  # fmt: skip
        assert not Steps.objects.exists()
        right = workbook((*said, today, 8_000), ("一队", "李四", f"{noon - DAY:%Y年%m月%d日}", "7,000"))
        assert send(sam, "do_import_steps", walk.pk, file=right).status_code == 302
        assert sorted(Steps.objects.values_list("n", flat=True)) == [7_000, 8_000]
        assert see(sam, "steps_template", walk.pk).status_code == 200
        assert send(sam, "do_import_steps", walk.pk).status_code == 422


def test_a_walk_on_its_pages(plan, town, noon):
    phone = Client()
    with clock.at(noon):
        ines, sam = town.client(town.ines), town.client(town.sam)
        said = {"opens_at": f"{noon - DAY:%Y-%m-%dT%H:%M}", "closes_at": f"{noon + DAY:%Y-%m-%dT%H:%M}", "says": "走"}
        numbers = {"daily_cap": "20000", "odd_above": "30000", "team_min": "1"}
        activity = plan["green_commute"]
        assert send(ines, "make_walk", activity.pk, **said, **(numbers | {"odd_above": "1"})).status_code == 422
        send(ines, "make_walk", activity.pk, **said, **numbers)
        walk = Walk.objects.get()
        send(ines, "publish_walk", walk.pk)
        made = send(sam, "form_team", walk.pk, name="一队", names="张三\n李四")
        team = walk.teams.get()
        assert "张三" in text(sam.get(made.url))
        assert see(town.client(town.hanna), "team", team.pk).status_code == 404
        send(sam, "add_walkers", team.pk, names="王五")
        zhang, li, _ = team.walkers.all()
        code = pass_of("walker", zhang.pk)
        send(phone, "public_steps", code, on=f"{noon:%Y-%m-%d}", n="31000")
        send(sam, "enter_steps", team.pk, walker=li.pk, on=f"{noon:%Y-%m-%d}", n="6000")
        assert "待核实" in text(see(phone, "public_walker", code))
        assert send(phone, "public_steps", code, on="x", n="1").status_code == 422
        assert see(phone, "public_walker", pass_of("volunteer", zhang.pk)).status_code == 404
        odd = Steps.objects.waiting().get()
        assert "超过30000步" in text(see(ines, "walk", walk.pk))
        assert kinds_due(town.ines, noon) == ["核实"]
        assert "超过30000步" not in text(see(sam, "walk", walk.pk))
        send(ines, "decide_steps", walk.pk, odd.pk, outcome="accepted", because="看过手机")
        fold_all(noon)
        page = text(see(phone, "public_walk", walk.code))
        assert "8,666" in page
        assert "张三" not in page


@pytest.mark.django_db(transaction=True)
def test_one_day_entered_by_four_at_once_is_one_row(walk, team, town, noon):
    """With the walker's row not held and the day not unique, four rows counted four times."""
    zhang = team().walkers.first()
    zhang.team = type(zhang.team).objects.select_related("walk__activity__campaign", "organization").get()
    answers = at_once(
        4, lambda n: enter(Entry(zhang, noon.date(), 1_000 + n), by=None, now=noon + n * HOUR / 60) and "in"
    )
    assert answers == ["in"] * 4
    assert Steps.objects.count() == 1
    fold_all(noon)
    assert TeamTotal.objects.get().n == Steps.objects.get().counted
    assert verify() == []
