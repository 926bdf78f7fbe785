"""At the counter, on a phone: find the card, weigh, hand over against the code; what was done there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import goods, weighing
from jieneng.apps.exchange.forms import WeighForm
from jieneng.apps.exchange.models import Card, Delivery, Exchange, Order
from jieneng.apps.exchange.models.goods import HANDED, ORDERED, STATES
from jieneng.apps.exchange.queries import desk
from jieneng.apps.exchange.views.common import held, photo_of, seen, shown_again
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files.actions import Kept, enter
from jieneng.core.ledger.queries import balance_of
from jieneng.core.orgs.sight import sees
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

LOOKS = {ORDERED: "wait", HANDED: "done"}


@login_required
@require_safe
def counter(request: HttpRequest, pk: int) -> HttpResponse:
    """称重发放: one field for a card's number, a scanned card, or a hand-over code."""
    exchange = held(request, pk, "exchange.serve")
    said = request.GET.get("q", "").strip()[:200]
    order = _order_said(exchange, said)
    card = None if order else (desk.card_said(exchange, said) if said else None)
    if card is not None:
        return redirect("exchange:weigh", pk=pk, card=card.pk)
    latest = Delivery.objects.filter(exchange=exchange).select_related("card", "organization")[:8]
    context = {
        "exchange": exchange,
        "q": said,
        "order": order,
        "is_waiting": order is not None and order.state == ORDERED,
        "latest": latest,
        "is_on": exchange.is_on(timezone.now()),
    }
    return render(request, "exchange/counter.html", context)


@login_required
@require_safe
def weigh(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    exchange, found = _card(request, pk, card)
    return _weigh_page(request, exchange, found, WeighForm(items=list(exchange.items.filter(is_taken=True))))


def _photo(request: HttpRequest, pk: int, card: int) -> Kept | None:
    return photo_of(request, held(request, pk, "exchange.serve").organization)


@first(_photo)
@deed
def enter_weight(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Enter what was weighed."""
    exchange, found = _card(request, pk, card)
    form = WeighForm(request.POST, request.FILES, items=list(exchange.items.filter(is_taken=True)))
    if not form.is_valid():
        return _weigh_page(request, exchange, found, form, status=422)
    try:
        kept = made_before(request)
        photo = enter(kept, organization=exchange.organization, by=request.user) if kept else None
        if photo and photo.kind != "image":
            raise Refused("bad-image", name=photo.name)
        made = weighing.weigh(found, form.amounts(), photo=photo, by=request.user, now=timezone.now())
    except Refused as refused:
        return shown_again(form, refused, lambda status: _weigh_page(request, exchange, found, form, status=status))
    messages.info(request, _("已记 %(points)s 分。") % {"points": made.points})
    return redirect("exchange:delivery", pk=made.pk)


@login_required
@require_safe
def deliveries(request: HttpRequest, pk: int) -> HttpResponse:
    """交投记录, a page at a time."""
    exchange = seen(request, pk)
    page = desk.deliveries_page(exchange, number(request.GET.get("before")))
    return render(request, "exchange/deliveries.html", {"exchange": exchange, "page": page})


@login_required
@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One weighing: its lines, its points, the entry behind them."""
    rows = Delivery.objects.select_related("exchange__activity", "exchange__organization", "card", "organization")
    shown = get_object_or_404(
        rows.select_related("by", "photo", "entry", "taken_back_by").visible_to(request.user), pk=pk
    )
    acting: Any = request.acting
    may_serve = acting and acting.organization == shown.exchange.organization and acting.may("exchange.serve")
    context = {
        "one": shown,
        "exchange": shown.exchange,
        "weights": shown.weights.select_related("item"),
        "may_serve": may_serve,
        "sees_exchange": sees(request.user, shown.exchange.organization),
    }
    return render(request, "exchange/delivery.html", context)


@deed
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Delivery.objects.visible_to(request.user), pk=pk)
    weighing.take_back(shown, because=request.POST.get("because", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已作废，积分已扣回；请重新称重。"))
    return redirect("exchange:delivery", pk=pk)


@login_required
@require_safe
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    """物品兑换, a page at a time."""
    exchange = seen(request, pk)
    state = request.GET.get("state", "") if request.GET.get("state") in dict(STATES) else ""
    page = desk.orders_page(exchange, state, number(request.GET.get("before")))
    rows = [(one, LOOKS.get(one.state, "idle")) for one in page.rows]
    context = {"exchange": exchange, "page": page, "rows": rows, "state": state, "states": STATES}
    return render(request, "exchange/orders.html", context)


@deed
def hand_over(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    one = get_object_or_404(Order, pk=order, exchange=held(request, pk, "exchange.serve"))
    goods.hand_over(one, request.POST.get("code", ""), by=request.user, now=timezone.now())
    messages.info(request, _("已发放：%(good)s %(n)s。") % {"good": one.good.name, "n": one.n})
    return redirect("exchange:counter", pk=pk)


def _order_said(exchange: Exchange, said: str) -> Order | None:
    pk = codes.order_named(said) if said else None
    rows = Order.objects.filter(exchange=exchange).select_related("good", "card", "organization")
    return rows.filter(pk=pk).first() if pk else None


def _card(request: HttpRequest, pk: int, card: int) -> tuple[Exchange, Card]:
    exchange = held(request, pk, "exchange.serve")
    rows = Card.objects.select_related("exchange__activity__campaign", "exchange__organization")
    return exchange, get_object_or_404(rows.select_related("organization", "account"), pk=card, exchange=exchange)


def _weigh_page(
    request: HttpRequest, exchange: Exchange, card: Card, form: WeighForm, status: int = 200
) -> HttpResponse:
    context = {
        "exchange": exchange,
        "card": card,
        "form": form,
        "balance": balance_of(card.account),
        "bookings": desk.bookings_of(card),
        "is_on": exchange.is_on(timezone.now()),
    }
    return render(request, "exchange/weigh.html", context, status=status)
