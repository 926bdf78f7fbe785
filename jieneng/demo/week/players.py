"""People with a phone: they enter by the page, open a paper at the endpoint, answer what they know, hand it in."""

import asyncio
import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from jieneng.apps.quiz.endpoint import building
from jieneng.apps.quiz.endpoint.app import HAND_IN, OPEN, Endpoint
from jieneng.apps.quiz.endpoint.terms import Book, Terms
from jieneng.apps.quiz.models import Quiz
from jieneng.core.orgs.models import Organization
from jieneng.demo.week.phones import Phone

_AGAIN = 0.15  # of those who could do better try again
_MORE = timedelta(minutes=4)
Key = dict[tuple[str, frozenset[str]], frozenset[str]]  # of text and options, the right ones


@dataclass
class Person:
    """Somebody with a phone: where they belong, how much they know, how long they take."""

    organization: Organization
    knows: float
    takes: timedelta
    key: str
    ticket: str = ""


def person(place: Organization, chance: random.Random) -> Person:
    takes = timedelta(seconds=chance.randint(150, 760))
    return Person(place, chance.betavariate(6, 2), takes, UUID(int=chance.getrandbits(128)).hex)


def play(quiz: Quiz, people: list[Person], chance: random.Random, now: datetime) -> None:
    """Everybody plays, some of them twice."""
    phone = Phone()
    for person in people:
        _enter(phone.taken_up(), quiz, person)
    asyncio.run(_answer(building.terms_of(quiz), people, chance, now))


def _enter(phone: Phone, quiz: Quiz, person: Person) -> None:
    """Choose the organisation and agree, as the page asks; then open the page of the paper."""
    address = reverse("quiz:public", args=[quiz.public_code])
    page = phone.open(phone.send(address, way="public", organization=person.organization.pk, agreed="1"))
    found = re.search(r'data-ticket="([^"]+)"', page)
    if found is None:
        raise AssertionError("the page of the paper holds no ticket")
    person.ticket = found[1]


async def _answer(terms: Terms, people: list[Person], chance: random.Random, now: datetime) -> None:
    clock = _Clock(now)
    endpoint = Endpoint(
        signer=building.signer(),
        book=Book(lambda pk: terms),  # the story may stand in a transaction that no other connection sees into
        stores=building.stores,
        clock=clock,
        sentences=building.sentences(),
    )
    sitting = _Sitting(endpoint, clock, _key(terms), chance)
    try:
        for person in people:
            right = await sitting.paper(person, now)
            if right < terms.lot.n_questions and chance.random() < _AGAIN:
                await sitting.paper(person, now + person.takes + _MORE)
    finally:
        endpoint.close()
        await asyncio.sleep(0)


@dataclass(frozen=True)
class _Sitting:
    """A group of people at the endpoint."""

    endpoint: Endpoint
    clock: "_Clock"
    key: Key
    chance: random.Random

    async def paper(self, person: Person, now: datetime) -> int:
        """Open a paper, answer it, hand it in; how many answers were right."""
        self.clock.at = now
        opened = await _post(self.endpoint, OPEN, {"ticket": person.ticket})
        answers = [_choice(self.key, question, person.knows, self.chance) for question in opened["questions"]]
        self.clock.at = now + person.takes
        said = {"token": opened["token"], "key": f"{person.key}{opened['ordinal']}", "answers": answers}
        receipt = await _post(self.endpoint, HAND_IN, said)
        return int(receipt["right"])


def _key(terms: Terms) -> Key:
    """What is right: the demo knows the bank, as somebody does who has read the material."""
    right = {one.id: one.right for one in terms.lot.pool}
    return {
        (text, frozenset(options)): frozenset(options[place] for place in right[pk])
        for pk, (_, text, options) in terms.shown.items()
    }


def _choice(key: Key, question: dict[str, Any], knows: float, chance: random.Random) -> str:
    """The letters that somebody ticks: the right ones when they know them, else any."""
    options = question["options"]
    if chance.random() >= knows:
        return str(chance.choice(options)[0])
    right = key[question["text"], frozenset(words for _, words in options)]
    return "".join(letter for letter, words in options if words in right)


class _Clock:
    """The endpoint's clock: where the story has come to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> int:
        return building.to_ms(self.at)


async def _post(endpoint: Endpoint, path: str, said: dict[str, Any]) -> dict[str, Any]:
    """One request as a browser sends it; anything but a good answer ends the demo."""
    body = json.dumps(said).encode()
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await endpoint({"type": "http", "method": "POST", "path": path}, receive, send)
    answer: dict[str, Any] = json.loads(sent[1]["body"])
    if sent[0]["status"] != 200:
        raise AssertionError(f"{path} answered {sent[0]['status']}: {answer}")
    return answer
