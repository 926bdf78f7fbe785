"""Talking to the endpoint as browsers do, many at the same moment, over the real lanes and databases."""

import asyncio
import json
from contextlib import asynccontextmanager

from jieneng.apps.quiz.endpoint import app, building
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN
from jieneng.apps.quiz.endpoint.terms import Book
from jieneng.apps.quiz.endpoint.tokens import Entrance
from jieneng.engine.quizzes.receipts import player_key


class Clock:
    """Milliseconds that stand still until somebody moves them."""

    def __init__(self, now):
        self.at = building.to_ms(now)

    def __call__(self):
        return self.at


@asynccontextmanager
async def serving(clock, **changes):
    """The endpoint over the test's databases; `changes` replace parts of it."""
    parts = {
        "signer": building.signer(),
        "book": Book(building.read_terms),
        "stores": building.stores,
        "clock": clock,
        "sentences": building.sentences(),
    }
    endpoint = app.Endpoint(**{**parts, **changes})
    try:
        yield endpoint
    finally:
        endpoint.close()
        await asyncio.sleep(0.05)


async def post(endpoint, path, said, method="POST"):
    """Status and answer of one request."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    messages, sent = [{"type": "http.request", "body": body, "more_body": False}], []

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    await endpoint({"type": "http", "method": method, "path": path}, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


def ticket(quiz, name, organization, **changes):
    """What the entrance page gives to somebody who may play."""
    place = {"organization": organization.pk, "route": organization.path, "category": organization.category}
    said = {"notice": 1, "more_minutes": 0, "closes_ms": 0, "until_ms": building.to_ms(quiz.closes_at) + 10**9}
    return building.signer().entrance(Entrance(quiz.pk, player_key(quiz.key, name), **{**place, **said, **changes}))


async def opened(endpoint, quiz, name, organization, **changes):
    status, answer = await post(endpoint, OPEN, {"ticket": ticket(quiz, name, organization, **changes)})
    assert status == 200, answer
    return answer


def answers_of(paper, letter="A"):
    return [letter] * len(paper["questions"])


async def hand_in(endpoint, paper, key="k" * 32, letter="A"):
    return await post(endpoint, HAND_IN, {"token": paper["token"], "key": key, "answers": answers_of(paper, letter)})


def run(story):
    return asyncio.run(story)


def told(now, story, **changes):
    """What the story tells, played with an endpoint whose clock stands at `now`, or is one."""

    async def whole():
        async with serving(now if isinstance(now, Clock) else Clock(now), **changes) as endpoint:
            return await story(endpoint)

    return run(whole())
