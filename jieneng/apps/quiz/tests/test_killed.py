"""The process of the endpoint is killed under load, and started again: whoever got a receipt is stored, and once."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections

from jieneng.apps.quiz.endpoint.app import HAND_IN
from jieneng.apps.quiz.endpoint.building import now_ms, signer
from jieneng.apps.quiz.endpoint.tokens import Paper
from jieneng.apps.quiz.models import HandIn
from jieneng.apps.quiz.routing import rows_alias
from jieneng.engine.quizzes.receipts import player_key

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[4]
CLIENTS, ROUNDS = 8, 2


@pytest.fixture
def environment(tmp_path):
    """What a process needs to serve the test's databases."""
    said = {**os.environ, "PYTHONPATH": str(ROOT), "JIENENG_SECRET_KEY": settings.SECRET_KEY}
    said |= {"JIENENG_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "jieneng.config.settings", "DATABASE_URL": ""}
    rows = connections[rows_alias()]
    if rows.vendor == "sqlite":
        for alias, name in (("default", "jieneng"), ("quiz", "quiz")):
            (tmp_path / f"{name}.sqlite3").symlink_to(connections[alias].settings_dict["NAME"])
        return said
    at = rows.settings_dict
    where = f"{quote(at['HOST'], safe='')}{':' + str(at['PORT']) if at['PORT'] else ''}"
    return said | {"DATABASE_URL": f"postgres://{at['USER']}@{where}/{at['NAME']}"}


def start(environment, port, *command):
    """The endpoint, or what the command says, in a process group of its own, when it answers."""
    command = command or ("jieneng.config.cli", "serve", "--only", "quiz")
    command = [sys.executable, "-m", *command, "--port", str(port)]
    server = subprocess.Popen(
        command, env=environment, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    raise AssertionError("The endpoint does not start")


def send(port, said):
    """The status and answer of a hand-in, None when the server is away."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", HAND_IN, json.dumps(said), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def paper_of(quiz, town, name):
    """What a browser hands in for a player."""
    player, now = player_key(quiz.key, name), now_ms()
    place = (town.school.pk, town.school.path, "education")
    token = signer().paper(Paper(quiz.pk, player, 1, *place, now, now + 900_000))
    return player, {"token": token, "key": name.rjust(32, "0"), "answers": ["A"] * quiz.n_questions}


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(quiz, town, environment, port):
    acknowledged, stop = {}, threading.Event()

    def play(client):
        no = 0
        while not stop.is_set():
            no += 1
            player, said = paper_of(quiz, town, f"{client}-{no}")
            while (got := send(port, said)) is None and not stop.is_set():
                time.sleep(0.02)  # the same paper again, as the page does
            if got is not None:
                assert got[0] == 200
                assert acknowledged.setdefault(player, got[1]["digest"]) == got[1]["digest"]

    server = start(environment, port)
    clients = [threading.Thread(target=play, args=(client,)) for client in range(CLIENTS)]
    for client in clients:
        client.start()
    for _ in range(ROUNDS):
        before = len(acknowledged)
        while len(acknowledged) < before + 50:
            time.sleep(0.05)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        server = start(environment, port)
    time.sleep(0.5)
    stop.set()
    for client in clients:
        client.join()
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    stored = list(HandIn.objects.values_list("player", flat=True))
    assert set(acknowledged) - set(stored) == set()
    assert len(stored) == len(set(stored))
    assert len(acknowledged) >= 50 * ROUNDS


def test_without_the_commit_before_the_answer_a_killed_process_takes_papers_with_it(quiz, town, environment, port):
    """The guard switched off: a process that answers first and means to store afterwards (careless_asgi.py)."""
    careless = ("granian", "--interface", "asginl", "jieneng.apps.quiz.tests.careless_asgi:application")
    server = start(environment, port, *careless)
    _, said = paper_of(quiz, town, "p1")
    status, receipt = send(port, said)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    assert (status, len(receipt["number"])) == (200, 12)
    assert not HandIn.objects.exists()
