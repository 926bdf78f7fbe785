"""Hazardous waste: a store and its stock, what units bring, sheets with two signatures, the manifest."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.exchange.actions import waste as actions
from jieneng.apps.exchange.forms import PickUpForm, SheetForm, SignUpForm, StoreForm
from jieneng.apps.exchange.models import PickUp, Sheet, SignUp, Store
from jieneng.apps.exchange.models.waste import DRAFT, HANDED, RECEIVED
from jieneng.apps.exchange.queries import desk, waste
from jieneng.apps.exchange.views.common import (
    kept_store,
    near_store,
    own_activity,
    photo_of,
    seen_store,
    shown_again,
)
from jieneng.core import paths
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import Kept, enter
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.sight import sees
from jieneng.rulebook.recycling import hazardous
from jieneng.ui.refusals import Refused

LOOKS = {HANDED: "wait", RECEIVED: "done"}


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    planned = own_activity(request, activity, "exchange.store")
    return _store_form(request, StoreForm(initial={"place": planned.place}), planned)


@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    planned, form = own_activity(request, activity, "exchange.store"), StoreForm(request.POST)
    if not form.is_valid():
        return _store_form(request, form, planned, status=422)
    try:
        made = actions.set_up_store(planned, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return shown_again(form, refused, lambda status: _store_form(request, form, planned, status=status))
    messages.info(request, _("暂存点已设立，下级单位可以移交。"))
    return redirect("exchange:store", pk=made.pk)


@login_required
@require_safe
def store(request: HttpRequest, pk: int) -> HttpResponse:
    """One store: what lies there and for how long, what waits for the second signature, days, manifests."""
    return _store_page(request, seen_store(request, pk), PickUpForm())


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    kept = kept_store(request, pk)
    return _store_form(request, StoreForm(initial=vars(kept)), kept.activity, kept)


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    kept, form = kept_store(request, pk), StoreForm(request.POST)
    if not form.is_valid():
        return _store_form(request, form, kept.activity, kept, status=422)
    try:
        actions.change_store(kept, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return shown_again(form, refused, lambda n: _store_form(request, form, kept.activity, kept, status=n))
    messages.info(request, _("已保存。"))
    return redirect("exchange:store", pk=pk)


@deed
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_store(kept_store(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已停用。"))
    return redirect("exchange:store", pk=pk)


@deed
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    kept, form = kept_store(request, pk), PickUpForm(request.POST)
    if not form.is_valid():
        return _store_page(request, kept, form, status=422)
    try:
        actions.plan_pick_up(kept, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return shown_again(form, refused, lambda status: _store_page(request, kept, form, status=status))
    messages.info(request, _("统一收运已安排，下级单位可以报名。"))
    return redirect("exchange:store", pk=pk)


@login_required
@require_safe
def pick_up(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    """Who comes on a pick-up day."""
    kept = seen_store(request, pk)
    one = get_object_or_404(PickUp, pk=day, store=kept)
    signs = one.sign_ups.select_related("organization", "by")
    acting = acting_of(request)
    may_keep = acting.organization == kept.organization and acting.may("exchange.store")
    handed = waste.handed_on(one)
    rows = [(sign, handed.get(sign.organization_id)) for sign in signs]
    context = {"store": kept, "day": one, "signs": rows, "may_drop": may_keep and not signs and not one.dropped_at}
    return render(request, "exchange/pick_up.html", context)


@deed
def drop_pick_up(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    one = get_object_or_404(PickUp, pk=day, store=kept_store(request, pk), dropped_at=None)
    actions.drop_pick_up(one, by=request.user, now=timezone.now())
    messages.info(request, _("收运日已取消。"))
    return redirect("exchange:store", pk=pk)


@login_required
@require_safe
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """移交有害垃圾 of the organisation one acts for."""
    return _bring_page(request, near_store(request, pk), SheetForm(), SignUpForm())


def _photo(request: HttpRequest, pk: int) -> Kept | None:
    near_store(request, pk)
    return photo_of(request, acting_of(request).organization)


@first(_photo)
@deed
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's signature under one kind that it hands over."""
    near, organization = near_store(request, pk), acting_of(request).organization
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _bring_page(request, near, form, SignUpForm(), status=422)
    try:
        photo = enter(made_before(request), organization=organization, by=request.user)
        if photo.kind != "image":
            raise Refused("bad-image", name=photo.name)
        now = timezone.now()
        day = waste.day_now(near, organization, now)
        made = actions.hand_in(near, organization, form.handed(), photo, pick_up=day, by=request.user, now=now)
    except Refused as refused:
        return shown_again(form, refused, lambda n: _bring_page(request, near, form, SignUpForm(), status=n))
    messages.info(request, _("已签移交，暂存点核对实物后接收。"))
    return redirect("exchange:sheet", pk=made.pk)


