"""The organiser's desk: the list, one exchange, its terms, rates, slots and goods."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.exchange import codes
from jieneng.apps.exchange.actions import cards, goods, holding
from jieneng.apps.exchange.forms import ExchangeForm, GoodForm, RatesForm, SlotForm
from jieneng.apps.exchange.models import Exchange, Good, Slot
from jieneng.apps.exchange.queries import desk, lists
from jieneng.apps.exchange.views.common import form_key, held, own_activity, photo_of, seen, shown_again
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import Kept, enter
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import acting_of
from jieneng.rulebook.recycling import recyclables
from jieneng.ui.asked import number
from jieneng.ui.listings import are_empty
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def exchanges(request: HttpRequest) -> HttpResponse:
    """兑换: one's own, those one may take part in, stores of hazardous waste, activities that have none yet."""
    acting, now = acting_of(request), timezone.now()
    if not acting.sees_business:
        raise Refused("no-role")
    found = lists.listings(acting, now)
    return render(request, "exchange/exchanges.html", {"listings": found, "is_empty": are_empty(found)})


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    planned = own_activity(request, activity, "exchange.hold")
    return _form_page(request, ExchangeForm(activity=planned), planned)


@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    planned = own_activity(request, activity, "exchange.hold")
    form = ExchangeForm(request.POST, activity=planned)
    if not form.is_valid():
        return _form_page(request, form, planned, status=422)
    try:
        made = holding.set_up(planned, form.terms(), by=request.user, now=timezone.now())
    except Refused as refused:
        return shown_again(form, refused, lambda status: _form_page(request, form, planned, status=status))
    messages.info(request, _("兑换已建立，请核对积分标准，安排时段和物品后发布。"))
    return redirect("exchange:exchange", pk=made.pk)


