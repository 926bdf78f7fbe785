"""The codes by which a card and an order are known: signed, so that nothing has to be kept for them."""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings
from django.core.signing import BadSignature, Signer

from jieneng.apps.exchange.models import Card, Order

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
_NO, _MARK = 6, 6
_cards = Signer(salt="exchange card", sep=".")


def new_no() -> str:
    """A card's number, to be read out; it finds the card and opens nothing."""
    return "".join(secrets.choice(LETTERS) for _ in range(_NO))


def token_of(card: Card) -> str:
    """What opens a card: whoever has it may spend its points."""
    return _cards.sign(str(card.pk))


def card_named(token: str) -> int | None:
    """The id in a token, as it stands in an address or was scanned; None for any other text."""
    said = token.strip().rstrip("/").rpartition("/")[2]
    try:
        pk = _cards.unsign(said)
    except BadSignature:
        return None
    return int(pk) if pk.isascii() and pk.isdecimal() else None


def order_code(order: Order) -> str:
    """What is said at the counter to be given the goods."""
    return f"{order.pk}-{_mark(order.pk)}"


def order_named(said: str) -> int | None:
    """The id that a hand-over code names, None where it is wrong."""
    number, _, mark = said.strip().upper().partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):
        return None
    return int(number) if hmac.compare_digest(mark.encode(), _mark(int(number)).encode()) else None


def no_form(said: str) -> str:
    """A card's number as it was typed, as it is kept."""
    return "".join(sign for sign in said.upper() if sign in LETTERS)[:_NO]


def _mark(pk: int) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"exchange order|{pk}".encode(), sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:_MARK])
