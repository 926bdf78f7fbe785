"""Rosters on the desk: what is there of one's own and of those below, a sheet in, one deleted."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.quiz import roster_sheet
from jieneng.apps.quiz.actions import roster as actions
from jieneng.apps.quiz.models import Roster
from jieneng.apps.quiz.views.bank import xlsx
from jieneng.apps.quiz.views.desk import acting_of
from jieneng.core.audit.deeds import deed, first, made_before
from jieneng.core.files import sheets
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.paths import within
from jieneng.ui.refusals import Refused

_SHOWN, _MOST = 500, 50


@login_required
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """The rosters that were handed in last, of one's own organisation and of those below it."""
    organization = _organization(request)
    rows = Roster.objects.filter(within(organization.path, "org_path")).select_related("organization", "by")
    shown = list(rows.filter(n__gt=0)[: _MOST + 1])
    context = {"rows": shown[:_MOST], "has_more": len(shown) > _MOST, "most": _MOST}
    return render(request, "quiz/roster.html", context)


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    _organization(request)
    notes = ("每行一人。", "有一处错误即全部不导入，改正后重新上传。", "再次导入的，以后一次的名册为准。")
    return xlsx(sheets.template("名册", roster_sheet.columns(), notes), "竞答名册模板.xlsx")


@login_required
@require_safe
def importing(request: HttpRequest) -> HttpResponse:
    _organization(request)
    return render(request, "quiz/roster_import.html")


def _read(request: HttpRequest) -> roster_sheet.Reading:
    organization, upload = _organization(request), request.FILES.get("file")
    if upload is None:
        raise Refused("sheet-empty")
    return roster_sheet.read(organization, sheets.read_sheets(upload))


@first(_read)
@deed
def do_import(request: HttpRequest) -> HttpResponse:
    """Everybody in a sheet, or nobody and every reason why."""
    organization = _organization(request)
    try:
        reading = made_before(request)
    except Refused as refused:
        if refused.status == 403:
            raise
        return render(request, "quiz/roster_import.html", {"refused": refused}, status=refused.status)
    if reading.problems:
        context: dict[str, Any] = {"problems": reading.problems[:_SHOWN], "n": len(reading.problems)}
        return render(request, "quiz/roster_import.html", context, status=422)
    n = actions.hand_in(organization, reading.people, by=request.user, now=timezone.now())
    messages.success(request, _("已导入%d人。") % n)
    return redirect("quiz:roster")


@deed
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    organization = _organization(request)
    rows = Roster.objects.filter(within(organization.path, "org_path"))
    found = get_object_or_404(rows.select_related("organization"), pk=pk)
    actions.delete(organization, found, by=request.user)
    messages.success(request, _("已删除名册。"))
    return redirect("quiz:roster")


def _organization(request: HttpRequest) -> Organization:
    organization = acting_of(request).organization
    require(request.user, organization, "quiz.roster")
    return organization
