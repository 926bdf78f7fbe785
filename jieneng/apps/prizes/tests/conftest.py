"""A quiz of the city with players of our own making, and a draw among them: this app is tested without any other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions import Terms
from jieneng.apps.prizes.models import INSTANT, NUMBER
from jieneng.core.campaigns import entrants
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.jobs.outbox import do_due

ADDRESS = "203.0.113.9"
DIGITS = "0123456"


class Players:
    """Players by key, with the path of their organisation; a browser says who it is by a cookie."""

    def __init__(self):
        self.of = {}

    def qualified(self, activity):
        yield from self.of.items()

    def player_of(self, request, activity):
        key = request.COOKIES.get("player")
        return key if key in self.of else None


@pytest.fixture
def players(monkeypatch):
    """Who has done the quiz; the small town's source of players."""
    kept = Players()
    monkeypatch.setitem(entrants._sources, "quiz", kept)
    return kept


@pytest.fixture
def quiz(town, players):
    """The city's quiz, which the school, the hospital and the county have played."""
    content = Content(title="2025年宣传周", year=2025, activities=[{"kind": "quiz", "title": "云竞答"}])
    for n in range(30):
        where = (town.school, town.hospital, town.county)[n % 3]
        players.of[f"player:{n}"] = where.path
    return set_up(town.city, content, by=town.ines).activities.get()


@pytest.fixture
def terms(now):
    """terms(reserves=2): what is typed about a draw; it opens in an hour and closes a day later."""

    def said(**other):
        plain = {
            "title": "云竞答抽奖",
            "kind": NUMBER,
            "entrant": "答题合格的人",
            "opens_at": now + timedelta(hours=1),
            "closes_at": now + timedelta(days=1),
            "objections_until": now + timedelta(days=2, hours=1),
            "number_name": "某彩票第77期开奖号码",
            "number_where": "某网站",
            "number_due_at": now + timedelta(days=3),
            "number_digits": len(DIGITS),
            "reserves": 4,
            "claim_place": "云川市机关事务管理局一楼大厅",
            "contact": "0000-86112233",
            "prizes": [("自行车", 1), ("水杯", 5)],
        }
        return Terms(**plain | other)

    return said


@pytest.fixture
def instant_terms(terms):
    def said(**other):
        plain = {"kind": INSTANT, "expected": [20], "objections_until": None, "number_name": "", "number_where": ""}
        plain |= {"number_due_at": None, "number_digits": 0, "reserves": 0}
        return terms(**plain | other)

    return said


@pytest.fixture
def promised(quiz, town, terms, now):
    """A draw whose rules are published."""
    draw = actions.make(quiz, terms(), by=town.ines, now=now)
    return actions.publish(draw, edit_no=0, by=town.ines, now=now)


@pytest.fixture
def listed(promised):
    """The same after its close, with the list."""
    actions.make_list(promised, now=promised.closes_at + timedelta(minutes=1))
    promised.refresh_from_db()
    return promised


@pytest.fixture
def drawn(listed, town):
    """The same after the number: six winners, four who stand by."""
    at = listed.number_due_at + timedelta(hours=1)
    actions.enter_number(listed, DIGITS, "https://lottery.example/77", by=town.rob, now=at)
    actions.confirm_number(listed, DIGITS, by=town.ines, now=at)
    actions.draw_now(listed, now=at)
    listed.refresh_from_db()
    return listed


@pytest.fixture
def running(quiz, town, instant_terms, now):
    """An instant win that has just opened: six prizes in forty attempts of two days."""
    draw = actions.make(quiz, instant_terms(), by=town.ines, now=now)
    return actions.publish(draw, edit_no=0, by=town.ines, now=now)


def send(client, view, *args, **data):
    return client.post(reverse(f"prizes:{view}", args=args), {"_key": uuid4().hex, **data})


def page(client, view, *args):
    return client.get(reverse(f"prizes:{view}", args=args))


def anybody(player=""):
    client = Client(REMOTE_ADDR=ADDRESS)
    if player:
        client.cookies["player"] = player
    return client


def do_promised(now):
    while do_due(now):
        pass
