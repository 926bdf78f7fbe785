"""A process of its own has little room, takes nothing of ours along, and leaves nothing behind."""

import os

import pytest

from jieneng.core.files.apart import Room, Stopped, apart
from jieneng.engine.sources.found import NotRead
from jieneng.ui.refusals import Refused

TASKS = "jieneng.core.files.tests.tasks:"
SHORT = Room(cpu_seconds=1, wall_seconds=1.5)


def children():
    """The processes that are ours and not yet gone; a child that ended and was not asked for is among them."""
    own = os.getpid()
    found = []
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        found += [pid] if parent == own else []
    return found


@pytest.fixture(autouse=True)
def _nothing_is_left_behind():
    before = set(children())
    yield
    assert set(children()) <= before


def test_the_answer_comes_back_and_no_secret_goes_along(monkeypatch):
    monkeypatch.setenv("JIENENG_SECRET_KEY", "secret")
    said = apart(TASKS + "size", b"abc")
    assert said["bytes"] == 3
    assert "JIENENG_SECRET_KEY" not in said["environment"]


def test_a_reason_comes_back_as_a_reason():
    with pytest.raises(NotRead, match="scanned") as no:
        apart(TASKS + "refuse", b"")
    assert no.value.facts == {"n": 3}


@pytest.mark.parametrize("task", ["eat", "spin", "sleep", "die"])
def test_what_eats_memory_or_time_is_stopped_within_its_room(task):
    with pytest.raises(Stopped, match="heavy"):
        apart(TASKS + task, b"", room=SHORT)


def test_nothing_is_written_and_few_files_are_opened(tmp_path):
    for task in ("write", "open_many"):
        with pytest.raises(Stopped, match="failed"):
            apart(TASKS + task, str(tmp_path / "x").encode(), room=SHORT)
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").stat().st_size


def test_who_finds_all_places_taken_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr("jieneng.core.files.apart._WAIT_SECONDS", 0.05)
    monkeypatch.setattr("jieneng.core.files.apart._PLACES.acquire", lambda timeout: False, raising=False)
    with pytest.raises(Refused, match="busy"):
        apart(TASKS + "size", b"")
