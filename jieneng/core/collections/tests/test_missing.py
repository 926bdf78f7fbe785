"""Who is missing where there are too many to look at all of them: nobody is overlooked, and the order is the tree's."""

import pytest

from jieneng.core.collections.actions import submit
from jieneng.core.collections.queries.missing import missing
from jieneng.core.facts import descent
from jieneng.core.facts.folding import fold_all


def names(entries):
    return [entry.organization.name for entry in entries]


@pytest.fixture
def large(monkeypatch):
    """Every level with more than one organisation is too large for a single look."""
    monkeypatch.setattr(descent, "SMALL", 1)


def test_a_large_level_itself_and_its_own_units_are_missing_too(collection, town, large):
    asked = (town.city, town.county, town.school, town.hospital, town.county2, town.school2, town.library)
    assert names(missing(collection, town.city.path)) == [one.name for one in asked]


def test_pages_of_the_missing_join_without_a_gap(collection, town, large):
    first = missing(collection, town.city.path, most=3)
    second = missing(collection, town.city.path, after=first[-1].path, most=10)
    assert [one.pk for one in first + second] == [one.pk for one in missing(collection, town.city.path)]


def test_a_complete_part_is_not_looked_into(collection, town, now, raw, large):
    for who, where in (("cora", "county"), ("sam", "school"), ("hanna", "hospital")):
        submit(collection, getattr(town, where), raw, draft_no=0, by=getattr(town, who), now=now)
    fold_all(now)
    left = missing(collection, town.city.path)
    assert names(left) == [one.name for one in (town.city, town.county2, town.school2, town.library)]
