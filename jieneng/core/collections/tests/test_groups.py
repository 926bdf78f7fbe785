"""Reporters of several sorts: each by its own day and form, and only what concerns it."""

from datetime import timedelta

import pytest

from jieneng.core.collections import terms
from jieneng.core.collections.actions import add_groups, add_terms, submit
from jieneng.core.collections.actions.opening import GroupTerms
from jieneng.core.collections.dues import Dues
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.models import Audience
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def grouped(collection, town):
    """Counties report in six days, cultural units of the city in two; the latter only on publicity materials."""

    def of(**predicate):
        return Audience.objects.create(
            root=town.city, root_path=town.city.path, deepest=town.city.depth + 1, **predicate
        )

    canteen = FormVersion.objects.keep(compose_local("local-canteen"))
    days = collection.due_at - timedelta(days=4), collection.due_at - timedelta(days=8)
    counties = GroupTerms("各县（区）", of(kinds=["bureau"]), days[0])
    culture = GroupTerms("市级文化单位", of(categories=["culture"]), days[1], "同时报送纸质材料", ("a1",), canteen)
    add_groups(collection, [counties, culture], by=town.ines)
    return collection


def test_each_sort_has_its_own_day(grouped, town):
    dues = {one: terms.due_of(grouped, one) for one in (town.county, town.school, town.library, town.city)}
    assert dues[town.county].at == dues[town.school].at == grouped.due_at - timedelta(days=4)
    assert dues[town.library].at == grouped.due_at - timedelta(days=8)
    assert dues[town.library].set_by == "市级文化单位"
    assert dues[town.city].at == grouped.due_at
    for one, due in dues.items():
        assert Dues(one).of([grouped])[grouped.pk] == due


def test_a_level_sets_its_day_within_that_of_its_group(grouped, town):
    with pytest.raises(Refused, match="notice-due-after-upper"):
        add_terms(grouped, town.county, due_at=grouped.due_at - timedelta(days=3), by=town.cora)
    add_terms(grouped, town.county, due_at=grouped.due_at - timedelta(days=5), by=town.cora)
    assert terms.due_of(grouped, town.school).at == grouped.due_at - timedelta(days=5)
    assert terms.due_below(grouped, town.county).at == grouped.due_at - timedelta(days=5)
    assert terms.due_below(grouped, town.county2).at == grouped.due_at - timedelta(days=4)


def test_each_sort_fills_in_what_concerns_it(grouped, town):
    forms = terms.forms_for(grouped, [town.school.path, town.library.path])
    school, library = (forms[one.path] for one in (town.school, town.library))
    assert "watch_live.viewers" in school.fields
    assert "watch_live.viewers" not in library.fields
    assert any(key.startswith("canteen.") for key in library.fields)
    assert not any(key.startswith("canteen.") for key in school.fields)


def test_a_report_after_the_day_of_its_group_is_late_though_the_collection_is_open(grouped, town, raw, now):
    late = now + timedelta(days=7)
    answer = submit(grouped, town.school, raw, draft_no=0, by=town.sam, now=late)
    assert answer.is_late


def test_a_collection_without_groups_asks_no_more_queries(collection, town, django_assert_num_queries):
    with django_assert_num_queries(3):
        terms.due_of(collection, town.school)
