"""A call for works at the desk of who holds it: terms, experts, ranking, choice, public notice."""

from typing import Any

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

from jieneng.apps.participation.actions import calling, choosing, judging
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.actions.judging import CHOOSE
from jieneng.apps.participation.forms import CallForm
from jieneng.apps.participation.models import Call, Judge, Objection
from jieneng.apps.participation.queries import standing, works
from jieneng.apps.participation.queries.judging import judge_of, nexts, unmarked
from jieneng.apps.participation.views.common import again, held, is_host, own_activity, shown
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs.acting import acting_of
from jieneng.core.people.models import Person
from jieneng.rulebook.works import work_rungs
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "participation/call_edit.html"


@login_required
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: its terms, how far it has come, one's own works, what waits for one's recommendation."""
    found, now = shown(request, Call, pk), timezone.now()
    acting = acting_of(request)
    organization = acting.organization
    hosts = is_host(request, found)
    judge = judge_of(found, request.user)
    public = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_call', args=[found.code])}"
    context = {
        "call": found,
        "state": standing.state_of(found, now),
        "steps": works.steps(found, now),
        "kinds": found.kinds.all(),
        "quotas": [(work_rungs()[one.rung].label, one.n) for one in found.quotas.all()],
        "figures": standing.figures_of(found.activity, organization.path),
        "is_host": hosts,
        "may_choose": hosts and acting.may(CHOOSE) and not _is_blind(found, judge),
        "judge": judge,
        "own_works": works.own_works(found, organization),
        "may_hand_in": acting.may("participation.take_part") and found.takes(organization) and found.is_on(now),
        "may_recommend": acting.may("participation.take_part")
        and found.takes(organization)
        and organization.pk != found.organization_id
        and found.opened_at is not None,
        "share": works.share_of(found, organization),
        "n_open_objections": found.objections.filter(answered_at=None).count() if hosts else 0,
        "n_finalists": found.works.all().finalists().count() if hosts else 0,
        "public_url": public,
        "qr": segno.make(public, error="m").svg_data_uri(scale=4, border=2) if found.opened_at else "",
    }
    return render(request, "participation/call.html", context)


@login_required
@require_safe
def new(request: HttpRequest, activity: int) -> HttpResponse:
    planned = own_activity(request, activity, "works_collection")
    return render(request, _FORM, {"form": CallForm(), "activity": planned})


@deed
def make(request: HttpRequest, activity: int) -> HttpResponse:
    planned = own_activity(request, activity, "works_collection")
    form = CallForm(request.POST)
    if not form.is_valid():
        return render(request, _FORM, {"form": form, "activity": planned}, status=422)
    try:
        made = calling.set_up(planned, form.terms(), by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, form=form, activity=planned)
    messages.info(request, _("已建立，核对后请发布。"))
    return redirect("participation:call", pk=made.pk)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = held(request, Call, pk)
    return render(request, _FORM, _editing(request, found, CallForm(call=found)))


@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    found = held(request, Call, pk)
    form = CallForm(request.POST, call=found)
    if not form.is_valid():
        return render(request, _FORM, _editing(request, found, form), status=422)
    try:
        calling.change(found, form.terms(), edit_no=number(request.POST.get("edit_no"), -1), by=request.user)
    except Refused as refused:
        return again(request, _FORM, refused, **_editing(request, found, form))
    messages.info(request, _("已保存。"))
    return redirect("participation:call", pk=pk)


@deed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    open_up(held(request, Call, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已发布，参加范围内的单位可以报送作品。"))
    return redirect("participation:call", pk=pk)


@login_required
@require_safe
def judges(request: HttpRequest, pk: int) -> HttpResponse:
    """Experts and how far they are; works that lack marks, by number only."""
    found = _chosen_by(request, pk)
    context = {
        "call": found,
        "rows": works.judges_of(found),
        "n_finalists": found.works.all().finalists().count(),
        "lacking": unmarked(found) if found.judging_at and not found.judged_at else [],
        "is_due": timezone.now() >= found.recommends_by,
    }
    return render(request, "participation/judges.html", context)


@deed
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    found = _chosen_by(request, pk)
    person = Person.objects.filter(username=request.POST.get("username", "").strip()[:150], is_active=True).first()
    if person is None:
        raise Refused("judge-unknown")
    judging.appoint(found, person, by=request.user, now=timezone.now())
    messages.info(request, _("已聘请，专家登录后在“待办”和“参与”中评审。"))
    return redirect("participation:judges", pk=pk)


@deed
def drop(request: HttpRequest, pk: int, judge: int) -> HttpResponse:
    found = get_object_or_404(Judge, pk=judge, call=_chosen_by(request, pk))
    judging.drop(found, by=request.user, now=timezone.now())
    messages.info(request, _("已解除，其评分不再计入。"))
    return redirect("participation:judges", pk=pk)


@deed
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    judging.begin(_chosen_by(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("评审已开始，作品不再变动。"))
    return redirect("participation:judges", pk=pk)


@deed
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    judging.finish(_chosen_by(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("评审已结束，请选定入选作品。"))
    return redirect("participation:ranking", pk=pk)


@login_required
@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The works by their marks, ties at the line shown; afterwards those that are chosen."""
    return render(request, "participation/ranking.html", _ranked(_judged(request, pk)))


