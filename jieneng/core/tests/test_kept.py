"""A question that is made into SQL once gives what its queryset gives."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from jieneng.core.kept import Kept
from jieneng.core.orgs.models import Membership, Organization

pytestmark = pytest.mark.django_db

_OF_ONE = Kept(lambda pk: Membership.objects.filter(person=pk).select_related("organization").order_by("pk"), int)


def test_it_gives_the_rows_of_its_queryset_for_each_value(town, django_assert_num_queries):
    for person in (town.ines, town.cora, town.sam):
        usual = list(Membership.objects.filter(person=person).select_related("organization").order_by("pk"))
        with django_assert_num_queries(1):
            found = _OF_ONE(person.pk)
            assert [post.organization.name for post in found] == [post.organization.name for post in usual]
        assert found == usual
        assert [vars(post.organization) | {"_state": 0} for post in found] == [
            vars(post.organization) | {"_state": 0} for post in usual
        ]


def test_a_row_can_be_changed_and_saved(town):
    post = _OF_ONE(town.ines.pk)[0]
    post.until = date(2025, 7, 1)
    post.save()
    assert Membership.objects.get(pk=post.pk).until == date(2025, 7, 1)


def test_days_and_moments_go_as_the_database_takes_them(town):
    since = Kept(lambda day: Membership.objects.filter(since__lte=day).order_by("pk"), date)
    first = Membership.objects.order_by("pk").first()
    assert since(first.since)
    assert since(date(1900, 1, 1)) == []
    seen = Kept(lambda at: type(town.ines).objects.filter(signed_out_before__lt=at), datetime)
    assert seen(timezone.now()) != []
    assert seen(datetime(1900, 1, 1, tzinfo=timezone.get_fixed_timezone(480))) == []


def test_several_values_go_where_their_samples_stood(town):
    between = Kept(lambda name, path: Organization.objects.filter(path=path, name=name), str, str)
    assert between(town.city.name, town.city.path) == [town.city]
    assert between(town.city.path, town.city.name) == []


def test_a_value_that_the_queryset_leaves_out_is_an_error():
    with pytest.raises(ValueError, match=r"leaves out values \[1\]"):
        Kept(lambda pk, name: Organization.objects.filter(pk=pk), int, str)(3, "x")
