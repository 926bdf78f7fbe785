"""Without signing in: the page of an exchange, a card with its points, slots, goods, gifts and statement."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import cards, goods
from jieneng.apps.exchange.models import Booking, Card, Exchange, Good, Order, Slot
from jieneng.apps.exchange.models.goods import ORDERED
from jieneng.apps.exchange.queries import desk, statements
from jieneng.apps.exchange.sheets import XLSX, card_sheet
from jieneng.apps.exchange.views.common import card_of, doer, form_key, may_act
from jieneng.core.files.models import Attachment
from jieneng.core.files.views import sent_to_public, small_to_public
from jieneng.core.ledger.queries import balance_of, lines_page
from jieneng.core.orgs import names
from jieneng.core.orgs.acting import roles_at
from jieneng.core.orgs.chosen import chosen_here, remember
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number
from jieneng.ui.seldom import require_seldom

_DAYS = 90 * 24 * 3600
_FOUND, _SHOWN = 12, 20


@never_cache
@require_safe
def public(request: HttpRequest, code: str) -> HttpResponse:
    """云兑换: what to bring and what it gives, when, and what there is for it; one's card, or how to get one."""
    exchange, now = _open(code), timezone.now()
    own = request.acting.organization if request.user.is_authenticated and request.acting else None
    card = _card_here(request, exchange)
    said = request.GET.get("q", "").strip()[:40]
    context = {
        "exchange": exchange,
        "standing": desk.standing(exchange, now),
        "items": exchange.items.filter(is_taken=True),
        "slots": desk.slots_of(exchange, now),
        "goods": desk.goods_of(exchange),
        "card": card,
        "token": codes.token_of(card) if card else "",
        "balance": balance_of(card.account) if card else None,
        "own": own if own and own.path.startswith(exchange.org_path) else chosen_here(request, exchange.org_path),
        "q": said,
        "found": [] if card else _found(exchange, said),
    }
    return render(request, "exchange/public.html", context)


@require_safe
def good_small(request: HttpRequest, code: str, good: int) -> HttpResponse:
    """The small picture of a good."""
    return small_to_public(_photo(code, good)[0])


@require_safe
def good_photo(request: HttpRequest, code: str, good: int) -> HttpResponse:
    return sent_to_public(*_photo(code, good))


@never_cache
@require_POST
def take_card(request: HttpRequest, code: str) -> HttpResponse:
    """Get a card as somebody of an organisation."""
    exchange, now = _open(code), timezone.now()
    require_seldom(request, "exchange-card", most=300, now=now)
    organization = get_object_or_404(Organization.objects.open(), pk=number(request.POST.get("organization")))
    person = request.user if request.user.is_authenticated and roles_at(request.user, organization) else None
    card = _card_here(request, exchange) if person is None else None
    card = card or cards.take_card(exchange, organization, person=person, now=now)
    token = codes.token_of(card)
    response = redirect("exchange:public_card", token=token)
    _remember(response, exchange, token)
    if person is None:
        remember(response, organization.pk)
    return response


@never_cache
@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """兑换卡: its points, what is booked and ordered, what one may do with them."""
    shown, now = card_of(request, token), timezone.now()
    exchange = shown.exchange
    may_serve = may_act(request, exchange.organization, "exchange.serve")
    orders = shown.orders.filter(state=ORDERED).select_related("good")[:_SHOWN]
    address = f"{settings.JIENENG_BASE_URL}{reverse('exchange:public_card', args=[token])}"
    context = {
        "card": shown,
        "token": token,
        "exchange": exchange,
        "is_on": exchange.is_on(now),
        "balance": balance_of(shown.account),
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=2),
        "bookings": desk.bookings_of(shown),
        "slots": desk.slots_of(exchange, now) if exchange.is_open else [],
        "orders": [(one, codes.order_code(one)) for one in orders],
        "goods": desk.goods_of(exchange),
        "page": lines_page(shown.account, request.GET.get("before", ""), size=_SHOWN),
        "may_serve": may_serve,
    }
    response = render(request, "exchange/card.html", context)
    if not shown.is_of_unit and not may_serve:  # whoever serves has only scanned somebody's card
        _remember(response, exchange, token)
    return response


View = Callable[..., HttpResponse]


