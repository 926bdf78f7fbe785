"""The roster of a year opens once, follows the register, and stays what it was for the years that are gone."""

from datetime import UTC, date, datetime

from django.core.management import call_command
from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.core.jobs.models import Outbox
from jieneng.core.jobs.outbox import do_due
from jieneng.core.orgs import actions, headcounts, roster
from jieneng.core.orgs.models import Headcount, Organization, RosterEntry
from jieneng.core.orgs.moving import move

TODAY = date(2025, 6, 16)
NEXT_YEAR = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)


def entries(year):
    return RosterEntry.objects.filter(year=year).count()


def test_a_new_year_opens_by_itself_and_once(town):
    assert roster.keep_open(NEXT_YEAR) == Organization.objects.count()
    assert roster.keep_open(NEXT_YEAR) == 0
    assert entries(2026) == entries(2025)


def test_opening_goes_on_where_it_was_left(town):
    roster.enter([roster.entry_of(town.school, 2026)])
    assert roster.open_year(2026) == Organization.objects.count() - 1


def test_the_headcounts_of_an_opened_year_are_right(town):
    roster.open_year(2026)
    running = set(Headcount.objects.filter(year=2026, n__gt=0).values_list("node", "kind", "level", "category", "n"))
    headcounts.recount(2026)
    assert running == set(Headcount.objects.filter(year=2026).values_list("node", "kind", "level", "category", "n"))


def test_the_past_keeps_what_was_closed_since(town):
    roster.open_year(2026)
    actions.close(town.school, by=town.root, because="撤并", today=date(2025, 12, 1))
    assert RosterEntry.objects.filter(year=2025, organization=town.school).exists()
    assert not RosterEntry.objects.filter(year=2026, organization=town.school).exists()


def test_the_command_says_how_many(town, capsys):
    call_command("roster", "2026")
    assert f"新列入 {Organization.objects.count()} 家" in capsys.readouterr().out


def test_an_edit_after_a_move_leaves_the_place_of_this_year(town):
    before = RosterEntry.objects.get(year=2025, organization=town.school)
    school = move(town.school, town.county2, by=town.root, because="区划调整", today=TODAY)
    actions.edit(school, {"category": "culture"}, edit_no=school.edit_no, by=town.root, today=TODAY)
    entry = RosterEntry.objects.get(year=2025, organization=school)
    assert (entry.path, entry.depth, entry.category) == (before.path, before.depth, "culture")


def test_an_edit_reaches_the_years_that_are_open_already_and_not_those_that_are_over(town):
    roster.open_year(2024)
    roster.open_year(2026)
    actions.edit(town.school, {"category": "culture"}, edit_no=0, by=town.root, today=TODAY)
    found = RosterEntry.objects.filter(organization=town.school).order_by("year").values_list("year", "category")
    assert list(found) == [(2024, "education"), (2025, "culture"), (2026, "culture")]
    running = set(Headcount.objects.filter(n__gt=0).values_list("year", "node", "category", "n"))
    for year in roster.years():
        headcounts.recount(year)
    assert running == set(Headcount.objects.values_list("year", "node", "category", "n"))


def test_a_promised_year_is_opened_batch_by_batch_and_written_down_once(town, now, monkeypatch):
    monkeypatch.setattr(roster, "_BATCH", 3)
    roster.promise_year(2026, now=now)
    roster.promise_year(2026, now=now)
    assert entries(2026) == 0
    for _ in range(6):
        do_due(timezone.now())
    assert entries(2026) == Organization.objects.count()
    assert not Outbox.objects.filter(done_at__isnull=True).exists()
    written = Entry.objects.get(action="register.open_year")
    assert (written.person, written.changes) == (None, {"year": 2026, "n": Organization.objects.count()})
    roster.promise_year(2026, now=now)
    assert do_due(timezone.now()) == 0


def test_opening_a_year_by_the_loop_or_the_command_is_written_down(town):
    roster.keep_open(NEXT_YEAR)
    call_command("roster", "2027")
    call_command("roster", "2027")
    written = Entry.objects.filter(action="register.open_year").order_by("id")
    assert [entry.changes["year"] for entry in written] == [2026, 2027]
