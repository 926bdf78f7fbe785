"""Fill in a report: the page, saving, saving by itself, submitting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jieneng.apps.reporting.forms.typed import (
    draft_no_of,
    keeping_files,
    reply_of,
    step_of,
    typed_report,
    with_new_files,
)
from jieneng.apps.reporting.queries.filling import Report, asked_of, report_of, shown, steps
from jieneng.apps.reporting.views.common import now
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions
from jieneng.core.collections.actions import Incomplete
from jieneng.core.forms.page import html_id
from jieneng.core.forms.page_parts import Page
from jieneng.core.forms.raw import Raw
from jieneng.core.orgs.acting import acting_of, require
from jieneng.engine.periods import in_beijing
from jieneng.ui import wording
from jieneng.ui.refusals import Refused

_SAID_ON_THE_PAGE = frozenset({"stale-form", "nothing-changed", "too-many-files", "too-long"})


@login_required
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of my organisation; what cannot be written any more is shown as it was handed in."""
    mine = own_report(request, pk)
    if not mine.is_editable and mine.submission:
        return redirect("reporting:receipt", mine.submission.pk)
    require(request.user, mine.organization, "report.fill")
    require_open(mine)
    strictly = "check" in request.GET
    page = shown(mine, mine.draft, strictly=strictly, one_more=request.GET.get("more", ""))
    return _page(request, mine, page, reply=mine.draft.get("_reply", ""), strictly=strictly)


@keeping_files
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed; also the buttons that add or take away a row and send photographs up."""
    mine = own_report(request, pk)
    raw = typed_of(request, mine)
    try:
        keep(request, mine, raw)
    except Refused as refused:
        return refused_page(request, mine, raw, refused)
    step = step_of(request.POST)
    if step.name == "save":
        messages.success(request, _("已暂存，尚未提交。"))
    more = f"?more={step.key}" if step.name == "add" else ""
    place = f"#{html_id('f', step.key)}" if step.key else "#pictures" if step.name == "upload" else ""
    return HttpResponseRedirect(reverse("reporting:report", args=[pk]) + more + place)


@keeping_files
@deed
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the report in. When something is missing or doubtful, the page comes back with every point at its field."""
    mine = own_report(request, pk)
    raw = typed_of(request, mine)
    try:
        submission = actions.submit(
            mine.collection,
            mine.organization,
            raw,
            draft_no=draft_no_of(request.POST),
            by=request.user,
            now=now(),
            notes=raw["_notes"],
            reply=reply_of(request.POST),
            confirmed="confirmed" in request.POST,
        )
    except Incomplete as incomplete:
        return _incomplete(request, mine, raw, incomplete)
    except Refused as refused:
        return refused_page(request, mine, raw, refused)
    return redirect("reporting:receipt", submission.pk)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is being typed; the answer gives the page the number of its new draft. Stale: 409 with a sentence."""
    mine = own_report(request, pk)
    moment = now()
    raw = typed_report(mine, request.POST)
    saved = actions.autosave(
        mine.collection, mine.organization, raw, draft_no=draft_no_of(request.POST), by=request.user, now=moment
    )
    answer = {"draft_no": saved.draft_no, "saved_at": moment.isoformat(), "saved": f"{in_beijing(moment):%H:%M}"}
    return JsonResponse(answer | {"set": {"draft_no": str(saved.draft_no)}})


def own_report(request: HttpRequest, pk: int) -> Report:
    """The report of the organisation one acts for; 404 where it is not asked."""
    organization = acting_of(request).organization
    return report_of(asked_of(organization, pk), organization)


def require_open(mine: Report) -> None:
    """Raise Refused before the opening and after the end."""
    collection = mine.collection
    if now() < collection.opens_at:
        raise Refused("not-open", title=collection.title, opens=collection.opens_at)
    if mine.is_closed(now()):
        raise Refused("closed", title=collection.title, owner=collection.organization.name)


def typed_of(request: HttpRequest, mine: Report) -> Raw:
    """What the form says, with the files that came along."""
    raw = typed_report(mine, request.POST)
    return with_new_files(mine, raw, request.kept_files, by=request.user)


def keep(request: HttpRequest, mine: Report, raw: Raw) -> None:
    """Keep it as the draft, unless somebody saved since the page was made."""
    actions.save_draft(
        mine.collection, mine.organization, raw, draft_no=draft_no_of(request.POST), by=request.user, now=now()
    )


def _incomplete(request: HttpRequest, mine: Report, raw: Raw, incomplete: Incomplete) -> HttpResponse:
    if request.kept_files:
        keep(request, mine, raw)  # or the photographs that came along would be lost
        return HttpResponseRedirect(reverse("reporting:report", args=[mine.collection.pk]) + "?check=1")
    page = shown(mine, raw, problems=incomplete.problems)
    asks = incomplete.only_asks
    return _page(request, mine, page, reply=reply_of(request.POST), strictly=True, asks=asks, status=422)


def refused_page(request: HttpRequest, mine: Report, raw: Raw, refused: Refused) -> HttpResponse:
    """What was typed stays on the page where people can still do something with it."""
    if refused.code not in _SAID_ON_THE_PAGE:
        raise refused
    page = shown(mine, raw)
    return _page(request, mine, page, reply=reply_of(request.POST), refusal=refused, status=refused.status)


def _page(request: HttpRequest, mine: Report, page: Page, *, status: int = 200, **more: Any) -> HttpResponse:
    moment = now()
    posted_no = draft_no_of(request.POST) if request.method == "POST" else mine.draft_no
    context = {
        "report": mine,
        "page": page,
        "now": moment,
        "draft_no": posted_no,
        "steps": steps(mine, wording.moment(mine.due_at)),
        "is_late": mine.due.is_past(moment),
        "points": _points(mine),
    }
    return render(request, "reporting/report.html", context | more, status=status)


def _points(mine: Report) -> list[dict[str, str]]:
    """The points of the return slip with the names of their fields and where they stand on the page."""
    points = mine.slip.points if mine.slip else []
    fields = mine.form.fields
    return [
        point | {"label": fields[point["field"]].label, "id": html_id("f", point["field"])}
        for point in points
        if point["field"] in fields
    ]
