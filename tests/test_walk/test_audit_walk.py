"""Whatever is written is written down: every address by POST, every deed done, done twice, and tried by a stranger."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from jieneng.core.audit.models import Entry
from jieneng.rulebook.deeds import deed_things, deeds
from tests.databases import few
from tests.test_walk.deeds import DEEDS, FORMS, NO_DEED
from tests.test_walk.every_url import every_address, path_of
from tests.test_walk.examples import Sent
from tests.test_walk.world import World
from tests.test_walk.written import AUDIT, kept, undone, writes

ABLE = ("boss", "head")  # each with all roles at one level: the city, the school
JUNK = {"junk": "x", "text": "junk", "because": "junk", "title": "junk", "edit_no": "0", "step": "junk:junk"}
ADDRESSES = {address.name: address for address in every_address()}


def _is_deed(name: str) -> bool:
    return bool(getattr(ADDRESSES[name].view, "is_deed", False))


TAKING = (
    {name for name in ADDRESSES if _is_deed(name)} | set(NO_DEED) | FORMS
)  # a POST; that it is all, is tested below


def _said(example: Sent, world: World) -> tuple[Any, dict[str, Any]]:
    """The browser of the one who does it, and what it sends."""
    client = world.browser(example.by)
    return client, example.data(world, client) | {"_key": uuid4().hex}


def _rewound(said: dict[str, Any]) -> dict[str, Any]:
    """The same again: a file that was sent is read from its beginning."""
    for value in said.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return said


def test_what_was_rolled_back_is_not_counted_as_written():
    said = ("SAVEPOINT a", 'INSERT INTO "x" (1)', "SAVEPOINT b", 'UPDATE "y" SET 1', "ROLLBACK TO SAVEPOINT b")
    assert kept(iter(said)) == ["x"]
    assert kept(iter((*said, "RELEASE SAVEPOINT b", 'DELETE FROM "z"', "ROLLBACK TO SAVEPOINT a"))) == []
    assert kept(iter(('INSERT INTO "django_session" (1)', "SELECT 1", 'insert or ignore into "w" (1)'))) == ["w"]


def test_junk_writes_nothing_without_writing_it_down(world):
    """Without a key at every address, which shows as well who takes a POST; with one wherever a POST is taken."""
    faults, taking = [], set()
    for name in ADDRESSES:
        answer, written = _sent_junk(world, "boss", name, JUNK)
        taking |= {name} if answer.status_code != 405 and not _is_deed(name) else set()
        faults += _faults(name, "boss", answer, written)
    for name in TAKING:
        for person in few(ABLE, 1):
            faults += _faults(name, person, *_sent_junk(world, person, name, JUNK | {"_key": uuid4().hex}))
    assert faults == []
    assert taking == set(NO_DEED) | FORMS  # every other view that takes a POST is a deed


def _sent_junk(world: World, person: str, name: str, said: dict[str, str]) -> tuple[HttpResponse, list[str]]:
    with undone(), writes() as written:
        answer = world.browser(person).post(path_of(name, world), said)
    return answer, written


def _faults(name: str, person: str, answer: HttpResponse, written: list[str]) -> list[tuple[str, str, int, list[str]]]:
    wrong = answer.status_code >= 500 or (written and AUDIT not in written)
    return [(name, person, answer.status_code, written)] if wrong else []


def test_every_deed_has_an_example():
    deeds = {name for name in ADDRESSES if _is_deed(name)} | FORMS
    assert deeds - set(DEEDS) == set(), "add an example in deeds.py"
    assert set(DEEDS) - deeds == set()


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_is_written_down_in_words_and_done_once(world, name):
    client, said = _said(DEEDS[name], world)
    address, newest = path_of(name, world), Entry.objects.latest("pk").pk
    with undone():
        with writes() as written:
            first = client.post(address, said)
        n_entries = Entry.objects.count()
        assert _is_done(first), _fault(first)
        assert AUDIT in written
        with writes() as again:
            second = client.post(address, _rewound(said))
        assert (second.status_code, second.url) == (302, first.url)
        assert again == []
        assert Entry.objects.count() == n_entries
        assert [entry for entry in Entry.objects.filter(pk__gt=newest) if not _reads(entry)] == []


def test_whatever_was_done_before_reads_in_words(world):
    """No entry of the town holds a code that the auditor's page could not say; nor does one of a deed done in it."""
    assert [entry for entry in Entry.objects.all() if not _reads(entry)] == []


def _reads(entry: Entry) -> bool:
    deed = deeds().get(entry.action)
    return bool(deed) and entry.thing_type in deed_things() and set(entry.changes) <= set(deed.changes)


@pytest.mark.parametrize("name", [name for name, example in DEEDS.items() if not example.is_own])
def test_a_stranger_with_all_roles_elsewhere_does_nothing(world, name):
    _, said = _said(DEEDS[name], world)
    with undone(), writes() as written:
        answer = world.browser("rival").post(path_of(name, world), said)
    assert answer.status_code == 404
    assert written == []


@pytest.mark.parametrize("person", ["", "gone"])
def test_who_is_not_signed_in_does_nothing(world, person):
    for name in DEEDS:
        said = {"_key": uuid4().hex}
        with undone(), writes() as written:
            answer = world.browser(person).post(path_of(name, world), said)
        assert answer.url.startswith("/people/sign-in"), name
        assert written == [], name


def test_whoever_only_reads_changes_nothing(world):
    """Those who see business data or the register without any role that changes them."""
    for name, example in DEEDS.items():
        if example.is_own:
            continue
        _, said = _said(example, world)
        for person in few(("lee", "sue", "olga", "late"), 1):
            with undone(), writes() as written:
                answer = world.browser(person).post(path_of(name, world), said)
            assert answer.status_code in (403, 404), (name, person)
            assert written == [], (name, person)


def _is_done(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and not answer.url.startswith("/people/sign-in")


def _fault(answer: HttpResponse) -> str:
    return f"{answer.status_code}: {answer.content.decode()[:6000]}"
