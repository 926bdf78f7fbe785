"""A process of its own has little room, takes nothing of ours along, and leaves nothing behind."""

import os
import subprocess

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


class FullHouse:
    """All places are taken; after so many seconds of a clock that stands still one is free, or none."""

    def __init__(self, free_after: float | None, now: float = 100.0) -> None:
        self.free_after, self.now = free_after, now
        self.asked: float | None = None

    def acquire(self, blocking: bool = True, timeout: float = 0.0) -> bool:
        if not blocking:
            return False
        self.asked = timeout
        self.now += timeout if self.free_after is None else self.free_after
        return self.free_after is not None

    def release(self) -> None:
        """Nobody waits."""

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def full_house(monkeypatch):
    def house(free_after):
        taken = FullHouse(free_after)
        monkeypatch.setattr("jieneng.core.files.apart._PLACES", taken)
        monkeypatch.setattr("jieneng.core.files.apart.time", taken)
        return taken

    return house


@pytest.fixture
def given(monkeypatch):
    """The seconds that processes were given; each takes them all."""
    seconds = []

    def run(command, timeout, **_):
        seconds.append(timeout)
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr("jieneng.core.files.apart.subprocess.run", run)
    return seconds


def test_who_finds_all_places_taken_is_asked_to_come_again(full_house, given):
    house = full_house(free_after=None)
    with pytest.raises(Refused, match="busy") as no:
        apart(TASKS + "size", b"")
    assert "5 秒后再提交" in no.value.next_step
    assert (house.asked, given) == (1.0, [])


def test_waiting_and_work_together_take_no_more_than_the_work_alone(full_house, given):
    full_house(free_after=0.75)
    with pytest.raises(Refused, match="busy"):  # and not "heavy": it had less than its time
        apart(TASKS + "size", b"")
    assert given == [pytest.approx(Room().wall_seconds - 0.75)]


def test_who_finds_a_place_has_all_of_the_time(monkeypatch, given):
    monkeypatch.setattr("jieneng.core.files.apart.time", FullHouse(free_after=0))
    with pytest.raises(Stopped, match="heavy"):
        apart(TASKS + "size", b"", room=SHORT)
    assert given == [pytest.approx(SHORT.wall_seconds)]


def test_a_file_is_answered_within_three_seconds():
    assert Room().wall_seconds < 3
