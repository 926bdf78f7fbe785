"""The register changes while a report is asked: counts and names agree, and a level can still be complete."""

import pytest

from jieneng.core.collections.actions import confirm_level, submit
from jieneng.core.collections.actions.levels import Gap
from jieneng.core.collections.queries.board import board, n_missing
from jieneng.core.collections.queries.missing import missing
from jieneng.core.facts import descent
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.orgs.actions import close
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.moving import move
from jieneng.core.orgs.roster import place_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["small", "large"])
def size(request, monkeypatch):
    if request.param == "large":
        monkeypatch.setattr(descent, "SMALL", 1)


def anew(organization):
    return Organization.objects.get(pk=organization.pk)


def agreed(collection, node):
    """The names of the missing at a level; the total of the board and the sum of its rows say as many."""
    node = anew(node)
    found = missing(collection, place_of(node, collection.year))
    seen = board(collection, node)
    assert seen.total.n_missing == sum(row.n_missing for row in seen.rows) == len(found) == n_missing(collection, node)
    return {entry.organization.name for entry in found}


def closed(town, what, now):
    close(getattr(town, what), by=town.root, because="撤并", today=now.date())


def moved(town, what, to, now):
    return move(getattr(town, what), getattr(town, to), by=town.root, because="区划调整", today=now.date())


def test_a_closed_unit_is_not_missing_any_more(collection, town, now):
    closed(town, "school", now)
    assert agreed(collection, town.county) == {town.county.name, town.hospital.name}
    assert town.school.name not in agreed(collection, town.city)
    total = board(collection, town.city).total
    assert (total.n_expected, total.n_gone) == (6, 1)


def test_what_was_handed_in_before_the_closing_stays_expected_and_counted(collection, town, raw, now):
    submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    fold_all(now)
    closed(town, "school", now)
    assert agreed(collection, town.county) == {town.county.name, town.hospital.name}
    total = board(collection, town.county).total
    assert (total.n_expected, total.n_handed_in, total.n_gone) == (3, 1, 0)


def test_a_unit_that_moved_within_the_range_is_missing_where_it_is_counted(collection, town, raw, now):
    school = moved(town, "school", "county2", now)
    assert school.name in agreed(collection, town.county)
    assert school.name not in agreed(collection, town.county2)
    assert school.name in agreed(collection, town.city)
    submit(collection, school, raw, draft_no=0, by=town.sam, now=now)
    fold_all(now)
    assert agreed(collection, town.county) == {town.county.name, town.hospital.name}
    assert board(collection, town.county).total.n_handed_in == 1
    assert verify() == []


def test_a_unit_that_left_the_range_can_be_asked_no_more(collection, town, now):
    moved(town, "school", "city2", now)
    assert agreed(collection, town.county) == {town.county.name, town.hospital.name}
    assert board(collection, town.city).total.n_gone == 1


def test_a_unit_that_came_into_the_range_is_counted_by_the_next_roster(collection, town, now):
    moved(town, "school3", "city", now)
    assert town.school3.name not in agreed(collection, town.city)
    assert board(collection, town.city).total.n_expected == 7


def test_a_level_that_moved_within_the_range_is_seen_with_its_own_figures(collection, town, now):
    county = moved(town, "county", "county2", now)
    assert agreed(collection, county) == {town.county.name, town.school.name, town.hospital.name}
    assert agreed(collection, town.county2) == {town.county2.name, town.school2.name}
    assert len(agreed(collection, town.city)) == 7


def test_a_level_reports_upward_after_a_closing_without_a_reason_for_it(collection, town, now):
    closed(town, "school", now)
    gaps = [Gap(one.pk, one.name, "no_activity") for one in (town.county, town.hospital)]
    confirmation = confirm_level(collection, town.county, gaps, by=town.cora, now=now)
    assert confirmation.n_expected == 2
    fold_all(now)
    assert verify() == []


def test_a_level_that_moved_reports_its_own_part_upward(collection, town, now):
    county = moved(town, "county", "county2", now)
    gaps = [Gap(one.pk, one.name, "no_activity") for one in (county, town.school, town.hospital)]
    assert confirm_level(collection, county, gaps, by=town.cora, now=now).n_expected == 3
    fold_all(now)
    assert next(row for row in board(collection, town.city).rows if row.name == county.name).is_confirmed
