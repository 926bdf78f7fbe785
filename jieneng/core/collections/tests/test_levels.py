"""A level reports its part upward: once, and with a reason for each that is missing, however many there are."""

from importlib import import_module

import pytest
from django.apps import apps

from jieneng.core.collections.actions import accept, confirm_level, levels, submit, take_back_level
from jieneng.core.collections.actions.levels import Gap
from jieneng.core.collections.models import Confirmation
from jieneng.core.collections.tests.test_at_once import at_once
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.models import Cell
from jieneng.core.facts.verify import verify
from jieneng.core.orgs.actions import edit
from jieneng.core.orgs.moving import move
from jieneng.ui.refusals import Refused


def gaps_of(*organizations):
    return [Gap(one.pk, one.name, "abolished") for one in organizations]


@pytest.mark.django_db
def test_one_without_a_reason_is_found_behind_many_with_one(collection, town, now, monkeypatch):
    monkeypatch.setattr(levels, "_MOST_OPEN", 1)
    with pytest.raises(Refused, match="below-not-finished"):
        confirm_level(collection, town.county, gaps_of(town.county, town.school), by=town.cora, now=now)
    everyone = gaps_of(town.county, town.school, town.hospital)
    assert confirm_level(collection, town.county, everyone, by=town.cora, now=now).n_expected == 3


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_report_upward_at_once(collection, town, now):
    def report(number):
        gaps = gaps_of(town.county, town.school, town.hospital)
        confirm_level(collection, town.county, gaps, by=town.cora, now=now)
        return "reported"

    answers = at_once(3, report)
    assert sorted(answers) == ["already-reported", "already-reported", "reported"]
    assert Confirmation.objects.count() == 1


@pytest.fixture
def confirmed(collection, town, now):
    """The county has reported its part, with a gap for everyone."""
    gaps = gaps_of(town.county, town.school, town.hospital)
    return confirm_level(collection, town.county, gaps, by=town.cora, now=now)


def anew(organization):
    """The organisation as it stands in the register now."""
    return type(organization).objects.get(pk=organization.pk)


@pytest.mark.django_db
def test_a_report_counts_where_it_counted_although_the_level_has_moved(confirmed, town, now):
    move(town.county, town.city2, by=town.root, because="区划调整", today=now.date())
    assert verify() == []
    confirmed.refresh_from_db()
    take_back_level(confirmed, at=anew(town.city2), because="请核对", by=town.rex, now=now)
    fold_all(now)
    assert verify() == []
    assert not any(cell.counters.get("confirmed") for cell in Cell.objects.all())


@pytest.mark.django_db
def test_a_report_counts_in_the_category_in_which_it_counted(confirmed, town, now):
    county = anew(town.county)
    edit(county, {"category": "culture"}, edit_no=county.edit_no, by=town.root, today=now.date())
    assert verify() == []
    confirmed.refresh_from_db()
    take_back_level(confirmed, at=town.city, because="请核对", by=town.ines, now=now)
    fold_all(now)
    assert not any(cell.counters.get("confirmed") for cell in Cell.objects.all())


@pytest.mark.django_db
def test_reports_of_before_get_the_place_where_they_were_counted(confirmed, town, now):
    counted = (confirmed.route, confirmed.category)
    county = anew(town.county)
    edit(county, {"category": "culture"}, edit_no=county.edit_no, by=town.root, today=now.date())
    move(anew(town.county), town.city2, by=town.root, because="区划调整", today=now.date())
    Confirmation.objects.update(route="", category="")
    import_module("jieneng.core.collections.migrations.0002_where_a_report_counts").fill(apps, None)
    confirmed.refresh_from_db()
    assert (confirmed.route, confirmed.category) == counted
    assert verify() == []


@pytest.mark.django_db
def test_what_a_level_below_has_named_is_taken_over(collection, confirmed, town, now):
    rest = gaps_of(town.city, town.county2, town.school2, town.library)
    with pytest.raises(Refused, match="below-not-finished") as refused:
        confirm_level(collection, town.city, rest[:3], by=town.ines, now=now)
    assert refused.value.facts["n"] == 1
    report = confirm_level(collection, town.city, rest, by=town.ines, now=now)
    assert len(report.gaps) == 7
    assert {gap["name"] for gap in confirmed.gaps} < {gap["name"] for gap in report.gaps}


@pytest.mark.django_db
def test_a_report_that_was_given_back_names_nobody(collection, confirmed, town, now):
    take_back_level(confirmed, at=town.city, because="请核对", by=town.ines, now=now)
    rest = gaps_of(town.city, town.county2, town.school2, town.library)
    with pytest.raises(Refused, match="below-not-finished"):
        confirm_level(collection, town.city, rest, by=town.ines, now=now)


@pytest.mark.django_db
def test_who_has_reported_since_is_no_gap_any_more(collection, confirmed, town, now, raw):
    accept(submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now), by=town.cora, now=now)
    rest = gaps_of(town.city, town.county2, town.school2, town.library)
    report = confirm_level(collection, town.city, rest, by=town.ines, now=now)
    assert town.school.name not in {gap["name"] for gap in report.gaps}
