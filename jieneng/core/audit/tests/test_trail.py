"""The trail: entries stand in their action's transaction, are never changed, and tampering is found."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.audit.models import Entry
from jieneng.core.audit.seals import seal, verify, verify_recent


@pytest.fixture
def entries(town):
    """Five entries, old enough to be sealed."""
    with transaction.atomic():
        made = [record(town.ada, "register.closed", town.school, because=f"第{n}次") for n in range(5)]
    return made


def later():
    return timezone.now() + timedelta(minutes=5)


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_its_action(django_user_model):
    person = django_user_model.objects.make("someone", "某人")
    person.save()
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(person, "register.closed", person)


def test_an_entry_says_who_what_where_and_why(entries, town):
    entry = Entry.objects.get(pk=entries[0].pk)
    assert (entry.person, entry.action, entry.because) == (town.ada, "register.closed", "第0次")
    assert (entry.org_path, entry.thing_name) == (town.school.path, "望岭县第一中学")


def test_the_database_refuses_to_change_an_entry(entries):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(pk=entries[0].pk).update(because="别的原因")
    assert Entry.objects.get(pk=entries[0].pk).because == "第0次"


def test_sealed_entries_verify(entries):
    assert seal(later()) >= 5
    assert seal(later()) == 0
    assert verify() == []


def test_young_entries_wait_for_their_seal(entries):
    assert seal(Entry.objects.earliest("at").at) == 0


def test_a_deleted_entry_is_found(entries):
    seal(later())
    Entry.objects.filter(pk=entries[2].pk).delete()
    assert len(verify()) == 1


def test_an_edited_entry_is_found_even_past_the_trigger(entries):
    seal(later())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_stays")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
    Entry.objects.filter(pk=entries[3].pk).update(because="改过")
    assert len(verify()) == 1


def test_a_new_seal_holds_the_one_before(entries, town):
    seal(later())
    with transaction.atomic():
        record(town.ada, "register.closed", town.school)
    assert seal(later()) == 1
    assert verify() == []


def test_the_command_says_whether_the_trail_holds(entries, capsys):
    seal(later())
    call_command("audit", "verify")
    assert "0 处不符" in capsys.readouterr().out
    Entry.objects.filter(pk=entries[2].pk).delete()
    with pytest.raises(SystemExit):
        call_command("audit", "verify")
    assert "1 处不符" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("action", "changes", "said"),
    [
        ("register.invented", {}, "register.invented"),
        ("register.closed", {"colour": "red"}, "colour of register.closed"),
    ],
)
def test_what_nobody_could_read_is_not_written(town, action, changes, said):
    with pytest.raises(ValueError, match=f"no words for {said}"):
        record(town.ada, action, town.school, changes=changes)


def test_a_thing_without_a_word_is_not_written(town):
    with pytest.raises(ValueError, match=r"no word for orgs\.membership"):
        record(town.ada, "register.closed", town.sam.memberships.first())


def test_an_entry_about_a_person_stands_where_they_work(town):
    stranger = type(town.sam).objects.make("nobody", "无单位的人")
    stranger.save()
    at = town.school.path
    assert record(town.sam, "people.sign_in", town.sam).org_path == at
    assert record(town.ada, "people.open_account", stranger).org_path == town.city.path
    assert record(None, "people.open_account", stranger).org_path == ""
    town.sam.memberships.update(until=timezone.localdate())
    assert record(town.sam, "people.sign_out", town.sam).org_path == at


def test_an_entry_stands_with_the_organisation_that_did_it(town, collection):
    said = {"organization": town.school.name}
    entry = record(town.cora, "report.extend", collection, changes=said, at=town.county)
    assert entry.org_path == town.county.path


def test_a_look_at_the_newest_seals_finds_what_was_taken_away(town, entries, monkeypatch):
    assert verify_recent() is None
    seal(later())
    with transaction.atomic():
        newer = [record(town.ada, "register.closed", town.school) for _ in range(2)]
    seal(later())
    monkeypatch.setattr("jieneng.core.audit.seals._RECENT_ENTRIES", 2)
    checked = verify_recent()
    assert (checked.first_entry, checked.last.last_entry, checked.n_entries) == (newer[0].pk, newer[1].pk, 2)
    assert checked.breaks == ()
    Entry.objects.filter(pk=newer[0].pk).delete()
    assert len(verify_recent().breaks) == 1


def test_a_look_at_all_seals_begins_with_the_first(entries):
    seal(later())
    assert verify_recent().first_entry <= entries[0].pk
    assert verify_recent().breaks == ()
