"""Alive, ready, and what is stuck; open to the machine in front and to nobody's curiosity."""

from datetime import timedelta

from jieneng.core.jobs.models import Outbox


def test_a_process_that_answers_is_alive(client):
    assert client.get("/healthz").content == b"ok"


def test_a_migrated_database_is_ready(client, db):
    assert client.get("/readyz").json() == {"database": True, "disk": True, "outbox": True, "stuck": 0}


def test_work_that_lies_about_is_not_ready(client, db, now):
    Outbox.objects.create(kind="x", key="late", due_at=now - timedelta(minutes=6))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["outbox"]) == (503, False)


def test_work_that_was_given_up_is_told_but_sends_nobody_away(client, db, now):
    Outbox.objects.create(kind="x", key="given up", due_at=now - timedelta(days=1), n_tries=8)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["stuck"]) == (200, 1)
