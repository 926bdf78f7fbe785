"""What someone sees: their own organisation and all below, what is granted across the tree, and nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jieneng.core.orgs.actions import close, grant
from jieneng.core.orgs.models import Grant, Membership, Organization
from jieneng.core.orgs.moving import move
from jieneng.core.orgs.sight import in_sight_of, places_of, sees
from jieneng.ui.refusals import Refused

TODAY = date(2025, 6, 16)


def seen_by(person, what="subtree"):
    return set(Organization.objects.filter(in_sight_of(person, "path", what=what)).values_list("name", flat=True))


@pytest.fixture
def country(town):
    """Around the town: another province beside it, a central unit located in the city, one of the province's there."""
    town.organization(
        "state", "演示国家机关事务管理局", "province", kind="bureau", level="state", affiliation="central"
    )
    town.organization(
        "other", "演示邻省机关事务管理局", "state", kind="bureau", level="province", affiliation="province"
    )
    town.organization("other_school", "邻省第一中学", "other", category="education")
    town.organization("central", "驻云川中央单位", "state", affiliation="central", level="city", region_id="520102")
    town.organization("faraway", "驻外地中央单位", "state", affiliation="central", level="city", region_id="440100")
    town.organization(
        "provincial", "省属云川医院", "province", category="health", affiliation="province", region_id="520102"
    )
    town.organization("edu", "望岭县教育局", "county", kind="sector", category="education")
    town.person("eve", "教育局审核员", "edu", "reviewer")
    for key, code in (
        ("province", "520000"),
        ("city", "520100"),
        ("county", "520102"),
        ("school", "520102"),
        ("school2", "520103"),
    ):
        one = town.organizations[key]
        Organization.objects.filter(pk=one.pk).update(region=code)
        one.refresh_from_db()
        one.save()
    return town


RELATIVES = [
    ("county", True),  # oneself
    ("school", True),  # child
    ("city", False),  # parent
    ("province", False),  # grandparent
    ("county2", False),  # sibling
    ("library", False),  # sibling that is a unit
    ("school2", False),  # nephew: a child of the sibling
    ("school3", False),  # cousin's child in another city
    ("city2", False),  # the parent's sibling
]


@pytest.mark.parametrize(("relative", "is_seen"), RELATIVES)
def test_a_county_sees_itself_and_what_is_below(town, relative, is_seen):
    organization = getattr(town, relative)
    assert sees(town.cora, organization) is is_seen
    assert (organization.name in seen_by(town.cora)) is is_seen


def test_a_grandparent_sees_grandchildren(town):
    assert {town.school.name, town.school2.name} < seen_by(town.ines)
    assert town.school3.name not in seen_by(town.ines)


def test_a_unit_sees_only_itself(town):
    assert seen_by(town.sam) == {town.school.name}


def test_another_province_is_not_seen(country):
    assert not sees(country.ines, country.other_school)
    assert not sees(country.ines, country.other)


def test_a_sector_authority_sees_its_category_in_its_region_whoever_they_report_to(country):
    assert country.school.name not in seen_by(country.eve)
    fields = {"region_prefix": "520102", "category": "education", "because": "职责分工"}
    grant(country.edu, fields, by=country.ada, today=TODAY)
    assert seen_by(country.eve) == {country.edu.name, country.school.name}
    assert not sees(country.eve, country.school2)  # the same category in another region
    assert not sees(country.eve, country.central)  # the same region, another category


def test_a_central_unit_located_here_is_seen_by_grant_and_counted_elsewhere(country):
    assert not sees(country.ines, country.central)
    grant(country.city, {"region_prefix": "5201", "because": "驻地管理"}, by=country.root, today=TODAY)
    assert sees(country.ines, country.central)
    assert sees(country.ines, country.provincial)
    assert not sees(country.ines, country.faraway)
    assert not country.central.path.startswith(country.city.path)


def test_a_units_of_the_province_in_the_city_is_not_the_citys(country):
    assert not sees(country.ines, country.provincial)
    assert sees(country.root, country.provincial)


def test_a_grant_that_has_ended_shows_nothing(country):
    given = grant(country.city, {"region_prefix": "5201", "because": "驻地管理"}, by=country.root, today=TODAY)
    Grant.objects.filter(pk=given.pk).update(until=timezone.localdate())
    assert not sees(country.ines, country.central)


def test_nobody_grants_themselves_what_they_do_not_keep(country):
    head = country.person("emma", "教育局管理员", "edu", "unit_admin")
    for fields in ({"region_prefix": "52"}, {"root": country.city}, {"region_prefix": "520102"}):
        with pytest.raises(Refused, match="grant-beyond-own"):
            grant(country.edu, fields | {"because": "自行授权"}, by=head, today=TODAY)
    assert not Grant.objects.exists()


def test_what_moved_away_yesterday_is_not_seen_today(town):
    move(town.school, town.city2, by=town.root, because="划转", today=timezone.localdate() - timedelta(days=1))
    moved = Organization.objects.get(pk=town.school.pk)
    assert not sees(town.cora, moved)
    assert moved.name not in seen_by(town.ines)
    assert sees(town.rex, moved)


def test_a_closed_organisation_is_still_seen_by_those_above(town):
    close(town.school, by=town.ada, because="合并", today=TODAY)
    assert town.school.name in seen_by(town.cora)
    assert town.school.name not in seen_by(town.rex)


def test_each_role_gives_its_own_kind_of_sight(town):
    assert seen_by(town.ada) == set()  # the administrator sees no business data
    assert town.school.name in seen_by(town.ada, "register")
    assert town.school.name in seen_by(town.ines, "register")
    assert seen_by(town.olga) == seen_by(town.olga, "register") == set()
    assert town.school.name in seen_by(town.olga, "audit")
    assert seen_by(town.ines, "audit") == set()


def test_a_post_that_has_ended_and_an_account_that_is_off_see_nothing(town):
    Membership.objects.filter(person=town.cora).update(until=TODAY)
    assert seen_by(town.cora) == set()
    town.ines.is_active = False
    town.ines.save()
    assert seen_by(town.ines) == set()


def test_two_posts_one_above_the_other_are_one_range(town):
    town.person("max", "兼职审核员", "county", "reviewer")
    Membership.objects.create(person=town.max, organization=town.city, role="reviewer", since=TODAY)
    assert [place.path for place in places_of(town.max)] == [town.city.path]
