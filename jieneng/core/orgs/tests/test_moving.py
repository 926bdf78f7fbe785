"""An organisation goes to another counting owner: rights follow at once, figures stay where they were counted."""

from datetime import date

import pytest

from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.actions import save_draft
from jieneng.core.collections.models import Submission
from jieneng.core.files.models import Attachment
from jieneng.core.orgs import headcounts, roster
from jieneng.core.orgs.models import Audience, Headcount, Organization, OrganizationChange, RosterEntry
from jieneng.core.orgs.moving import move, scoped_models
from jieneng.core.orgs.names import place_tokens, search
from jieneng.core.orgs.sight import sees
from jieneng.ui.refusals import Refused

TODAY = date(2025, 6, 16)


def moved(town, what="county", to="city2", by="root"):
    return move(getattr(town, what), getattr(town, to), by=getattr(town, by), because="区划调整", today=TODAY)


def test_the_whole_subtree_stands_under_the_new_owner(town):
    county = moved(town)
    assert county.parent == town.city2
    assert {one.name for one in Organization.objects.children_of(county)} == {"望岭县第一中学", "望岭县人民医院"}
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_sight_follows_at_once(town):
    moved(town)
    school = Organization.objects.get(pk=town.school.pk)
    assert sees(town.rex, school)
    assert not sees(town.ines, school)
    assert search("望岭", [frozenset(place_tokens(path=town.city2.path))]) == [
        town.county.pk,
        town.school.pk,
        town.hospital.pk,
    ]


def test_scoped_rows_follow(collection, town, now):
    save_draft(collection, town.school, {}, draft_no=0, by=town.sam, now=now)
    Audience.objects.create(root=town.county, root_path=town.county.path)
    county = moved(town)
    school = Organization.objects.get(pk=town.school.pk)
    assert Submission.objects.get().org_path == school.path
    assert Audience.objects.get(root=county).root_path == county.path
    assert Submission.objects.visible_to(town.rex).exists()
    assert not Submission.objects.visible_to(town.ines).exists()


def test_every_model_that_carries_a_path_of_its_organisation_is_among_them():
    assert {Submission, Attachment, Campaign} <= set(scoped_models())
    assert RosterEntry not in scoped_models()
    assert Entry not in scoped_models()


def test_this_years_roster_stays_and_the_next_follows(town):
    roster.open_year(TODAY.year + 1)
    old = town.county.path
    county = moved(town)
    assert RosterEntry.objects.get(year=TODAY.year, organization=county).path == old
    assert RosterEntry.objects.get(year=TODAY.year + 1, organization=county).path == county.path
    running = _counts(TODAY.year + 1)
    headcounts.recount(TODAY.year + 1)
    assert running == _counts(TODAY.year + 1)


def test_the_path_it_left_is_not_given_to_a_newcomer(town):
    left = town.school3.path
    moved(town, "school3", "county")
    town.organization("school4", "青岭市第二中学", "city2", category="education")
    assert town.school4.path != left


def test_the_move_is_written_down(town):
    moved(town, by="root")
    entry = Entry.objects.get(action="register.moved")
    assert (entry.person, entry.because, entry.changes["n"]) == (town.root, "区划调整", 3)
    change = OrganizationChange.objects.get(what="moved")
    assert (change.before["parent"], change.after["parent"]) == (town.city.name, town.city2.name)


@pytest.mark.parametrize(
    ("what", "to", "code"),
    [
        ("county", "county", "move-into-itself"),
        ("city", "county", "move-into-itself"),
        ("county", "library", "unit-has-no-children"),
        ("county", "city", "already-there"),
    ],
)
def test_what_cannot_be_is_refused(town, what, to, code):
    with pytest.raises(Refused, match=code):
        moved(town, what, to)


def test_only_who_keeps_both_registers_may_move(town):
    with pytest.raises(Refused, match="not-allowed"):
        moved(town, by="ada")
    assert Organization.objects.get(pk=town.county.pk).path == town.county.path


def _counts(year):
    return set(Headcount.objects.filter(year=year, n__gt=0).values_list("node", "kind", "category", "depth", "n"))
