"""Many at the same moment: one paper each, one receipt each, whatever the network does.

The guards are the unique constraints and the question asked after a conflict. `test_without_*` switch them off and show
what would happen; so does test_guards.py.
"""

import asyncio

import pytest
from django.db import connections

from jieneng.apps.quiz.endpoint import building, rows
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.models import HandIn, Opening
from jieneng.apps.quiz.tests.live import answers_of, hand_in, opened, post, ticket, told

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_identical_hand_ins_make_one_row_and_one_receipt(quiz, town, now):
    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        return await asyncio.gather(*(hand_in(endpoint, paper) for _ in range(20)))

    answers = told(now, story)
    assert {status for status, _ in answers} == {200}
    assert len({answer["digest"] for _, answer in answers}) == 1
    assert HandIn.objects.count() == 1


def test_fifty_openings_of_one_attempt_make_one_paper(quiz, town, now):
    async def story(endpoint):
        said = {"ticket": ticket(quiz, "p1", town.school)}
        return await asyncio.gather(*(post(endpoint, OPEN, said) for _ in range(50)))

    answers = told(now, story)
    assert {answer["ordinal"] for _, answer in answers} == {1}
    assert Opening.objects.count() == 1


def test_fifty_different_answers_to_one_paper_keep_the_first(quiz, town, now):
    """Two tabs, fifty tabs: each with a key of its own."""

    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        sent = []
        for no in range(50):
            answers = [*answers_of(paper)[:-1], "ABCD"[no % 4]]
            said = {"token": paper["token"], "key": f"{no:032d}", "answers": answers}
            sent.append(post(endpoint, HAND_IN, said))
        return await asyncio.gather(*sent)

    answers = told(now, story)
    receipts = [answer if status == 200 else answer["receipt"] for status, answer in answers]
    assert len({receipt["digest"] for receipt in receipts}) == 1
    assert sum(status == 200 for status, _ in answers) in (12, 13)  # the first, and those that say the same
    assert {status for status, _ in answers} == {200, 409}
    assert HandIn.objects.count() == 1


def test_a_hundred_players_are_all_kept(quiz, town, now):
    async def one(endpoint, no):
        paper = await opened(endpoint, quiz, f"p{no}", town.school)
        return await hand_in(endpoint, paper, key=f"{no:032d}")

    async def story(endpoint):
        return await asyncio.gather(*(one(endpoint, no) for no in range(100)))

    answers = told(now, story)
    assert {status for status, _ in answers} == {200}
    assert {answer["number"] for _, answer in answers} == set(HandIn.objects.values_list("receipt", flat=True))
    assert HandIn.objects.count() == 100


def test_a_commit_whose_answer_was_lost_is_found_again(quiz, town, now):
    """The database commits and goes away before it says so: the lane asks again and doubles nothing."""

    class Lost:
        def __init__(self, store):
            self.store, self.n = store, 0

        def __getattr__(self, name):
            return getattr(self.store, name)

        def add_hand_ins(self, given):
            self.n += 1
            added = self.store.add_hand_ins(given)
            if self.n == 1:
                raise rows.Unreachable
            return added

    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        return await hand_in(endpoint, paper)

    status, receipt = told(now, story, stores=lambda: [Lost(store) for store in building.stores()])
    assert status == 200
    assert HandIn.objects.get().receipt == receipt["number"]


def test_without_the_guards_a_retry_would_be_stored_twice(quiz, town, now, loose):
    async def story(endpoint):
        paper = await opened(endpoint, quiz, "p1", town.school)
        return [await hand_in(endpoint, paper) for _ in range(2)]

    assert {status for status, _ in told(now, story)} == {200}
    assert loose("handin") == 2


@pytest.mark.has_a_server
def test_connections_that_the_server_cuts_are_made_again(quiz, town, now):
    """What a restart of PostgreSQL does to the lanes, again and again under load."""

    async def one(endpoint, no):
        paper = await opened(endpoint, quiz, f"p{no}", town.school)
        return (await hand_in(endpoint, paper, key=f"{no:032d}"))[0]

    async def cut():
        for _ in range(5):
            await asyncio.sleep(0.05)
            await asyncio.to_thread(cut_all)

    async def story(endpoint):
        return await asyncio.gather(cut(), *(one(endpoint, no) for no in range(200)))

    _, *statuses = told(now, story)
    assert set(statuses) == {200}
    assert HandIn.objects.count() == 200


def cut_all():
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%quiz_%'"
        )
    connections["default"].close()
