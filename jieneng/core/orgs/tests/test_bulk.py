"""Many organisations are founded at once, with everything that founding one by one gives."""

from datetime import date

import pytest

from jieneng.core.audit.models import Entry
from jieneng.core.orgs import headcounts
from jieneng.core.orgs.bulk import NewOrganization, found_many, load_many
from jieneng.core.orgs.models import Headcount, Organization, OrganizationChange, RosterEntry
from jieneng.core.orgs.names import search
from jieneng.core.orgs.sight import places_of
from jieneng.ui.refusals import Refused

TODAY = date(2025, 6, 16)
UNIT = {"kind": "unit", "level": "county", "category": "education", "affiliation": "county"}
BUREAU = {"kind": "bureau", "level": "county", "category": "organ", "affiliation": "county"}


def rows():
    return [
        NewOrganization("新桥县机关事务服务中心", **BUREAU),
        NewOrganization("新桥县实验小学", **UNIT, region="520102", parent=0),
        NewOrganization("新桥县体育馆", **UNIT, parent=0),
        NewOrganization("云川市档案馆", **UNIT),
    ]


def counts(year):
    return set(Headcount.objects.filter(year=year, n__gt=0).values_list("node", "kind", "category", "depth", "n"))


def test_they_stand_where_they_belong(town):
    center, pupils, hall, archive = found_many(town.city, rows(), by=town.ada, today=TODAY)
    assert center.parent == town.city == archive.parent
    assert list(Organization.objects.children_of(center)) == [pupils, hall]
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_they_can_be_found_by_name_and_are_counted_like_those_founded_one_by_one(town):
    made = found_many(town.city, rows(), by=town.ada, today=TODAY)
    assert search("实验", [place.tokens() for place in places_of(town.ada, what="register")]) == [made[1].pk]
    running = counts(TODAY.year)
    headcounts.recount(TODAY.year)
    assert running == counts(TODAY.year)
    assert RosterEntry.objects.filter(organization__in=made).count() == 4
    assert OrganizationChange.objects.filter(organization__in=made, what="opened", by=town.ada).count() == 4


def test_the_load_is_one_entry_of_the_audit_trail(town):
    before = Entry.objects.count()
    found_many(town.city, rows(), by=town.ada, today=TODAY)
    entry = Entry.objects.get(action="register.found_many")
    assert (Entry.objects.count() - before, entry.person, entry.changes) == (1, town.ada, {"n": 4})


def test_the_next_one_founded_by_hand_stands_behind_them(town):
    found_many(town.county, [NewOrganization("望岭县第二中学", **UNIT)], by=town.ada, today=TODAY)
    town.organization("museum", "望岭县博物馆", "county")
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_they_can_stand_under_different_organisations_that_exist(town):
    new = [NewOrganization("石桥县医院", **UNIT, parent=town.county2), NewOrganization("市博物馆", **UNIT)]
    made = found_many(town.city, new, by=town.ada, today=TODAY)
    assert [one.parent for one in made] == [town.county2, town.city]


def test_nothing_stands_below_a_unit(town):
    with pytest.raises(Refused, match="unit-has-no-children"):
        found_many(town.city, [*rows(), NewOrganization("校办工厂", **UNIT, parent=1)], by=town.ada, today=TODAY)
    assert not Organization.objects.filter(name="云川市档案馆").exists()


def test_only_who_keeps_the_register_may_load_it(town):
    for person in (town.ines, town.rex, town.olga):
        with pytest.raises(Refused, match="not-allowed"):
            found_many(town.city, rows(), by=person, today=TODAY)


def test_a_stream_is_loaded_without_being_kept(town):
    units = (NewOrganization(f"第{n}小学", **UNIT) for n in range(37 * 37))
    assert load_many(town.county, units, by=None, today=TODAY) == 37 * 37
    town.county.refresh_from_db()
    assert town.county.numchild == Organization.objects.children_of(town.county).count() == 2 + 37 * 37
