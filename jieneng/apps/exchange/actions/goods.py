"""Put goods on offer, take in stock, order for points, hand over against the code, give points away.

Points and stock are guarded accounts of the ledger: an order takes both or nothing, and of orders at the same moment
those go through for which there is enough. The same form sent twice is one order.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from jieneng.apps.exchange import books, codes
from jieneng.apps.exchange.actions.holding import held, require_on
from jieneng.apps.exchange.counting import count, of_donation, of_order
from jieneng.apps.exchange.models import Card, Donation, Exchange, Good, Order
from jieneng.apps.exchange.models.goods import CANCELLED, HANDED, ORDERED
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place, place_of
from jieneng.core.files.models import Attachment
from jieneng.core.ledger import actions as ledger
from jieneng.core.ledger.actions import Move
from jieneng.core.orgs.acting import require
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import recycling_limits
from jieneng.ui.refusals import Refused

MOST_GOODS, MOST_AT_ONCE, MOST_STOCK = 100, 50, 100_000


@dataclass(frozen=True)
class Offer:
    """What is said of a good."""

    name: str
    points: int
    unit: str = "件"
    origin: str = ""
    photo: Attachment | None = None
    caption: str = ""


@transaction.atomic
def add_good(exchange: Exchange, offer: Offer, n: int, *, by: Any, now: datetime) -> Good:
    """Put a good on offer, with so many in stock."""
    exchange = held(exchange, by)
    _require_picture(offer.photo, offer.caption)
    if exchange.goods.filter(off_at=None).count() >= MOST_GOODS:
        raise Refused("goods-too-many", limit=MOST_GOODS)
    with once("good-exists", name=offer.name):
        stock = books.open_stock(exchange, f"g{secrets.token_hex(4)}", offer.name, offer.unit, now)
        made = Good.objects.create(exchange=exchange, stock=stock, at=now, **vars(offer))
    if n:
        _stock_in(made, n, by=by, now=now)
    record(by, "exchange.add_good", made, changes={"n": n}, at=exchange.organization)
    return made


@transaction.atomic
def stock_in(good: Good, n: int, key: str, *, by: Any, now: datetime) -> None:
    """More of a good has come in."""
    exchange = held(good.exchange, by)
    _stock_in(good, n, by=by, now=now, key=key)
    record(by, "exchange.stock_in", good, changes={"n": n}, at=exchange.organization)


@transaction.atomic
def set_points(good: Good, points: int, *, is_off: bool, by: Any, now: datetime) -> None:
    """What it costs from now on, and whether it is on offer."""
    exchange = held(good.exchange, by)
    if points < 1:
        raise Refused("good-points")
    good.points, good.off_at = points, now if is_off else None
    good.save(update_fields=["points", "off_at"])
    record(by, "exchange.set_points", good, changes={"points": points}, at=exchange.organization)


@transaction.atomic
def show(good: Good, photo: Attachment | None, caption: str, *, by: Any) -> None:
    """A photograph of a good, or another caption of the one there is."""
    exchange = held(good.exchange, by)
    good = Good.objects.select_for_update(of=("self",)).select_related("photo").get(pk=good.pk)
    good.photo, good.caption = photo or good.photo, " ".join(caption.split())[:100]
    if good.photo is None:
        raise Refused("no-file")
    _require_picture(good.photo, good.caption)
    good.save(update_fields=["photo", "caption"])
    record(by, "exchange.show_good", good, at=exchange.organization)


@transaction.atomic
def take_photo_down(good: Good, *, by: Any) -> None:
    exchange = held(good.exchange, by)
    Good.objects.filter(pk=good.pk).update(photo=None, caption="")
    record(by, "exchange.hide_good_photo", good, at=exchange.organization)


def order(card: Card, good: Good, n: int, key: str, *, by: Any, now: datetime) -> Order:
    """So many of a good for the points of a card; the same key is the same order."""
    try:
        return _order(card, good, n, key, by=by, now=now)
    except IntegrityError:  # the same form, sent twice at the same moment
        return Order.objects.get(form_key=key, card=card)


@transaction.atomic
def cancel(order: Order, *, by: Any, now: datetime) -> Order:
    """Give an order up before it is handed over: points and goods go back."""
    found = _locked(order)
    _require_waiting(found)
    points, goods = books.points(found.exchange), books.of_good(found.good)
    back = [
        Move(points[books.HELD], found.card.account, found.points),
        Move(goods[books.RESERVED], goods[books.STOCK], found.n),
    ]
    ledger.post(f"exchange:cancel:{found.pk}", back, what="cancel", text=f"取消兑换{found.good.name}", by=by, now=now)
    found.state, found.cancelled_at = CANCELLED, now
    found.save(update_fields=["state", "cancelled_at"])
    record(by, "exchange.cancel_order", found, at=found.organization)
    return found


@transaction.atomic
def hand_over(order: Order, code: str, *, by: Any, now: datetime) -> Order:
    """Give the goods to whoever has the code; only now they count."""
    found = _locked(order)
    exchange = found.exchange
    require(by, exchange.organization, "exchange.serve")
    _require_waiting(found)
    if codes.order_named(code) != found.pk:
        raise Refused("order-code-wrong")
    points, goods = books.points(exchange), books.of_good(found.good)
    moves = [
        Move(points[books.HELD], points[books.REDEEMED], found.points),
        Move(goods[books.RESERVED], goods[books.GIVEN], found.n),
    ]
    ledger.post(f"exchange:hand:{found.pk}", moves, what="hand", text=f"发放{found.good.name}", by=by, now=now)
    found.state, found.handed_at, found.handed_by, found.day = HANDED, now, by, in_beijing(now).date()
    found.save(update_fields=["state", "handed_at", "handed_by", "day"])
    count(exchange.activity, found.day, Place(found.route, found.category), of_order(found.n))
    record(by, "exchange.hand_over", found, changes={"n": found.n}, at=exchange.organization)
    return found


def donate(card: Card, points: int, key: str, *, by: Any, now: datetime) -> Donation:
    """Give points away; the same key is the same gift."""
    try:
        return _donate(card, points, key, by=by, now=now)
    except IntegrityError:
        return Donation.objects.get(form_key=key, card=card)


@transaction.atomic
def _order(card: Card, good: Good, n: int, key: str, *, by: Any, now: datetime) -> Order:
    exchange = card.exchange
    done = Order.objects.filter(form_key=key).first()
    if done:
        return _same(done, card, (done.good_id, done.n) == (good.pk, n))
    require_on(exchange, now)
    good.refresh_from_db(fields=["points", "off_at"])
    if good.exchange_id != exchange.pk or good.off_at is not None:
        raise Refused("good-off")
    if not 1 <= n <= MOST_AT_ONCE:
        raise Refused("order-number", most=MOST_AT_ONCE)
    if card.orders.waiting().count() >= recycling_limits().orders_open:
        raise Refused("orders-too-many", limit=recycling_limits().orders_open)
    place = place_of(card.organization, exchange.activity.campaign.year)
    made = Order.objects.create(
        exchange=exchange,
        good=good,
        card=card,
        organization=card.organization,
        org_path=card.organization.path,
        form_key=key,
        n=n,
        points=n * good.points,
        state=ORDERED,
        at=now,
        route=place.route,
        category=place.category,
    )
    held_points, goods = books.points(exchange)[books.HELD], books.of_good(good)
    moves = [Move(card.account, held_points, made.points), Move(goods[books.STOCK], goods[books.RESERVED], n)]
    ledger.post(f"exchange:order:{made.pk}", moves, what="order", text=f"兑换{good.name}", by=by, now=now)
    record(by, "exchange.order", made, changes={"n": n, "points": made.points}, at=card.organization)
    return made


@transaction.atomic
def _donate(card: Card, points: int, key: str, *, by: Any, now: datetime) -> Donation:
    exchange = card.exchange
    done = Donation.objects.filter(form_key=key).first()
    if done:
        return _same(done, card, done.points == points)
    require_on(exchange, now)
    if points < 1:
        raise Refused("donation-some")
    place = place_of(card.organization, exchange.activity.campaign.year)
    made = Donation.objects.create(
        exchange=exchange,
        card=card,
        organization=card.organization,
        org_path=card.organization.path,
        form_key=key,
        points=points,
        at=now,
        route=place.route,
        category=place.category,
        day=in_beijing(now).date(),
    )
    donated = books.points(exchange)[books.DONATED]
    text = f"捐赠：{exchange.donates_to}" if exchange.donates_to else "捐赠"
    ledger.post(
        f"exchange:donate:{made.pk}", [Move(card.account, donated, points)], what="donate", text=text, by=by, now=now
    )
    count(exchange.activity, made.day, place, of_donation(points))
    record(by, "exchange.donate", made, changes={"points": points}, at=card.organization)
    return made


def _stock_in(good: Good, n: int, *, by: Any, now: datetime, key: str = "first") -> None:
    if not 1 <= n <= MOST_STOCK:
        raise Refused("stock-number", most=MOST_STOCK)
    goods = books.of_good(good)
    moves = [Move(goods[books.SUPPLY], goods[books.STOCK], n)]
    ledger.post(f"exchange:stock:{good.pk}:{key}", moves, what="stock_in", text=f"{good.name}入库", by=by, now=now)


def _require_picture(photo: Attachment | None, caption: str) -> None:
    if photo is not None and photo.kind != "image":
        raise Refused("bad-image", name=photo.name)
    if photo is None and caption:
        raise Refused("caption-without-photo")


def _same(done: Any, card: Card, is_same: bool) -> Any:
    if done.card_id != card.pk or not is_same:
        raise Refused("key-reused")
    return done


def _locked(order: Order) -> Order:
    rows = Order.objects.select_for_update(of=("self",)).select_related(
        "exchange__activity__campaign", "exchange__organization", "good__stock", "card__account", "organization"
    )
    return rows.get(pk=order.pk)


def _require_waiting(order: Order) -> None:
    if order.state == HANDED:
        raise Refused("order-handed", at=order.handed_at)
    if order.state != ORDERED:
        raise Refused("order-cancelled")
