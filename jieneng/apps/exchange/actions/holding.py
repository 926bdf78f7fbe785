"""Hold an exchange: set it up, say what is taken for how much, lay out slots, open it, close it."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.exchange import books
from jieneng.apps.exchange.counting import KIND
from jieneng.apps.exchange.models import Booking, Exchange, Item, Slot
from jieneng.apps.exchange.models.cards import BOOKED
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import require
from jieneng.core.uniqueness import once
from jieneng.rulebook.recycling import recyclables, recycling_limits
from jieneng.ui.refusals import Refused

MOST_SLOTS = 200


@dataclass(frozen=True)
class Terms:
    """What the organiser decides."""

    opens_at: datetime
    ends_at: datetime
    place: str = ""
    region: str = ""
    donates_to: str = ""


@transaction.atomic
def set_up(activity: Activity, terms: Terms, *, by: Any, now: datetime) -> Exchange:
    """An exchange for an activity of one's own campaign, with all that the rulebook knows at its default rate."""
    organization = activity.campaign.organization
    require(by, organization, "exchange.hold")
    if activity.kind != KIND:
        raise Refused("exchange-kind", kind=activity.kind_label)
    _require_sense(terms)
    with once("exchange-exists", title=activity.title):
        exchange = Exchange.objects.create(
            activity=activity,
            organization=organization,
            org_path=organization.path,
            code=secrets.token_hex(6),
            made_at=now,
            **vars(terms),
        )
    _adopt(exchange)
    books.open_points(exchange, now)
    record(by, "exchange.set_up", exchange)
    return exchange


@transaction.atomic
def change(exchange: Exchange, terms: Terms, *, edit_no: int, by: Any) -> Exchange:
    exchange = held(exchange, by)
    if exchange.edit_no != edit_no:
        raise Refused("stale-form")
    if exchange.closed_at is not None:
        raise Refused("exchange-closed", title=exchange.activity.title)
    _require_sense(terms)
    for name, value in vars(terms).items():
        setattr(exchange, name, value)
    exchange.edit_no += 1
    exchange.save(update_fields=[*vars(terms), "edit_no"])
    record(by, "exchange.change", exchange)
    return exchange


@transaction.atomic
def set_rates(exchange: Exchange, rates: Mapping[str, int], taken: Iterable[str], *, edit_no: int, by: Any) -> None:
    """Which items are taken, and for how many points; what was weighed before keeps its rate."""
    exchange = held(exchange, by)
    if exchange.edit_no != edit_no:
        raise Refused("stale-form")
    wanted = set(taken)
    items = list(exchange.items.all())
    if not wanted & {item.code for item in items}:
        raise Refused("exchange-no-items")
    for item in items:
        item.points, item.is_taken = rates.get(item.code, item.points), item.code in wanted
    Item.objects.bulk_update(items, ["points", "is_taken"])
    exchange.edit_no += 1
    exchange.save(update_fields=["edit_no"])
    record(by, "exchange.set_rates", exchange, changes={"n": len(wanted)})


@transaction.atomic
def add_slot(exchange: Exchange, starts_at: datetime, ends_at: datetime, capacity: int, place: str, *, by: Any) -> Slot:
    exchange = held(exchange, by)
    if ends_at <= starts_at:
        raise Refused("exchange-times")
    if not 1 <= capacity <= recycling_limits().slot_places:
        raise Refused("slot-capacity", most=recycling_limits().slot_places)
    if exchange.slots.filter(dropped_at=None).count() >= MOST_SLOTS:
        raise Refused("slots-too-many", limit=MOST_SLOTS)
    made = Slot.objects.create(
        exchange=exchange, starts_at=starts_at, ends_at=ends_at, capacity=capacity, place=place.strip()[:100]
    )
    record(by, "exchange.add_slot", exchange, changes={"n": capacity})
    return made


@transaction.atomic
def drop_slot(slot: Slot, *, by: Any, now: datetime) -> None:
    """Take a slot back as long as nobody has booked it."""
    exchange = held(slot.exchange, by)
    slot = Slot.objects.select_for_update().get(pk=slot.pk)
    if Booking.objects.filter(slot=slot, state=BOOKED).exists():
        raise Refused("slot-booked")
    if slot.dropped_at is None:
        slot.dropped_at = now
        slot.save(update_fields=["dropped_at"])
    record(by, "exchange.drop_slot", exchange)


@transaction.atomic
def open_exchange(exchange: Exchange, *, by: Any, now: datetime) -> Exchange:
    """From now on its public page answers, and organisations of its range see it."""
    exchange = held(exchange, by)
    if exchange.opened_at is None:
        exchange.opened_at = now
        exchange.save(update_fields=["opened_at"])
        record(by, "exchange.open", exchange)
    return exchange


@transaction.atomic
def close_exchange(exchange: Exchange, *, by: Any, now: datetime) -> Exchange:
    """Nothing is booked, weighed or ordered any more; what was ordered is still handed over."""
    exchange = held(exchange, by)
    if not exchange.is_open:
        raise Refused("exchange-closed", title=exchange.activity.title)
    exchange.closed_at = now
    exchange.save(update_fields=["closed_at"])
    record(by, "exchange.close", exchange)
    return exchange


def held(exchange: Exchange, by: Any) -> Exchange:
    """The exchange, locked for who holds it."""
    require(by, exchange.organization, "exchange.hold")
    rows = Exchange.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("activity__campaign", "organization").get(pk=exchange.pk)


def require_on(exchange: Exchange, now: datetime) -> None:
    """Refuse before it begins, after it ends, and once it is closed."""
    exchange.refresh_from_db(fields=["opened_at", "closed_at", "opens_at", "ends_at"])
    if not exchange.is_open or now >= exchange.ends_at:
        raise Refused("exchange-closed", title=exchange.activity.title)
    if now < exchange.opens_at:
        raise Refused("exchange-not-begun", start=exchange.opens_at)


def _adopt(exchange: Exchange) -> None:
    Item.objects.bulk_create(
        Item(
            exchange=exchange,
            ord=n,
            code=one.code,
            name=one.label,
            unit=one.unit,
            points=one.points,
            counts=one.counts,
        )
        for n, one in enumerate(recyclables().values(), 1)
    )


def _require_sense(terms: Terms) -> None:
    if terms.ends_at <= terms.opens_at:
        raise Refused("exchange-times")