@login_required
@require_safe
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """One exchange: what has come together, what there is to do, its address."""
    shown, now = seen(request, pk), timezone.now()
    acting = acting_of(request)
    is_host = acting.organization == shown.organization and acting.may("exchange.hold")
    address = f"{settings.JIENENG_BASE_URL}{reverse('exchange:public', args=[shown.code])}"
    context = {
        "exchange": shown,
        "standing": desk.standing(shown, now),
        "figures": desk.figures_of(shown.activity_id, shown.org_path),
        "slots": desk.slots_of(shown, now),
        "goods": desk.goods_of(shown),
        "n_waiting": shown.orders.waiting()[:100].count(),
        "is_host": is_host,
        "may_hold": is_host and shown.closed_at is None,
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2) if shown.opened_at else "",
    }
    return render(request, "exchange/exchange.html", context)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    changed = held(request, pk)
    return _form_page(request, ExchangeForm(activity=changed.activity, exchange=changed), changed.activity, changed)


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    changed = held(request, pk)
    form = ExchangeForm(request.POST, activity=changed.activity, exchange=changed)
    if not form.is_valid():
        return _form_page(request, form, changed.activity, changed, status=422)
    try:
        holding.change(changed, form.terms(), edit_no=number(request.POST.get("edit_no"), -1), by=request.user)
    except Refused as refused:
        return shown_again(form, refused, lambda n: _form_page(request, form, changed.activity, changed, status=n))
    messages.info(request, _("已保存。"))
    return redirect("exchange:exchange", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    holding.open_exchange(held(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发布，扫码即可参加。"))
    return redirect("exchange:exchange", pk=pk)


@deed
def close(request: HttpRequest, pk: int) -> HttpResponse:
    holding.close_exchange(held(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已结束，不再预约、称重和兑换，已兑换的物品仍可发放。"))
    return redirect("exchange:exchange", pk=pk)


@login_required
@require_safe
def rates(request: HttpRequest, pk: int) -> HttpResponse:
    """积分标准."""
    changed = held(request, pk)
    return _rates_page(request, changed, RatesForm(items=list(changed.items.all())))


@deed
def save_rates(request: HttpRequest, pk: int) -> HttpResponse:
    changed = held(request, pk)
    form = RatesForm(request.POST, items=list(changed.items.all()))
    if not form.is_valid():
        return _rates_page(request, changed, form, status=422)
    edit_no = number(request.POST.get("edit_no"), -1)
    try:
        holding.set_rates(changed, form.rates(), form.taken(), edit_no=edit_no, by=request.user)
    except Refused as refused:
        return shown_again(form, refused, lambda status: _rates_page(request, changed, form, status=status))
    messages.info(request, _("积分标准已保存，以后的称重按新标准计分。"))
    return redirect("exchange:exchange", pk=pk)


@login_required
@require_safe
def slots(request: HttpRequest, pk: int) -> HttpResponse:
    """预约时段."""
    return _slots_page(request, held(request, pk), SlotForm())


@deed
def add_slot(request: HttpRequest, pk: int) -> HttpResponse:
    changed, form = held(request, pk), SlotForm(request.POST)
    if not form.is_valid():
        return _slots_page(request, changed, form, status=422)
    try:
        holding.add_slot(changed, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return shown_again(form, refused, lambda status: _slots_page(request, changed, form, status=status))
    messages.info(request, _("已增加时段。"))
    return redirect("exchange:slots", pk=pk)


@deed
def drop_slot(request: HttpRequest, pk: int, slot: int) -> HttpResponse:
    dropped = get_object_or_404(Slot, pk=slot, exchange=held(request, pk), dropped_at=None)
    holding.drop_slot(dropped, by=request.user, now=timezone.now())
    messages.info(request, _("时段已撤销。"))
    return redirect("exchange:slots", pk=pk)


@login_required
@require_safe
def offered(request: HttpRequest, pk: int) -> HttpResponse:
    """帮扶物品."""
    return _goods_page(request, held(request, pk), GoodForm())


def _photo(request: HttpRequest, pk: int, **_: int) -> Kept | None:
    return photo_of(request, held(request, pk).organization)


def _entered(request: HttpRequest, changed: Exchange) -> Attachment | None:
    kept = made_before(request)
    return enter(kept, organization=changed.organization, by=request.user) if kept else None


@first(_photo)
@deed
def add_good(request: HttpRequest, pk: int) -> HttpResponse:
    changed, form = held(request, pk), GoodForm(request.POST, request.FILES)
    if not form.is_valid():
        return _goods_page(request, changed, form, status=422)
    try:
        offer = form.offer(_entered(request, changed))
        goods.add_good(changed, offer, form.cleaned_data["n"], by=request.user, now=timezone.now())
    except Refused as refused:
        return shown_again(form, refused, lambda status: _goods_page(request, changed, form, status=status))
    messages.info(request, _("物品已上架。"))
    return redirect("exchange:goods", pk=pk)


@deed
def stock_in(request: HttpRequest, pk: int, good: int) -> HttpResponse:
    one = get_object_or_404(Good, pk=good, exchange=held(request, pk))
    goods.stock_in(one, number(request.POST.get("n")), form_key(request), by=request.user, now=timezone.now())
    messages.info(request, _("已入库。"))
    return redirect("exchange:goods", pk=pk)


@deed
def set_points(request: HttpRequest, pk: int, good: int) -> HttpResponse:
    one = get_object_or_404(Good, pk=good, exchange=held(request, pk))
    is_off = request.POST.get("off") == "on"
    goods.set_points(one, number(request.POST.get("points")), is_off=is_off, by=request.user, now=timezone.now())
    messages.info(request, _("已下架。") if is_off else _("已保存。"))
    return redirect("exchange:goods", pk=pk)


@first(_photo)
@deed
def show_good(request: HttpRequest, pk: int, good: int) -> HttpResponse:
    """A photograph for a good, or other words under it."""
    changed = held(request, pk)
    one = get_object_or_404(Good, pk=good, exchange=changed)
    goods.show(one, _entered(request, changed), request.POST.get("caption", ""), by=request.user)
    messages.info(request, _("照片已保存。"))
    return redirect("exchange:goods", pk=pk)


@deed
def take_photo_down(request: HttpRequest, pk: int, good: int) -> HttpResponse:
    goods.take_photo_down(get_object_or_404(Good, pk=good, exchange=held(request, pk)), by=request.user)
    messages.info(request, _("照片已撤下。"))
    return redirect("exchange:goods", pk=pk)


@deed
def unit_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of the organisation one acts for, opened where there is none yet."""
    acting = acting_of(request)
    found = get_object_or_404(Exchange.objects.around(acting.organization.path), pk=pk)
    card = cards.unit_card(found, acting.organization, by=request.user, now=timezone.now())
    return redirect("exchange:public_card", token=codes.token_of(card))


def _form_page(
    request: HttpRequest, form: ExchangeForm, activity: Activity, changed: Exchange | None = None, status: int = 200
) -> HttpResponse:
    edit_no = request.POST.get("edit_no", changed.edit_no if changed else "")
    context = {"form": form, "activity": activity, "exchange": changed, "edit_no": edit_no}
    return render(request, "exchange/edit.html", context, status=status)


def _rates_page(request: HttpRequest, changed: Exchange, form: RatesForm, status: int = 200) -> HttpResponse:
    known = recyclables()
    rows = [
        {
            "item": item,
            "taken": form[f"taken_{item.code}"],
            "points": form[f"points_{item.code}"],
            "default": known[item.code].points if item.code in known else None,
        }
        for item in form.items
    ]
    context = {"exchange": changed, "form": form, "rows": rows, "edit_no": changed.edit_no}
    return render(request, "exchange/rates.html", context, status=status)


def _slots_page(request: HttpRequest, changed: Exchange, form: SlotForm, status: int = 200) -> HttpResponse:
    context = {"exchange": changed, "form": form, "slots": desk.slots_of(changed), "may_change": not changed.closed_at}
    return render(request, "exchange/slots.html", context, status=status)


def _goods_page(request: HttpRequest, changed: Exchange, form: GoodForm, status: int = 200) -> HttpResponse:
    context = {
        "exchange": changed,
        "form": form,
        "goods": desk.goods_of(changed, with_off=True),
        "may_change": not changed.closed_at,
    }
    return render(request, "exchange/goods.html", context, status=status)
