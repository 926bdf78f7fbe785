"""The days of many collections at once are those of each by itself, and are looked up once."""

from datetime import timedelta

import pytest

from jieneng.core.collections import terms
from jieneng.core.collections.actions import add_terms
from jieneng.core.collections.dues import Dues
from jieneng.core.collections.models import Collection, Extension

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_terms(collection, town, now):
    """The county has set an earlier day, and the school was given a later one."""
    add_terms(collection, town.county, due_at=collection.due_at - timedelta(days=3), by=town.cora)
    Extension.objects.create(
        collection=collection,
        organization=town.school,
        due_at=collection.due_at + timedelta(days=1),
        because="正在搬迁",
        by=town.cora,
        at=now,
    )
    return collection


def test_they_are_the_days_of_each_by_itself(with_terms, town):
    for one in (town.city, town.county, town.county2, town.school, town.hospital, town.library):
        assert Dues(one).of([with_terms]) == {with_terms.pk: terms.due_of(with_terms, one)}
        assert Dues(one).below([with_terms]) == {with_terms.pk: terms.due_below(with_terms, one)}
    assert Dues(town.school).of([with_terms])[with_terms.pk].is_extended
    assert Dues(town.hospital).of([with_terms])[with_terms.pk].set_by == town.county.name


def test_what_is_known_is_not_asked_again(with_terms, town, django_assert_num_queries):
    dues, again = Dues(town.school), Collection.objects.select_related("organization").get()
    first = dues.of([with_terms])
    with django_assert_num_queries(0):
        assert dues.of([again]) == first
        dues.below([again])
