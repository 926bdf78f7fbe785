"""Waste paper for goods of the paired region: people get a card on their phone, are weighed, order, some give away."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import goods, holding, weighing
from jieneng.apps.exchange.models import Card, Exchange
from jieneng.apps.exchange.models.goods import ORDERED
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.ledger.queries import balance_of, balances
from jieneng.core.orgs.models import Organization
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week.phones import Phone

SET_UP_AT = datetime(2025, 6, 20, 15, 0, tzinfo=BEIJING)
OPENS_AT = datetime(2025, 6, 27, 8, 30, tzinfo=BEIJING)
ENDS_AT = datetime(2025, 7, 11, 17, 0, tzinfo=BEIJING)
HANDED_AT = datetime(2025, 7, 1, 15, 0, tzinfo=BEIJING)
_SEED, _GROUPS = 20250627, 8
_GOODS = (  # name, points, unit, stock, caption, how it is drawn
    ("青石县小米", 40, "袋", 400, "五斤装小米", "bag"),
    ("青石县干香菇", 60, "盒", 200, "半斤装干香菇", "box"),
    ("青石县蜂蜜", 90, "瓶", 120, "一斤装蜂蜜", "jar"),
)
_BROUGHT = ("newspaper", "books", "cardboard", "office_paper", "plastic", "metal", "textile")
_PIECES = ("cartridge", "small_electronics")


def plan(events: Events, cast: Cast, activity: Activity, n: int) -> None:
    """Put it into the queue for `n` people, with dice of its own."""
    chance, held = random.Random(_SEED), list[Exchange]()
    clerk = cast.who(cast.city, "reviewer")
    events.put(SET_UP_AT, lambda now: held.append(_opened(activity, clerk, now)))
    places = [*cast.units, *cast.counties, cast.city]
    people = chance.choices(places, [cast.n_people[one.pk] for one in places], k=n)
    for number in range(_GROUPS):
        moment = OPENS_AT + timedelta(minutes=20 + 55 * number)
        events.put(moment, partial(_come, cast, held, people[number::_GROUPS], chance))
    events.put(HANDED_AT, partial(_hand_over, cast, held))


def _opened(activity: Activity, clerk: Any, now: datetime) -> Exchange:
    terms = holding.Terms(
        OPENS_AT, ENDS_AT, place="市行政中心东门回收点", region="青石县", donates_to="青石县中心小学图书角"
    )
    made = holding.set_up(activity, terms, by=clerk, now=now)
    for name, points, unit, n, caption, shape in _GOODS:
        picture = SimpleUploadedFile(f"{name}.jpg", photos.good(shape), "image/jpeg")
        kept = store(picture, organization=made.organization, by=clerk)
        goods.add_good(made, goods.Offer(name, points, unit, "青石县", kept, caption), n, by=clerk, now=now)
    for day in range(3):
        starts = OPENS_AT + timedelta(days=day * 7, minutes=30)
        holding.add_slot(made, starts, starts + timedelta(hours=2), 60, "东门回收点", by=clerk)
    return holding.open_exchange(made, by=clerk, now=now)


def _come(cast: Cast, held: list[Exchange], people: list[Organization], chance: random.Random, now: datetime) -> None:
    """Each gets a card by the public page, is weighed at the counter; who has the points orders on the card's page."""
    exchange, phone, clerk = held[0], Phone(), cast.who(cast.city, "reporter")
    items = {one.code: one for one in exchange.items.all()}
    offered = list(exchange.goods.select_related("stock").order_by("points"))
    for place in people:
        page = phone.taken_up().send(reverse("exchange:public_take_card", args=[exchange.code]), organization=place.pk)
        card = Card.objects.select_related("organization", "account", "exchange__activity").latest("pk")
        brought = {items[code].pk: _kg(chance) for code in chance.sample(_BROUGHT, k=chance.randint(1, 3))}
        if chance.random() < 0.2:
            brought[items[chance.choice(_PIECES)].pk] = Decimal(chance.randint(1, 3))
        weighing.weigh(card, brought, by=clerk, now=now)
        _spend(phone, page, balance_of(card.account), _in_stock(offered), chance)


def _kg(chance: random.Random) -> Decimal:
    return Decimal(chance.randint(30, 620)).scaleb(-2)


def _in_stock(offered: list[Any]) -> list[Any]:
    """What is still to be had, as the card's page offers it."""
    left = balances([good.stock for good in offered])
    return [good for good in offered if left[good.stock_id]]


def _spend(phone: Phone, page: str, points: Decimal, offered: list[Any], chance: random.Random) -> None:
    good = next((one for one in reversed(offered) if one.points <= points), None)
    form = {"key": UUID(int=chance.getrandbits(128)).hex}
    if chance.random() < 0.08 and points >= 10:
        phone.send(f"{page}donate", points=10, _key=form["key"])
    elif good is not None and chance.random() < 0.7:
        phone.send(f"{page}order", good=good.pk, n=1, _key=form["key"])


def _hand_over(cast: Cast, held: list[Exchange], now: datetime) -> None:
    """Three of four have come for what they ordered."""
    clerk = cast.who(cast.city, "reporter")
    for order in [one for card in held[0].cards.all() for one in card.orders.filter(state=ORDERED)]:
        if order.pk % 4:
            goods.hand_over(order, codes.order_code(order), by=clerk, now=now)
