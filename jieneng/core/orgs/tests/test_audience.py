"""An audience is stored once and costs the same for two hundred and for twenty thousand organisations."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jieneng.core.campaigns.actions import Content, ask_for_report, publish, set_up
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.orgs import headcounts
from jieneng.core.orgs.actions import close
from jieneng.core.orgs.bulk import NewOrganization, found_many
from jieneng.core.orgs.models import Audience, AudienceEntry

TODAY = date(2025, 6, 16)
UNIT = {"kind": "unit", "level": "county", "category": "education", "affiliation": "county"}


def of(root, **conditions):
    return Audience.objects.create(root=root, root_path=root.path, **conditions)


def names(audience, **more):
    return set(audience.organizations(**more).values_list("name", flat=True))


def test_it_names_everyone_below_its_root(town):
    below = {one.name for one in (town.county, town.county2, town.school, town.school2, town.hospital, town.library)}
    assert names(of(town.city)) == below
    assert names(of(town.city, with_root=True)) == below | {town.city.name}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"kinds": ["bureau"]}, {"county", "county2"}),
        ({"categories": ["education"]}, {"school", "school2"}),
        ({"levels": ["city"]}, {"library"}),
        ({"deepest": 3}, {"county", "county2", "library"}),
        ({"affiliations": ["county"], "categories": ["health"]}, {"hospital"}),
    ],
)
def test_conditions_narrow_it(town, conditions, expected):
    assert names(of(town.city, **conditions)) == {getattr(town, key).name for key in expected}


def test_lists_add_and_take_away(town):
    audience = of(town.city, categories=["education"])
    AudienceEntry.objects.create(audience=audience, organization=town.library, is_in=True)
    AudienceEntry.objects.create(audience=audience, organization=town.school, is_in=False)
    assert names(audience) == {town.library.name, town.school2.name}


def test_asking_for_one_and_naming_all_agree(town):
    audience = of(town.city, categories=["education", "health"], with_root=True)
    AudienceEntry.objects.create(audience=audience, organization=town.library, is_in=True)
    AudienceEntry.objects.create(audience=audience, organization=town.school, is_in=False)
    named = names(audience)
    for organization in town.organizations.values():
        assert audience.includes(organization) == (organization.name in named)


def test_a_part_of_it_is_asked_by_node(town):
    assert names(of(town.city), under=town.county.path) == {town.county.name, town.school.name, town.hospital.name}


def test_the_closed_are_not_addressed(town):
    audience = of(town.city)
    school = close(town.school, by=town.ada, because="合并", today=TODAY)
    assert school.name not in names(audience)
    assert not audience.includes(school)


def rows_in_all_tables():
    """How many rows every table of ours has, the register itself aside."""
    register = {"organization", "rosterentry", "headcount", "organizationchange"}
    return {
        model._meta.label_lower: model.objects.count()
        for model in apps.get_models()
        if model.__module__.startswith("jieneng.") and model._meta.model_name not in register
    }


def measured(node, unit, by, now):
    """Rows and queries that it takes to ask everyone below a node for a report, and to look at how it stands."""
    before = rows_in_all_tables()
    with CaptureQueriesContext(connection) as queries:
        audience = of(node)
        campaign = set_up(
            node, Content(title="宣传周", year=2025, activities=[{"kind": "watch_live", "title": "启动"}]), by=by
        )
        days = {"period_start": TODAY, "period_end": TODAY, "opens_at": now, "due_at": now + timedelta(days=10)}
        ask_for_report(campaign, audience, Terms(year=2025, **days), by=by)
        publish(campaign, by=by)
        assert audience.includes(unit)
        n = headcounts.expected(audience, TODAY.year, [node.path])[node.path]
        audience.organizations(under=node.path).order_by("path").first()
    after = rows_in_all_tables()
    grown = {table: after[table] - before[table] for table in after if after[table] != before[table]}
    return grown, len(queries), n


def test_two_hundred_and_twenty_thousand_cost_the_same(town, now):
    found_many(town.county, [NewOrganization(f"第{n}小学", **UNIT) for n in range(200)], by=None, today=TODAY)
    found_many(town.county2, [NewOrganization(f"第{n}小学", **UNIT) for n in range(20_000)], by=None, today=TODAY)
    town.person("cyd", "石桥审核员", "county2", "reviewer", "issuer")
    measured(town.city, town.library, town.ines, now)  # the form itself is kept once, at its first use
    few = measured(town.county, town.school, town.cora, now)
    many = measured(town.county2, town.school2, town.cyd, now)
    assert few[:2] == many[:2]
    assert few[0]["orgs.audience"] == 1
    assert sum(few[0].values()) < 15
    assert (few[2], many[2]) == (202, 20_001)