def _on_card(view: Callable[..., str]) -> View:
    """A POST on a card: does it, says what came of it, and leads back to the card."""

    @never_cache
    @require_POST
    @wraps(view)
    def done(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        require_seldom(request, "exchange-do", most=600, now=timezone.now())
        said = view(request, card_of(request, token), **kwargs)
        messages.info(request, said)
        return redirect("exchange:public_card", token=token)

    return done


@_on_card
def book(request: HttpRequest, card: Card) -> str:
    slot = get_object_or_404(Slot, pk=number(request.POST.get("slot")), exchange=card.exchange)
    made = cards.book(card, slot, by=doer(request), now=timezone.now())
    return _("已预约，%(no)s 号。") % {"no": made.no}


@_on_card
def cancel_booking(request: HttpRequest, card: Card, booking: int) -> str:
    one = get_object_or_404(Booking, pk=booking, card=card)
    cards.cancel_booking(one, by=doer(request), now=timezone.now())
    return _("已取消预约。")


@_on_card
def order(request: HttpRequest, card: Card) -> str:
    good = get_object_or_404(Good, pk=number(request.POST.get("good")), exchange=card.exchange)
    n = number(request.POST.get("n"))
    made = goods.order(card, good, n, form_key(request), by=doer(request), now=timezone.now())
    return _("已兑换，取货码 %(code)s。") % {"code": codes.order_code(made)}


@_on_card
def cancel_order(request: HttpRequest, card: Card, order: int) -> str:
    one = get_object_or_404(Order, pk=order, card=card)
    goods.cancel(one, by=doer(request), now=timezone.now())
    return _("已取消，积分已退回。")


@_on_card
def donate(request: HttpRequest, card: Card) -> str:
    points = number(request.POST.get("points"))
    goods.donate(card, points, form_key(request), by=doer(request), now=timezone.now())
    return _("已捐赠 %(n)s 分，感谢参与。") % {"n": points}


@never_cache
@require_safe
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """积分月结单 of a card, to be printed."""
    shown, now = card_of(request, token), timezone.now()
    context = {
        "card": shown,
        "token": token,
        "exchange": shown.exchange,
        "said": statements.card_statement(shown, statements.month_of(request.GET.get("month", ""), now)),
        "months": statements.months_since(shown.at, now),
    }
    return render(request, "exchange/card_statement.html", context)


@never_cache
@require_safe
def statement_sheet(request: HttpRequest, token: str) -> HttpResponse:
    shown = card_of(request, token)
    require_seldom(request, "exchange-sheet", most=30, now=timezone.now())
    month = statements.month_of(request.GET.get("month", ""), timezone.now())
    response = HttpResponse(card_sheet(shown, statements.card_statement(shown, month)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="points-{month.code}.xlsx"'
    return response


def _open(code: str) -> Exchange:
    """An exchange that anybody may open."""
    rows = Exchange.objects.opened().select_related("activity__campaign", "organization")
    return get_object_or_404(rows, code=code)


def _photo(code: str, good: int) -> tuple[Attachment, str]:
    """The photograph of a good, and its name; one that is off stays in what was ordered."""
    rows = Good.objects.filter(exchange__opened_at__isnull=False, exchange__code=code).select_related("photo")
    shown = get_object_or_404(rows, pk=good)
    if shown.photo is None:
        raise Http404
    return shown.photo, shown.name


def _card_here(request: HttpRequest, exchange: Exchange) -> Card | None:
    """The card that was opened in this browser; else that of whoever is signed in."""
    rows = Card.objects.filter(exchange=exchange).select_related("organization", "account")
    pk = codes.card_named(request.COOKIES.get(_cookie(exchange), ""))
    found = rows.filter(pk=pk, holder="person").first() if pk else None
    if found is None and request.user.is_authenticated:
        found = rows.filter(person=request.user).first()
    if found is not None:
        found.exchange = exchange
    return found


def _found(exchange: Exchange, said: str) -> list[Organization]:
    """Organisations of its range by any two characters of their name."""
    ids = names.search(said, [frozenset({f"p{exchange.org_path.lower()}"})], most=_FOUND)
    return list(Organization.objects.open().filter(pk__in=ids)[:_FOUND])


def _cookie(exchange: Exchange) -> str:
    return f"jieneng_card_{exchange.pk}"


def _remember(response: Any, exchange: Exchange, token: str) -> None:
    said = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE, "path": "/exchange/"}
    response.set_cookie(_cookie(exchange), token, max_age=_DAYS, **said)
