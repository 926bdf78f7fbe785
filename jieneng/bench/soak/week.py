"""What the soak plays with: a quiz that everybody passes, a draw among its players, an exchange with cards, goods."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from jieneng.apps.exchange.actions import cards, goods, holding, weighing
from jieneng.apps.exchange.models import Card, Exchange, Good
from jieneng.apps.prizes import actions as prizes
from jieneng.apps.prizes.models import NUMBER, Draw
from jieneng.apps.quiz.actions import bank
from jieneng.apps.quiz.actions import quiz as quizzes
from jieneng.apps.quiz.models import Quiz
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.orgs.actions import appoint, found_root
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.engine.quizzes.papers import Rule

CARDS, POOR, STOCK, SCARCE = 300, 20, 100_000, 40  # the first cards have little on them
_KG, _POOR_KG = 50, 1
_FOUNDED = date(2025, 6, 16)


@dataclass(frozen=True)
class Week:
    """The material; `scarce` is a good of which there is less than will be asked for."""

    organization: Organization
    ines: Person
    rob: Person
    quiz: Quiz
    draw: Draw
    exchange: Exchange
    cards: list[Card]
    plenty: Good
    scarce: Good


def make() -> Week:
    """All of it, through the real actions."""
    now = timezone.now()
    said = {"name": "浸泡市", "kind": "bureau", "level": "city", "category": "organ", "affiliation": "city"}
    root = found_root(said, today=_FOUNDED)
    ines, rob = _person("ines", root), _person("rob", root)
    activities = [{"kind": "quiz", "title": "竞答"}, {"kind": "recycling", "title": "兑换"}]
    plan = set_up(root, Content("浸泡周", now.year, activities=activities), by=ines)
    quiz = _quiz(plan.activities.get(kind="quiz"), ines, now)
    exchange = _exchange(plan.activities.get(kind="recycling"), ines, now)
    offers = [goods.Offer("毛巾", 1, "条", ""), goods.Offer("水杯", 1, "只", "")]
    plenty, scarce = (
        goods.add_good(exchange, offer, n, by=ines, now=now) for offer, n in zip(offers, (STOCK, SCARCE), strict=True)
    )
    return Week(
        root, ines, rob, quiz, _draw(quiz, ines, now), exchange, _cards(exchange, root, rob, now), plenty, scarce
    )


def _person(name: str, root: Organization) -> Person:
    person = Person.objects.make(name, name)
    person.save()
    for role in ("reviewer", "issuer", "reporter"):
        appoint(person, root, role, by=None, today=_FOUNDED)
    return person


def _quiz(activity: Any, by: Person, now: datetime) -> Quiz:
    bank.fill(now=now)
    content = quizzes.Content(
        title="浸泡",
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=1),
        rules=(Rule(2, "energy"), Rule(2, "water"), Rule(1, "waste")),
        ways=("staff",),
        pass_mark=0,
        contact="浸泡",
    )
    return quizzes.publish(quizzes.set_up(activity, content, by=by), edit_no=0, by=by, now=now)


def _draw(quiz: Quiz, by: Person, now: datetime) -> Draw:
    closes_at = now + timedelta(days=1)
    terms = prizes.Terms(
        title="浸泡抽奖",
        kind=NUMBER,
        entrant="答题合格的人",
        opens_at=now + timedelta(hours=1),
        closes_at=closes_at,
        objections_until=closes_at + timedelta(hours=25),
        number_name="某彩票开奖号码",
        number_where="某网站",
        number_due_at=closes_at + timedelta(days=2),
        number_digits=7,
        reserves=5,
        claim_place="一楼大厅",
        contact="浸泡",
        prizes=[("自行车", 1), ("水杯", 20)],
    )
    return prizes.publish(prizes.make(quiz.activity, terms, by=by, now=now), edit_no=0, by=by, now=now)


def _exchange(activity: Any, by: Person, now: datetime) -> Exchange:
    terms = holding.Terms(now - timedelta(hours=1), now + timedelta(days=1), place="大厅", donates_to="图书角")
    return holding.open_exchange(holding.set_up(activity, terms, by=by, now=now), by=by, now=now)


def _cards(exchange: Exchange, root: Organization, by: Person, now: datetime) -> list[Card]:
    paper = exchange.items.get(code="newspaper")
    made = [cards.take_card(exchange, root, person=None, now=now) for _ in range(CARDS)]
    for no, card in enumerate(made):
        weighing.weigh(card, {paper.pk: Decimal(_POOR_KG if no < POOR else _KG)}, by=by, now=now)
    return made
