"""Running headcounts equal a recount, whatever happened to the register."""

from datetime import date

from jieneng.core.orgs import headcounts, roster
from jieneng.core.orgs.actions import close, edit
from jieneng.core.orgs.models import Audience, AudienceEntry, Headcount, RosterEntry
from jieneng.core.orgs.moving import move

TODAY = date(2025, 6, 16)
SORT = ("year", "node", "kind", "level", "category", "affiliation", "depth", "n")


def counted():
    return set(Headcount.objects.filter(n__gt=0).values_list(*SORT))


def recounted():
    for year in roster.years():
        headcounts.recount(year)
    return counted()


def test_running_counts_equal_a_recount(town):
    roster.open_year(TODAY.year + 1)
    edit(town.hospital, {"category": "other"}, edit_no=0, by=town.ada, today=TODAY)
    close(town.school, by=town.ada, because="合并", today=TODAY)
    move(town.county, town.city2, by=town.root, because="区划调整", today=TODAY)
    town.organization("museum", "石桥县博物馆", "county2", category="culture")
    running = counted()
    assert running == recounted()


def test_a_closed_organisation_counts_this_year_and_not_the_next(town):
    roster.open_year(TODAY.year + 1)
    close(town.school, by=town.ada, because="合并", today=TODAY)
    years = RosterEntry.objects.filter(organization=town.school).values_list("year", flat=True)
    assert list(years) == [TODAY.year]


def test_the_expected_of_an_audience_equal_the_organisations_it_names(town):
    audience = Audience.objects.create(root=town.city, root_path=town.city.path, categories=["education", "organ"])
    AudienceEntry.objects.create(audience=audience, organization=town.library, is_in=True)
    AudienceEntry.objects.create(audience=audience, organization=town.school, is_in=False)
    nodes = [town.city.path, town.county.path, town.county2.path]
    assert headcounts.expected(audience, TODAY.year, nodes) == {
        node: audience.organizations(under=node).count() for node in nodes
    }
