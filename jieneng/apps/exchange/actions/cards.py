"""Get a card, book a slot, give the place back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.exchange import books, codes
from jieneng.apps.exchange.models import Booking, Card, Exchange, Slot
from jieneng.apps.exchange.models.cards import BOOKED, CANCELLED, PERSON, UNIT
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

_TRIES = 5


@transaction.atomic
def take_card(exchange: Exchange, organization: Organization, *, person: Any, now: datetime) -> Card:
    """A card for somebody of an organisation; one who is signed in has the same one again."""
    _require_in_range(exchange, organization)
    if person is not None:
        found = Card.objects.filter(exchange=exchange, person=person, organization=organization).first()
        if found:
            return found
    made = _made(exchange, organization, PERSON, person, now)
    record(person, "exchange.take_card", made, at=organization)
    return made


@transaction.atomic
def unit_card(exchange: Exchange, organization: Organization, *, by: Any, now: datetime) -> Card:
    """The card of an organisation itself."""
    require(by, organization, "exchange.take_part")
    _require_in_range(exchange, organization)
    found = Card.objects.filter(exchange=exchange, organization=organization, holder=UNIT).first()
    if found is None:
        found = _made(exchange, organization, UNIT, None, now)
        record(by, "exchange.take_card", found, at=organization)
    return found


@transaction.atomic
def book(card: Card, slot: Slot, *, by: Any, now: datetime) -> Booking:
    """Take a place in a slot, the lowest that is free; its number is unique, so two never have the same one."""
    slot = _locked(slot)
    exchange = slot.exchange
    if not exchange.is_open or slot.dropped_at is not None or now >= slot.ends_at:
        raise Refused("slot-over")
    if Booking.objects.filter(slot=slot, card=card, state=BOOKED).exists():
        raise Refused("slot-booked-already")
    no = free_place(slot)
    if no is None:
        raise Refused("slot-full")
    with once("slot-taken-meanwhile"):
        made = Booking.objects.create(slot=slot, card=card, no=no, state=BOOKED, at=now)
    record(by, "exchange.book", made, at=card.organization)
    return made


@transaction.atomic
def cancel_booking(booking: Booking, *, by: Any, now: datetime) -> None:
    """Give a place back."""
    _locked(booking.slot)
    booking = Booking.objects.select_for_update(of=("self",)).select_related("card__organization").get(pk=booking.pk)
    if booking.state != BOOKED:
        raise Refused("booking-gone")
    booking.state, booking.no, booking.left_at = CANCELLED, None, now
    booking.save(update_fields=["state", "no", "left_at"])
    record(by, "exchange.cancel_booking", booking, at=booking.card.organization)


def free_place(slot: Slot) -> int | None:
    """The lowest place that nobody has, None when all are taken; the caller holds the slot."""
    taken = set(Booking.objects.filter(slot=slot, no__isnull=False).values_list("no", flat=True))
    return next((no for no in range(1, slot.capacity + 1) if no not in taken), None)


def _locked(slot: Slot) -> Slot:
    rows = Slot.objects.select_for_update(no_key=True, of=("self",)).select_related("exchange__activity")
    return rows.get(pk=slot.pk)


def _require_in_range(exchange: Exchange, organization: Organization) -> None:
    exchange.refresh_from_db(fields=["opened_at", "closed_at"])
    if not exchange.is_open:
        raise Refused("exchange-closed", title=exchange.activity.title)
    if not organization.is_open or not paths.is_within(organization.path, exchange.org_path):
        raise Refused("exchange-not-in-range", organization=organization.name)


def _made(exchange: Exchange, organization: Organization, holder: str, person: Any, now: datetime) -> Card:
    """A card with a number that no other of the exchange has."""
    with once("card-made-meanwhile"):
        for _ in range(_TRIES):
            no = codes.new_no()
            if not Card.objects.filter(exchange=exchange, no=no).exists():
                break
        return Card.objects.create(
            exchange=exchange,
            no=no,
            holder=holder,
            organization=organization,
            org_path=organization.path,
            person=person,
            account=books.open_card_account(exchange, no, organization, now),
            at=now,
        )
