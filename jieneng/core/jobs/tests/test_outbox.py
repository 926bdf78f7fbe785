"""Work that was promised is done once, tried again when it fails, and only by who holds the lease."""

from datetime import timedelta

import pytest

from jieneng.core.jobs import leases, loops
from jieneng.core.jobs.models import Outbox
from jieneng.core.jobs.outbox import do_due, handles, promise

done = []


@handles("test.note")
def note(payload):
    if payload.get("fails"):
        raise ValueError("not today")
    done.append(payload["n"])


@pytest.fixture(autouse=True)
def nothing_done(db):
    done.clear()


def test_promised_work_is_done_once(now):
    promise("test.note", "a", {"n": 1}, due_at=now)
    assert do_due(now) == 1
    assert do_due(now) == 0
    assert done == [1]


def test_the_same_key_is_the_same_work(now):
    promise("test.note", "a", {"n": 1}, due_at=now)
    promise("test.note", "a", {"n": 2}, due_at=now)
    do_due(now)
    assert done == [1]


def test_work_waits_for_its_hour(now):
    promise("test.note", "a", {"n": 1}, due_at=now + timedelta(hours=1))
    assert do_due(now) == 0
    assert do_due(now + timedelta(hours=1)) == 1


def test_work_that_fails_is_kept_and_tried_later(now):
    promise("test.note", "a", {"n": 1, "fails": True}, due_at=now)
    assert do_due(now) == 0
    kept = Outbox.objects.get()
    assert (kept.n_tries, kept.trouble, kept.done_at) == (1, "ValueError: not today", None)
    assert kept.due_at > now


def test_work_that_always_fails_comes_to_rest(now):
    promise("test.note", "a", {"n": 1, "fails": True}, due_at=now)
    for day in range(1, 12):
        do_due(now + timedelta(days=day))
    assert Outbox.objects.get().n_tries == 8


def test_one_failure_does_not_hold_up_the_rest(now):
    promise("test.note", "a", {"n": 1, "fails": True}, due_at=now)
    promise("test.note", "b", {"n": 2}, due_at=now)
    assert do_due(now) == 1
    assert done == [2]


def test_a_lease_is_held_by_one_and_falls_free(now):
    assert leases.hold("fold", "a", now)
    assert leases.hold("fold", "a", now)
    assert not leases.hold("fold", "b", now)
    assert leases.hold("fold", "b", now + timedelta(seconds=16))
    leases.let_go("fold", "b")
    assert leases.hold("fold", "c", now)


def test_a_lease_from_before_the_clock_was_put_back_is_free(now):
    assert leases.hold("fold", "a", now)
    assert leases.hold("fold", "b", now - timedelta(minutes=5))
    assert not leases.hold("fold", "a", now - timedelta(minutes=5))


def test_a_bad_round_does_not_end_the_loop(caplog):
    def bad_round(now):
        raise ValueError("bad round")

    assert loops._round(loops.Loop("bad", 1.0, bad_round), "me") == 0
    assert "round failed" in caplog.text


def test_the_house_folds_seals_and_pumps():
    assert {"outbox", "fold", "seal"} <= set(loops._loops)
