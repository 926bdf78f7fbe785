"""What the platform counts of an activity: folded along the tree, beside the report, and proven from the rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from jieneng.core.campaigns import tallying
from jieneng.core.campaigns.actions import Content, change, set_up
from jieneng.core.campaigns.beside import OnForm, counted_on_form
from jieneng.core.campaigns.models import Activity, ActivityDay
from jieneng.core.campaigns.tallying import Place, Tallied, by_day, place_of, tallied, tallied_alone, tally
from jieneng.core.collections.actions import accept, submit
from jieneng.core.collections.queries.opened import parts
from jieneng.core.collections.queries.standing import decimals_of, standing, value_of
from jieneng.core.facts import verify
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.models import Cell, Delta
from jieneng.ui.refusals import Refused

MONDAY, TUESDAY = date(2025, 6, 23), date(2025, 6, 24)


@pytest.fixture
def live(collection):
    """The live launch of the week's campaign."""
    return collection.campaigns.get().activities.get(kind="watch_live")


@pytest.fixture
def rows(monkeypatch):
    """What an app's rows say, and its witness."""
    monkeypatch.setattr(verify, "_witnesses", list(verify._witnesses))
    kept: list[Tallied] = []
    tallying.register(lambda: kept)
    return kept


@pytest.fixture
def watched(live, rows, now):
    """watched(organization, 3, day): so many have watched."""

    def count(organization, n, day=MONDAY, item="watch_live.viewers"):
        place = place_of(organization, 2025)
        tally(live, day, place, {item: n})
        rows.append(Tallied(live.pk, day, place, {item: n}))

    return count


def test_what_is_counted_climbs_the_tree_and_the_organisation_sees_its_own(town, live, watched, now):
    watched(town.school, 30)
    watched(town.hospital, 12, TUESDAY)
    watched(town.county, 5)
    watched(town.school, -1)
    fold_all(now)
    found = tallied([live.pk], [town.city.path, town.county.path, town.school.path, town.county2.path])
    values = {node: standing[live.pk].values.get("watch_live.viewers") for node, standing in found.items()}
    assert values == {town.city.path: 46, town.county.path: 46, town.school.path: 29, town.county2.path: None}
    alone = tallied_alone([live.pk], town.county.path)[live.pk]
    assert alone.values == {"watch_live.viewers": 5}
    assert alone.as_of == now
    assert by_day(live, town.city.path) == {MONDAY: {"watch_live.viewers": 34}, TUESDAY: {"watch_live.viewers": 12}}
    assert ActivityDay.objects.count() == 2


def test_no_action_touches_a_shared_row(town, live, watched):
    watched(town.school, 30)
    watched(town.school, 1)
    assert Delta.objects.filter(route=town.school.path).count() == 2
    assert not Cell.objects.exists()


def test_it_is_proven_from_the_rows(town, live, watched, rows, now):
    watched(town.school, 30)
    assert verify.verify() == []
    fold_all(now)
    assert verify.verify() == []
    rows[0] = replace(rows[0], change={})
    assert {difference.node for difference in verify.verify()} == {
        town.province.path,
        town.city.path,
        town.county.path,
        town.school.path,
    }


def test_it_adds_up_with_what_units_report(town, collection, live, watched, raw, now):
    """86 viewers are reported by the school; the platform has seen 14 more and 5 at the county."""
    answer = submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now, confirmed=True)
    accept(answer, by=town.cora, now=now)
    watched(town.school, 14)
    watched(town.county, 5)
    fold_all(now)
    known = standing(collection, town.city.path)
    assert value_of(collection.series, "watch_live.viewers", known.sum("watch_live.viewers")) == 105
    whole, *below = parts(collection, "watch_live.viewers", town.city.path)
    assert whole.value == 105 == sum(part.value for part in below)
    assert counted_on_form(collection, town.school).figures == {"watch_live.viewers": 14}
    assert counted_on_form(collection, town.hospital) == OnForm({"watch_live.viewers": 0})


def test_what_no_form_asks_has_its_own_decimals(town, collection, live, watched, now):
    watched(town.school, 90, item="watch_live.minutes")
    fold_all(now)
    known = standing(collection, town.city.path)
    assert value_of(collection.series, "watch_live.minutes", known.sum("watch_live.minutes")) == 90
    assert decimals_of(collection.series, "recycling.weight_kg") == 2


@pytest.mark.parametrize(
    "change", [{"quiz.participants": 1}, {"watch_live.nothing": 1}, {"watch_live.viewers": Decimal("0.5")}]
)
def test_what_the_rulebook_does_not_count_is_a_fault_of_ours(town, live, change):
    with pytest.raises(ValueError, match=r"tallies\.yaml|decimals"), transaction.atomic():
        tally(live, MONDAY, Place(town.school.path, "education"), change)


def test_an_activity_on_which_something_is_counted_stays_while_the_plan_changes(town, now):
    activities = [{"kind": "quiz", "title": "云竞答"}, {"kind": "pledge", "title": "签名"}]
    campaign = set_up(town.city, Content("宣传周", 2025, activities=activities), by=town.ines)
    quiz = campaign.activities.get(kind="quiz")
    tally(quiz, MONDAY, place_of(town.school, 2025), {"quiz.papers": 1})
    turned = [{"kind": "launch", "title": "启动"}, activities[1], activities[0] | {"place": "线上"}]
    campaign = change(campaign, Content("宣传周", 2025, activities=turned), edit_no=0, by=town.ines)
    assert [(one.ord, one.kind) for one in campaign.activities.all()] == [(1, "launch"), (2, "pledge"), (3, "quiz")]
    quiz.refresh_from_db()
    assert quiz.place == "线上"
    with pytest.raises(Refused, match="activity-in-use"):
        change(campaign, Content("宣传周", 2025, activities=turned[:2]), edit_no=1, by=town.ines)


def test_what_was_weighed_and_what_was_typed_are_one_sum(town, collection, now):
    """The platform weighs to ten grams; a form that asked whole kilograms gets whole kilograms, never a hundredfold."""
    exchange = Activity.objects.create(campaign=collection.campaigns.get(), ord=9, kind="recycling", title="云兑换")
    tally(exchange, MONDAY, place_of(town.school, 2025), {"recycling.weight_kg": Decimal("12.35")})
    fold_all(now)
    item = "recycling.weight_kg"
    for decimals, weighed in ((2, Decimal("12.35")), (0, 12)):
        collection.series.decimals = collection.series.decimals | {item: decimals}
        collection.series.save()
        known = standing(collection, town.city.path)
        assert value_of(collection.series, item, known.sum(item)) == weighed
    assert counted_on_form(collection, town.school).figures == {item: Decimal("12.35")}
