"""PostgreSQL is killed while papers are handed in, and started again: every paper that has a receipt is there, once.

The server is the test's own. `jieneng bench soak` does the same for longer, and to the web and the jobs as well.
"""

import asyncio
import contextlib
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.db import ConnectionHandler

from jieneng.apps.quiz.endpoint.app import OPEN
from jieneng.apps.quiz.endpoint.postgres import PostgresStore
from jieneng.apps.quiz.models import HandIn, Opening
from jieneng.apps.quiz.tests.conftest import activity, draft, quiz, terms  # noqa: F401 - its quiz in our town
from jieneng.apps.quiz.tests.live import Clock, hand_in, post, run, serving, ticket
from jieneng.bench.soak.servers import Postgres

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.has_a_server]
CLIENTS, EACH = 12, 25


@pytest.fixture(scope="module")
def own(django_db_blocker):
    """A server whose log of commits is written out late, unless a commit waits for it."""
    with tempfile.TemporaryDirectory(prefix="jieneng-kill-") as folder:
        made = Postgres(Path(folder), "wal_writer_delay=10s")
        made.start()
        made.make("rows")
        handler = ConnectionHandler({"default": {"ENGINE": "django.db.backends.postgresql", **_settings(made)}})
        with django_db_blocker.unblock(), handler["default"].schema_editor() as editor:
            editor.create_model(Opening)
            editor.create_model(HandIn)
        handler["default"].close()
        yield made
        made.kill()


@pytest.fixture
def server(own):
    """The same without rows."""
    with psycopg.connect(**own.address, dbname="rows") as connection:
        connection.execute("TRUNCATE quiz_handin, quiz_opening")
    return own


def _settings(server):
    return {"NAME": "rows", "USER": server.address["user"], "HOST": server.address["host"]}


def _stored(server):
    with psycopg.connect(**server.address, dbname="rows") as connection:
        return [number for (number,) in connection.execute("SELECT receipt FROM quiz_handin")]


def _acknowledged(quiz, town, now, server, commit):  # noqa: F811
    """Players hand in through the endpoint, one paper after another; the server is killed in the middle."""
    address = {**server.address, "dbname": "rows", "options": f"-c synchronous_commit={commit}"}
    receipts = []

    async def insist(send):
        """Send it again, as the page does, until it is taken."""
        while (told := await send())[0] != 200:
            assert told[1]["code"] == "quiz-busy"
        return told[1]

    async def play(endpoint, no):
        for turn in range(EACH):
            said = {"ticket": ticket(quiz, f"p{no}-{turn}", town.school)}
            paper = await insist(lambda said=said: post(endpoint, OPEN, said))
            key = f"{no:016d}{turn:016d}"
            answer = await insist(lambda paper=paper, key=key: hand_in(endpoint, paper, key=key))
            receipts.append(answer["number"])

    async def cut(players):
        while len(receipts) < CLIENTS * EACH // 3:
            await asyncio.sleep(0.002)
        if commit == "off":  # nothing comes after the cut that could be taken for what was before it
            for player in players:
                player.cancel()
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)

    async def story():
        async with serving(Clock(now), stores=lambda: [PostgresStore(address) for _ in range(2)]) as endpoint:
            players = [asyncio.create_task(play(endpoint, no)) for no in range(CLIENTS)]
            await cut(players)
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*players)

    run(story())
    return receipts


def test_the_database_is_killed_under_load_and_no_receipt_is_lost_or_doubled(quiz, town, now, server):  # noqa: F811
    receipts, stored = _acknowledged(quiz, town, now, server, "on"), _stored(server)
    assert len(receipts) == CLIENTS * EACH
    assert set(receipts) - set(stored) == set()
    assert len(stored) == len(set(stored)) == CLIENTS * EACH


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # a lane that was still waiting
def test_without_commits_that_wait_for_the_disk_receipts_are_lost(quiz, town, now, server):  # noqa: F811
    """The guard switched off: PostgreSQL answers before the commit is on the disk."""
    receipts = _acknowledged(quiz, town, now, server, "off")
    assert len(receipts) >= CLIENTS * EACH // 3
    assert len(set(receipts) - set(_stored(server))) > 0
