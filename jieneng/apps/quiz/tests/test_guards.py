"""The guards of the endpoint, each beside the same story with the guard switched off, in which the wrong thing happens.

`alone` lets each request be a batch of its own, so that no batch puts right what the tables should have refused. What
must happen at the same moment is made to: by a barrier, or by a store that waits.
"""

import asyncio
import threading
from dataclasses import replace
from functools import partial

import pytest
from django.db import OperationalError

from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.endpoint import app, building
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.endpoint.lanes import Lanes
from jieneng.apps.quiz.endpoint.terms import Book
from jieneng.apps.quiz.models import HandIn, Opening
from jieneng.apps.quiz.tests.live import Clock, answers_of, hand_in, opened, post, run, serving, ticket, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(app, "Lanes", partial(Lanes, batch=1))


@pytest.fixture
def single(draft, terms, town, now):
    """The quiz, with one attempt for each player."""
    changed = actions.change(draft, replace(terms, n_attempts=1, n_per_day=1), edit_no=0, by=town.ines)
    return actions.publish(changed, edit_no=1, by=town.ines, now=now)


def careless(**changes):
    """A book in which the terms of every quiz stand changed: the rule is switched off."""
    return Book(lambda quiz: replace(building.read_terms(quiz), **changes))


class Wrapped:
    """A store of which a test replaces a part."""

    def __init__(self, store):
        self.store = store

    def __getattr__(self, name):
        return getattr(self.store, name)


def wrapped(kind, *arguments):
    return lambda: [kind(store, *arguments) for store in building.stores()]


async def twenty(endpoint, quiz, town):
    paper = await opened(endpoint, quiz, "p1", town.school)
    return await asyncio.gather(*(hand_in(endpoint, paper) for _ in range(20)))


def test_twenty_identical_hand_ins_are_one_row_whichever_batch_they_are_in(quiz, town, now, alone):
    answers = told(now, lambda endpoint: twenty(endpoint, quiz, town))
    assert ({status for status, _ in answers}, HandIn.objects.count()) == ({200}, 1)


def test_without_the_constraints_twenty_identical_hand_ins_are_twenty_rows(quiz, town, now, alone, loose):
    answers = told(now, lambda endpoint: twenty(endpoint, quiz, town))
    assert ({status for status, _ in answers}, loose("handin")) == ({200}, 20)


async def fifty_after_the_first(endpoint, quiz, town):
    """One paper is handed in; then fifty are wanted at the same moment."""
    await hand_in(endpoint, await opened(endpoint, quiz, "p1", town.school))
    said = {"ticket": ticket(quiz, "p1", town.school)}
    return await asyncio.gather(*(post(endpoint, OPEN, said) for _ in range(50)))


def test_at_the_limit_of_one_attempt_fifty_at_once_get_none(single, town, now):
    answers = told(now, lambda endpoint: fifty_after_the_first(endpoint, single, town))
    assert {answer["code"] for _, answer in answers} == {"quiz-attempts-used"}
    assert Opening.objects.count() == 1


def test_without_the_limit_fifty_at_once_get_a_second_paper(single, town, now):
    off = careless(n_attempts=50, n_per_day=50)
    answers = told(now, lambda endpoint: fifty_after_the_first(endpoint, single, town), book=off)
    assert ({status for status, _ in answers}, Opening.objects.count()) == ({200}, 2)


class LooksTogether(Wrapped):
    """Whoever looks what is opened waits for the other process to have looked too; then both insert."""

    def __init__(self, store, gate):
        super().__init__(store)
        self.gate = gate

    def openings(self, players):
        rows = self.store.openings(players)
        if not rows:
            self.gate.wait()
        return rows


async def in_two_processes(clock, quiz, town):
    gate = threading.Barrier(2, timeout=10)
    stores = wrapped(LooksTogether, gate)
    async with serving(clock, stores=stores) as one, serving(clock, stores=stores) as other:
        said = {"ticket": ticket(quiz, "p1", town.school)}
        return await asyncio.gather(*(post(endpoint, OPEN, said) for endpoint in (one, other)))


def test_two_processes_that_open_at_once_give_the_same_attempt(single, town, now):
    answers = run(in_two_processes(Clock(now), single, town))
    assert [status for status, _ in answers] == [200, 200]
    assert answers[0][1]["token"] == answers[1][1]["token"]
    assert Opening.objects.count() == 1


def test_without_the_constraint_two_processes_open_two_where_one_is_allowed(single, town, now, loose):
    answers = run(in_two_processes(Clock(now), single, town))
    assert ([status for status, _ in answers], loose("opening")) == ([200, 200], 2)