@deed
def sign_up(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    near, organization = near_store(request, pk), acting_of(request).organization
    one, form = get_object_or_404(PickUp, pk=day, store=near), SignUpForm(request.POST)
    if not form.is_valid():
        return _bring_page(request, near, SheetForm(), form, status=422)
    actions.sign_up(one, organization, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.info(request, _("已报名。"))
    return redirect("exchange:bring", pk=pk)


@deed
def leave(request: HttpRequest, pk: int, sign: int) -> HttpResponse:
    near, organization = near_store(request, pk), acting_of(request).organization
    actions.leave(get_object_or_404(SignUp, pk=sign, pick_up__store=near, organization=organization), by=request.user)
    messages.info(request, _("已退出。"))
    return redirect("exchange:bring", pk=pk)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """有害垃圾交接单, to be signed by the store, and to be printed."""
    shown = _sheet(request, pk)
    acting: Any = request.acting
    is_keeper = acting and acting.organization == shown.store.organization and acting.may("exchange.store")
    context = {
        "sheet": shown,
        "store": shown.store,
        "name": hazardous()[shown.kind].label,
        "look": LOOKS.get(shown.state, "back"),
        "may_sign": is_keeper and shown.state == HANDED,
        "is_own": shown.handed_by_id == request.user.pk,
        "sees_store": sees(request.user, shown.store.organization),
    }
    return render(request, "exchange/sheet.html", context)


@deed
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    actions.receive(_sheet(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已接收入库。"))
    return redirect("exchange:sheet", pk=pk)


@deed
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    actions.send_back(_sheet(request, pk), because=request.POST.get("because", ""), by=request.user)
    messages.info(request, _("已退回，移交单位重新填写。"))
    return redirect("exchange:sheet", pk=pk)


def _sheet(request: HttpRequest, pk: int) -> Sheet:
    rows = Sheet.objects.select_related("store__organization", "store__activity", "organization", "photo")
    rows = rows.select_related("handed_by", "received_by", "manifest", "entry")
    return get_object_or_404(rows.visible_to(request.user), pk=pk)


def _store_form(
    request: HttpRequest, form: StoreForm, activity: Activity, changed: Store | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "activity": activity, "store": changed}
    return render(request, "exchange/store_form.html", context, status=status)


def _store_page(request: HttpRequest, shown: Store, form: PickUpForm, status: int = 200) -> HttpResponse:
    now, acting = timezone.now(), acting_of(request)
    is_keeper = acting.organization == shown.organization and acting.may("exchange.store")
    may_keep = is_keeper and not shown.closed_at
    stock = waste.in_store(shown, now)
    kg = sum(one.kg for one in stock)
    manifests = waste.manifests_of(shown, now)
    context = {
        "store": shown,
        "stock": stock,
        "kg": kg,
        "is_full": shown.limit_kg is not None and kg > shown.limit_kg,
        "late": [one for one in stock if one.look in ("late", "back")],
        "waiting": [(one, hazardous()[one.kind].label) for one in waste.waiting(shown)],
        "sheets": [
            (one, hazardous()[one.kind].label, LOOKS.get(one.state, "back")) for one in waste.latest_sheets(shown)
        ],
        "days": waste.days_of(shown),
        "manifests": manifests,
        "draft": next((one.manifest for one in manifests if one.manifest.state == DRAFT), None),
        "unanswered": [one.manifest for one in manifests if one.is_late],
        "is_keeper": is_keeper,
        "figures": desk.figures_of(shown.activity_id, shown.org_path),
        "form": form,
        "may_keep": may_keep,
        "may_bring": paths.is_within(acting.organization.path, shown.org_path) and not shown.closed_at,
    }
    return render(request, "exchange/store.html", context, status=status)


def _bring_page(
    request: HttpRequest, near: Store, form: SheetForm, sign_form: SignUpForm, status: int = 200
) -> HttpResponse:
    acting, now = acting_of(request), timezone.now()
    sheets = waste.latest_sheets(near, acting.organization)
    context = {
        "store": near,
        "form": form,
        "sign_form": sign_form,
        "days": waste.days_of(near, acting.organization, now),
        "sheets": [(one, hazardous()[one.kind].label, LOOKS.get(one.state, "back")) for one in sheets],
        "may_bring": acting.may("exchange.hand_waste") and not near.closed_at,
    }
    return render(request, "exchange/bring.html", context, status=status)
