"""The desk: the draws of the organisation one acts for, one draw with its state, setting it up, publishing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.forms import ConfirmForm, DrawForm, NumberForm, RelistForm, StrikeForm
from jieneng.apps.prizes.models import DRAFT, Draw
from jieneng.apps.prizes.queries import desk as queries
from jieneng.apps.prizes.queries.phases import phase_of, steps_of
from jieneng.apps.prizes.views.reach import acting_of, may, seen_activity, seen_draw
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import require
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """抽奖: those of one's own organisation, and the activities that could have one."""
    acting = acting_of(request)
    page = queries.draws_page(acting.organization, request.user, number(request.GET.get("after")))
    now = timezone.now()
    may_edit = acting.may("prizes.edit")
    context = {
        "page": page,
        "rows": [(draw, phase_of(draw, draw.last_list, now)) for draw in page.rows],
        "activities": queries.activities_with_players(acting.organization) if may_edit else [],
        "may_edit": may_edit,
    }
    return render(request, "prizes/draws.html", context)


@login_required
@require_safe
def new(request: HttpRequest, pk: int) -> HttpResponse:
    activity = seen_activity(request, pk)
    require(request.user, activity.campaign.organization, "prizes.edit")
    return _form_page(request, activity, None, DrawForm(initial=queries.proposed(activity)))


@deed
def make(request: HttpRequest, pk: int) -> HttpResponse:
    activity = seen_activity(request, pk)
    form = DrawForm(request.POST)
    if not form.is_valid():
        require(request.user, activity.campaign.organization, "prizes.edit")
        return _form_page(request, activity, None, form, status=422)
    try:
        made = actions.make(activity, form.terms(), by=request.user, now=timezone.now())
    except Refused as refused:
        return _wrong(request, activity, None, form, refused)
    messages.success(request, _("已保存为草稿，核对后公布规则。"))
    return redirect("prizes:draw", pk=made.pk)


@login_required
@require_safe
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: where it stands, what is public, what is next, and what can be done now."""
    return draw_page(request, seen_draw(request, pk))


def draw_page(request: HttpRequest, seen: Draw, status: int = 200, **forms: Any) -> HttpResponse:
    """Its page; `forms` come back with what is wrong in them."""
    now, lists = timezone.now(), list(seen.lists.select_related("by").order_by("-no").defer("parts"))
    last = lists[0] if lists else None
    phase = phase_of(seen, last, now)
    entered = queries.number_of(seen)
    is_open = phase.code == "number" and bool(seen.number_due_at and now >= seen.number_due_at)
    confirmed = bool(entered and entered.confirmed_at)
    is_own = bool(entered and entered.entered_by_id == request.user.pk)
    context = {
        "draw": seen,
        "phase": phase,
        "steps": steps_of(seen, phase, lists[-1] if lists else None),
        "prizes": queries.stock_of(seen),
        "lists": lists,
        "last": last,
        "entered": entered,
        "result": queries.result_of(seen),
        "counts": queries.counts_of(seen) if seen.state != DRAFT else {},
        "may_edit": phase.code == "draft" and may(request, seen, "prizes.edit"),
        "may_publish": phase.code == "draft" and may(request, seen, "prizes.publish"),
        "may_correct": phase.code == "objections" and may(request, seen, "prizes.correct"),
        "may_enter": is_open and not confirmed and may(request, seen, "prizes.number"),
        "may_confirm": is_open and entered and not confirmed and not is_own and may(request, seen, "prizes.confirm"),
        "is_drawing": confirmed and seen.drawn_at is None,
        "may_hand_out": may(request, seen, "prizes.hand_out"),
        "number_form": NumberForm(),
        "confirm_form": ConfirmForm(),
        "strike_form": StrikeForm(prefix="s"),
        "relist_form": RelistForm(prefix="r"),
        **forms,
    }
    return render(request, "prizes/draw.html", context, status=status)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_draw(request, pk)
    require(request.user, seen.organization, "prizes.edit")
    if seen.state != DRAFT:
        raise Refused("prizes-promised")
    return _form_page(request, seen.activity, seen, DrawForm(draw=seen))


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_draw(request, pk), DrawForm(request.POST)
    if not form.is_valid():
        require(request.user, seen.organization, "prizes.edit")
        return _form_page(request, seen.activity, seen, form, status=422)
    try:
        actions.change(seen, form.terms(), edit_no=number(request.POST.get("edit_no"), -1), by=request.user)
    except Refused as refused:
        return _wrong(request, seen.activity, seen, form, refused)
    messages.success(request, _("已保存。"))
    return redirect("prizes:draw", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_draw(request, pk)
    actions.publish(seen, edit_no=number(request.POST.get("edit_no"), -1), by=request.user, now=timezone.now())
    messages.success(request, _("规则和承诺值已公布，封存数已封存。"))
    return redirect("prizes:draw", pk=pk)


def _wrong(
    request: HttpRequest, activity: Activity, seen: Draw | None, form: DrawForm, refused: Refused
) -> HttpResponse:
    """What is wrong with what was typed stands over the form; everything else has a page of its own."""
    if refused.status != 422:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return _form_page(request, activity, seen, form, status=422)


def _form_page(
    request: HttpRequest, activity: Activity, seen: Draw | None, form: DrawForm, status: int = 200
) -> HttpResponse:
    edit_no = request.POST.get("edit_no", seen.edit_no if seen else 0)
    context = {"activity": activity, "draw": seen, "form": form, "edit_no": edit_no}
    return render(request, "prizes/edit.html", context, status=status)