async def over_the_close(endpoint, clock, quiz, town):
    """Thirty papers opened a second before the close: in time, at the last moment of the grace, one millisecond on."""
    clock.at -= 1_000
    papers = [await opened(endpoint, quiz, f"p{no}", town.school) for no in range(30)]
    statuses = []
    for part, step in ((papers[:10], 500), (papers[10:20], 500 + quiz.grace_s * 1_000), (papers[20:], 1)):
        clock.at += step
        sent = (hand_in(endpoint, paper, key=f"{paper['token'][-16:]}") for paper in part)
        statuses.append({status for status, _ in await asyncio.gather(*sent)})
    late_opening = await post(endpoint, OPEN, {"ticket": ticket(quiz, "p99", town.school)})
    return statuses, late_opening[0]


def test_papers_on_both_sides_of_the_close_are_told_apart_to_the_millisecond(quiz, town, now):
    clock = Clock(quiz.closes_at)
    told_apart = told(clock, lambda endpoint: over_the_close(endpoint, clock, quiz, town))
    assert told_apart == ([{200}, {200}, {410}], 410)
    assert HandIn.objects.count() == 20


def test_without_the_clock_of_the_server_papers_would_be_taken_in_for_ever(quiz, town, now):
    clock = Clock(quiz.closes_at)
    off = careless(grace_ms=10**12, closes_ms=10**14)
    told_apart = told(clock, lambda endpoint: over_the_close(endpoint, clock, quiz, town), book=off)
    assert told_apart == ([{200}, {200}, {200}], 200)
    assert HandIn.objects.count() == 30


class Slow(Wrapped):
    """The first batch waits before it is written, until the browser has given up and sent again."""

    def __init__(self, store, go):
        super().__init__(store)
        self.go = go

    def add_hand_ins(self, rows):
        self.go.wait(10)
        return self.store.add_hand_ins(rows)


async def given_up_and_sent_again(endpoint, quiz, town, go):
    paper = await opened(endpoint, quiz, "p1", town.school)
    first = asyncio.create_task(hand_in(endpoint, paper))
    await asyncio.sleep(0.05)
    first.cancel()  # the time of the browser is out, the connection is gone; the row is on its way
    again = asyncio.create_task(hand_in(endpoint, paper))
    await asyncio.sleep(0.05)
    go.set()
    return await again


def test_a_time_out_and_a_retry_are_one_paper_and_one_receipt(quiz, town, now, alone):
    go = threading.Event()
    status, receipt = told(
        now, lambda endpoint: given_up_and_sent_again(endpoint, quiz, town, go), stores=wrapped(Slow, go)
    )
    assert (status, HandIn.objects.get().receipt) == (200, receipt["number"])


def test_without_the_constraints_a_time_out_and_a_retry_are_two_papers(quiz, town, now, alone, loose):
    go = threading.Event()
    status, _ = told(now, lambda endpoint: given_up_and_sent_again(endpoint, quiz, town, go), stores=wrapped(Slow, go))
    assert (status, loose("handin")) == (200, 2)


async def two_tabs(endpoint, quiz, town):
    """The same paper in two tabs, each with a key and answers of its own."""
    paper = await opened(endpoint, quiz, "p1", town.school)
    said = [
        {"token": paper["token"], "key": letter * 32, "answers": answers_of(paper, letter)} for letter in ("A", "B")
    ]
    return await asyncio.gather(*(post(endpoint, HAND_IN, one) for one in said))


def test_of_two_tabs_one_counts_and_the_other_is_shown_its_receipt(quiz, town, now, alone):
    (first, kept), (other, refused) = sorted(
        told(now, lambda endpoint: two_tabs(endpoint, quiz, town)), key=lambda answer: answer[0]
    )
    assert (first, other, refused["receipt"]) == (200, 409, kept)
    assert HandIn.objects.count() == 1


def test_without_the_constraints_both_tabs_count(quiz, town, now, alone, loose):
    answers = told(now, lambda endpoint: two_tabs(endpoint, quiz, town))
    assert ([status for status, _ in answers], loose("handin")) == ([200, 200], 2)


def test_while_the_terms_cannot_be_read_one_is_asked_to_come_again(quiz, town, now, monkeypatch):
    """The database went away before this process has seen the quiz: nothing is lost, the browser sends it again."""

    def away(quiz):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(building, "terms_of", away)
    status, answer = told(now, lambda endpoint: post(endpoint, OPEN, {"ticket": ticket(quiz, "p1", town.school)}))
    assert (status, answer["code"]) == (503, "quiz-busy")
