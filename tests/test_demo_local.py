"""What one district adds in the demo can be asked, answered and counted as in any town."""

import pytest

from jieneng.apps.notices.actions.grouping import part
from jieneng.apps.notices.queries.groups import sizes_of
from jieneng.apps.notices.tests.cascade import drafted, published
from jieneng.core.forms.checks import flags
from jieneng.core.forms.compose import compose_local
from jieneng.core.forms.definition import form_from
from jieneng.core.forms.values import clean
from jieneng.demo import local, notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("people", [12, 80, 2_400])
def test_what_a_unit_types_into_the_section_is_right_and_plausible(people):
    form = form_from(compose_local(local.SECTION))
    for name in ("云台区财政局", "云台区人民医院", "云台区第一中学"):
        reading = clean(form, local.canteen(form, people, name))
        assert (reading.problems, flags(form, reading.values)) == ({}, [])
        assert local.canteen(form, people, name) == local.canteen(form, people, name)


def test_who_is_not_asked_types_nothing(collection):
    assert local.canteen(collection.form, 80, "云川市图书馆") == {}


def test_the_groups_part_everyone_right_below_the_city(town, now):
    sizes = sizes_of(part(drafted(town, now), notice.groups(), by=town.ines))
    assert [(size.name, size.n) for size in sizes.groups] == [("各县（区）", 2), ("市直各单位", 1)]
    assert sizes.n_rest == 0


def test_the_local_campaign_shares_themes_and_days_and_adds_two_activities(town, now):
    upper = published(town, now).campaign
    own = local.set_up(upper, town.county, by=town.cora)
    assert (own.parent, own.activities.count()) == (upper, 2)
    assert [period.start for period in own.periods.all()] == [period.start for period in upper.periods.all()]
    assert own.collection == upper.collection