@deed
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    found = _judged(request, pk)
    ids, because = [number(one) for one in request.POST.getlist("work")], request.POST.get("because", "")
    try:
        choosing.choose(found, ids, because=because, by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.status == 403:
            raise
        context = _ranked(found) | {"refused": refused, "picked": ids, "because": because}
        return render(request, "participation/ranking.html", context, status=refused.status)
    messages.info(request, _("已选定，公示已开始。"))
    return redirect("participation:ranking", pk=pk)


@deed
def fill_up(request: HttpRequest, pk: int, work: int) -> HttpResponse:
    found, because = _judged(request, pk), request.POST.get("because", "")
    work = get_object_or_404(found.works.all(), pk=work).pk
    choosing.fill_up(found, work, because=because, by=request.user, now=timezone.now())
    messages.info(request, _("已递补，公示期相应延长。"))
    return redirect("participation:ranking", pk=pk)


@deed
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    choosing.confirm(_judged(request, pk), by=request.user, now=timezone.now())
    messages.info(request, _("已确认入选，作品展示页已更新。"))
    return redirect("participation:ranking", pk=pk)


@login_required
@require_safe
def objections(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said in the public notice, those without an answer first."""
    found = _judged(request, pk)
    rows = found.objections.select_related("work__latest", "work__organization", "answered_by")
    return render(
        request, "participation/objections.html", {"call": found, "rows": rows.order_by("answered_at", "id")[:200]}
    )


@deed
def settle(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    found = get_object_or_404(Objection, pk=objection, call=_judged(request, pk))
    is_upheld = request.POST.get("outcome") == "upheld"
    choosing.settle(
        found, is_upheld=is_upheld, answer=request.POST.get("answer", ""), by=request.user, now=timezone.now()
    )
    messages.info(request, _("已办理，提交人凭查询编号可以看到答复。"))
    return redirect("participation:objections", pk=pk)


def _chosen_by(request: HttpRequest, pk: int) -> Call:
    return held(request, Call, pk, CHOOSE)


def _judged(request: HttpRequest, pk: int) -> Call:
    """A call whose marks are closed; nobody sees who made what before, least of all a judge."""
    found = _chosen_by(request, pk)
    if found.judged_at is None:
        raise Refused("call-not-choosing")
    return found


def _is_blind(found: Call, judge: Judge | None) -> bool:
    return judge is not None and found.judged_at is None


def _ranked(found: Call) -> dict[str, Any]:
    places = works.places_of(found)
    left, n_free = nexts(found) if found.chosen_at else ([], 0)
    return {
        "call": found,
        "places": places,
        "n_tied": sum(one.placed.line == "tied" for one in places),
        "next_mark": left[0].mark if left and n_free else None,
        "n_free": n_free,
        "picked": [one.placed.key for one in places if one.placed.line == "in"],
        "now": timezone.now(),
        "n_open": found.objections.filter(answered_at=None).count(),
    }


def _editing(request: HttpRequest, found: Call, form: CallForm) -> dict[str, Any]:
    edit_no = request.POST.get("edit_no", found.edit_no)
    return {"form": form, "activity": found.activity, "thing": found, "edit_no": edit_no}
