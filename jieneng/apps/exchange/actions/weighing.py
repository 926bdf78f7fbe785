"""Weigh what was brought, and give the points for it; take a wrong weighing back whole."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.exchange import books
from jieneng.apps.exchange.actions.holding import require_on
from jieneng.apps.exchange.counting import count, of_delivery
from jieneng.apps.exchange.models import Card, Delivery, Item, Weight
from jieneng.apps.exchange.models.exchange import KG
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place, place_of
from jieneng.core.files.models import Attachment
from jieneng.core.ledger import actions as ledger
from jieneng.core.ledger.actions import Move
from jieneng.core.orgs.acting import require
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.recycling import recycling_limits
from jieneng.ui.refusals import Refused


def points_for(amount: Decimal, rate: int) -> int:
    """Whole points, what is left over is dropped.

    >>> points_for(Decimal("2.35"), 10), points_for(Decimal("3"), 20)
    (23, 60)
    """
    return int((amount * rate).to_integral_value(ROUND_FLOOR))


@transaction.atomic
def weigh(
    card: Card, amounts: Mapping[int, Decimal], *, photo: Attachment | None = None, by: Any, now: datetime
) -> Delivery:
    """One delivery: so much of each item (by id); the points are on the card at once."""
    exchange = card.exchange
    require(by, exchange.organization, "exchange.serve")
    require_on(exchange, now)
    weights = _weights(exchange.items.filter(is_taken=True).in_bulk(list(amounts)), amounts)
    points = sum(weight.points for weight in weights)
    place = place_of(card.organization, exchange.activity.campaign.year)
    made = Delivery(
        exchange=exchange,
        card=card,
        organization=card.organization,
        org_path=card.organization.path,
        photo=photo,
        points=points,
        by=by,
        at=now,
        route=place.route,
        category=place.category,
        day=in_beijing(now).date(),
    )
    if points:
        issued = books.points(exchange)[books.ISSUED]
        text = "、".join(f"{weight.item.name}{said(weight)}" for weight in weights)
        moves = [Move(issued, card.account, points)]
        key = f"exchange:delivery:{secrets.token_hex(12)}"
        made.entry = ledger.post(key, moves, what="weigh", text=text, by=by, now=now).entry
    made.save(force_insert=True)
    for weight in weights:
        weight.delivery = made
    Weight.objects.bulk_create(weights)
    count(exchange.activity, made.day, place, of_delivery(points, weights))
    record(by, "exchange.weigh", made, changes={"points": points}, at=exchange.organization)
    return made


@transaction.atomic
def take_back(delivery: Delivery, *, because: str, by: Any, now: datetime) -> Delivery:
    """A weighing was wrong: its points are taken from the card by an entry of its own. Refused where they are spent."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("exchange__activity__campaign", "entry")
    found = rows.select_related("exchange__organization").get(pk=delivery.pk)
    exchange = found.exchange
    require(by, exchange.organization, "exchange.serve")
    if found.taken_back_at is not None:
        raise Refused("delivery-taken-back")
    if not because.strip():
        raise Refused("reason-missing", what="作废原因")
    if found.entry is not None:
        ledger.reverse(found.entry, f"exchange:delivery-back:{found.pk}", text="称重作废", by=by, now=now)
    found.taken_back_at, found.taken_back_by, found.because = now, by, because.strip()[:200]
    found.save(update_fields=["taken_back_at", "taken_back_by", "because"])
    change = of_delivery(found.points, found.weights.select_related("item"))
    count(exchange.activity, found.day, Place(found.route, found.category), change, sign=-1)
    record(by, "exchange.take_back", found, because=found.because, at=exchange.organization)
    return found


def said(weight: Weight) -> str:
    """An amount with its unit: 2.35公斤, 3件."""
    return f"{weight.amount.normalize():f}{weight.item.get_unit_display()}"


def _weights(items: Mapping[int, Item], amounts: Mapping[int, Decimal]) -> list[Weight]:
    limits = recycling_limits()
    found = []
    for pk, amount in amounts.items():
        if pk not in items:
            raise Refused("item-not-taken")
        item = items[pk]
        most = limits.most_kg if item.unit == KG else limits.most_pieces
        if item.unit != KG and amount != amount.to_integral_value():
            raise Refused("pieces-whole", item=item.name)
        if not 0 < amount <= most:
            raise Refused("amount-implausible", item=item.name, most=most, unit=item.get_unit_display())
        found.append(Weight(item=item, amount=amount, rate=item.points, points=points_for(amount, item.points)))
    if not found:
        raise Refused("nothing-weighed")
    return found
