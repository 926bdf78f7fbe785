"""Walks at the desk: teams and steps of who takes part, a sheet in, odd numbers that the holder decides on."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.participation import sheet
from jieneng.apps.participation.actions import walking
from jieneng.apps.participation.actions.walking import TAKE_PART, Entry
from jieneng.apps.participation.forms import StepsForm
from jieneng.apps.participation.models import Steps, Team, Walk, Walker
from jieneng.apps.participation.queries import standing, walks
from jieneng.apps.participation.views.common import held, is_host, shown
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files import sheets
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.periods import in_beijing
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_SHOWN = 500  # problems of a sheet on one page


@login_required
@require_safe
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    """健步走: its terms, one's teams, the ranking, what waits for a decision."""
    found, now, acting = shown(request, Walk, pk), timezone.now(), acting_of(request)
    hosts, takes = is_host(request, found), found.takes(acting.organization)
    public = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_walk', args=[found.code])}"
    context = {
        "walk": found,
        "state": standing.state_of(found, now),
        "is_host": hosts,
        "takes": takes and found.opened_at is not None,
        "may": takes and found.is_on(now) and acting.may(TAKE_PART),
        "teams": walks.teams_of(found, acting.organization),
        "ranking": walks.ranking(found, 10),
        "odd": walks.odd_page(found, number(request.GET.get("after"))) if hosts else None,
        "figures": standing.figures_of(found.activity, acting.organization.path),
        "public_url": public,
        "qr": segno.make(public, error="m").svg_data_uri(scale=4, border=2) if found.opened_at else "",
    }
    return render(request, "participation/walk.html", context)


@deed
def form_team(request: HttpRequest, pk: int) -> HttpResponse:
    found, names = shown(request, Walk, pk), request.POST.get("names", "").splitlines()
    name, organization = request.POST.get("name", ""), acting_of(request).organization
    team = walking.form_team(found, organization, name, names, by=request.user, now=timezone.now())
    messages.info(request, _("已组队，请把各人的链接发给本人。"))
    return redirect("participation:team", pk=team.pk)


@login_required
@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: its walkers, their links."""
    found, acting = _team(request, pk), acting_of(request)
    is_own = acting.organization.pk == found.organization_id and acting.may(TAKE_PART)
    context = {
        "team": found,
        "members": walks.members_of(found),
        "may": is_own and found.walk.is_on(timezone.now()),
        "form": StepsForm(initial={"on": in_beijing(timezone.now()).date()}),
    }
    return render(request, "participation/team.html", context)


@deed
def add_walkers(request: HttpRequest, pk: int) -> HttpResponse:
    names = request.POST.get("names", "").splitlines()
    walking.add_walkers(_team(request, pk), names, by=request.user, now=timezone.now())
    messages.info(request, _("已增加队员。"))
    return redirect("participation:team", pk=pk)


@deed
def enter_steps(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _team(request, pk), StepsForm(request.POST)
    require(request.user, found.organization, TAKE_PART)
    rows = Walker.objects.filter(team=found).select_related("team__walk__activity__campaign", "team__organization")
    walker = get_object_or_404(rows, pk=number(request.POST.get("walker")))
    if not form.is_valid():
        raise Refused("steps-number", limit=200_000)
    entry = Entry(walker, form.cleaned_data["on"], form.cleaned_data["n"])
    made = walking.enter(entry, by=request.user, now=timezone.now())
    messages.info(request, _("已登记，待组织单位核实。") if made.is_odd else _("已登记。"))
    return redirect("participation:team", pk=pk)


@login_required
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty sheet, with one's teams to choose from."""
    found, organization = _taking(request, pk), acting_of(request).organization
    notes = ("每行一人一天。", "有一处错误即全部不导入，改正后重新上传。", "同一人同一天再次导入的，以后一次为准。")
    data = sheets.template("步数", sheet.columns(walks.teams_of(found, organization)), notes)
    answer = HttpResponse(data, content_type=sheets.XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, "步数模板.xlsx") or "attachment"
    return answer


@login_required
@require_safe
def importing(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "participation/walk_import.html", {"walk": _taking(request, pk)})


def _read(request: HttpRequest, pk: int) -> sheet.Reading:
    found, upload = _taking(request, pk), request.FILES.get("file")
    if upload is None:
        raise Refused("sheet-empty")
    return sheet.read(found, acting_of(request).organization, sheets.read_sheets(upload), timezone.now())


@first(_read)
@deed
def do_import(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of a sheet, or none and every reason why."""
    found = _taking(request, pk)
    page, context = "participation/walk_import.html", {"walk": found}
    try:
        reading = made_before(request)
    except Refused as refused:
        if refused.status == 403:
            raise
        return render(request, page, context | {"refused": refused}, status=refused.status)
    if reading.problems:
        said: dict[str, Any] = {"problems": reading.problems[:_SHOWN], "n": len(reading.problems)}
        return render(request, page, context | said, status=422)
    organization = acting_of(request).organization
    n = walking.enter_all(found, organization, reading.entries, by=request.user, now=timezone.now())
    messages.info(request, _("已导入 %(n)s 条步数。") % {"n": n})
    return redirect("participation:walk", pk=pk)


@deed
def decide(request: HttpRequest, pk: int, steps: int) -> HttpResponse:
    row = get_object_or_404(Steps, pk=steps, walk=held(request, Walk, pk))
    is_accepted, because = request.POST.get("outcome") == "accepted", request.POST.get("because", "")
    walking.decide(row, is_accepted=is_accepted, because=because, by=request.user, now=timezone.now())
    messages.info(request, _("已核实。"))
    return redirect("participation:walk", pk=pk)


def _taking(request: HttpRequest, pk: int) -> Walk:
    found, acting = shown(request, Walk, pk), acting_of(request)
    if not found.opened_at or not found.takes(acting.organization):
        raise Http404
    require(request.user, acting.organization, TAKE_PART)
    return found


def _team(request: HttpRequest, pk: int) -> Team:
    rows = Team.objects.filter(in_sight_of(request.user, "org_path"))
    return get_object_or_404(rows.select_related("walk__activity", "walk__organization", "organization"), pk=pk)
