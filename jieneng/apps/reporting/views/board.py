"""The completeness board: watch, find, chase, give more time, report upward, give back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.forms.slip import moment_of
from jieneng.apps.reporting.queries import flow, found, progress
from jieneng.apps.reporting.sheets import missing_sheet
from jieneng.apps.reporting.views.common import now
from jieneng.core import paths
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions, terms
from jieneng.core.collections.models import Collection, Confirmation
from jieneng.core.collections.queries.board import Row, board
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import sees
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import organization_terms
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused
from jieneng.ui.wording import moment as shown_moment
from jieneng.ui.wording import share, thousands

_MOST_IN_SHEET = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def progress_board(request: HttpRequest, pk: int, node: int | None = None) -> HttpResponse:
    """How complete a collection is at a node in my sight: my own, the collection's root, or any below."""
    collection, place = place_of(request, pk, node)
    seen, moment = board(collection, place), now()
    filters = _filters(request)
    confirmation = progress.confirmed(collection, place)
    dues = terms.level_dues(collection, place)
    due, may, absent = dues.below.at, _may(request, place), progress.Absent(collection, seen)
    context: dict[str, Any] = {
        "collection": collection,
        "node": place,
        "board": seen,
        "now": moment,
        "due": due,
        "upward": None if flow.is_root(collection, place) else confirmation,
        "is_root": flow.is_root(collection, place),
        "steps": flow.flow(collection, place, seen.total, confirmation, moment, dues=dues),
        "filters": filters,
        "states": found.STATES,
        "categories": organization_terms().categories,
        "missing": progress.names(absent, due, moment),
        "reminders": progress.reminders(collection, place),
        "confirmations": progress.confirmations(collection, place),
        "shares": _shares(seen.total),
        "may": may,
        "reminded": _reminded(request, collection, place) if may["remind"] and seen.total.n_missing else None,
        "extending": _extending(request, collection, place, due),
    }
    context |= _listed(collection, place, filters) if filters.are_set else _table(request, absent)
    return render(request, "reporting/board.html", context)


@login_required
@require_GET
def missing_xlsx(request: HttpRequest, pk: int, node: int) -> HttpResponse:
    """Those who have not reported, as a sheet."""
    collection, place = place_of(request, pk, node)
    rows = progress.missing_by_part(collection, board(collection, place), most=_MOST_IN_SHEET + 1)
    if len(rows) > _MOST_IN_SHEET:
        raise Refused("export-too-large", n=len(rows), limit=_MOST_IN_SHEET)
    title = _("{title}　未报 {n} 家").format(title=collection.title, n=len(rows))
    response = HttpResponse(missing_sheet(title, rows), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{place.name}未报名单.xlsx")
    return response


@deed
def remind(request: HttpRequest, pk: int, node: int) -> HttpResponse:
    """Chase everyone at and below a node who has not reported."""
    collection, place = place_of(request, pk, node)
    at = acting_of(request).organization
    reminder = actions.remind(
        collection, at, under=place, text=request.POST.get("text", ""), by=request.user, now=now()
    )
    messages.success(request, _("已催报 {n} 家，对方在“待办”中可以看到。").format(n=reminder.n_missing))
    return redirect("reporting:board_at", pk, node)


@deed
def extend(request: HttpRequest, pk: int, node: int) -> HttpResponse:
    """Give one organisation below more time."""
    collection, place = place_of(request, pk, node)
    at = acting_of(request).organization
    addressed = collection.audience.organizations(under=place.path)
    organization = get_object_or_404(addressed, pk=number(request.POST.get("organization", "")))
    due = moment_of(request.POST.get("due_at", ""))
    if due is None:
        raise Refused("due-not-ahead")
    because = request.POST.get("because", "")
    actions.extend(collection, organization, due_at=due, because=because, by=request.user, at=at)
    messages.success(request, _("{name}已延期至 {due}。").format(name=organization.name, due=shown_moment(due)))
    return redirect("reporting:board_at", pk, node)


@deed
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a level's summary back to it."""
    at = acting_of(request).organization
    below = Confirmation.objects.filter(paths.below(at.path, "org_path"), taken_back_at__isnull=True)
    confirmation = get_object_or_404(below.select_related("organization"), pk=pk)
    actions.take_back_level(confirmation, at=at, because=request.POST.get("because", ""), by=request.user, now=now())
    messages.success(request, _("已退回{name}的本级汇总。").format(name=confirmation.organization.name))
    return redirect("reporting:board", confirmation.collection_id)


def place_of(request: HttpRequest, pk: int, node: int | None) -> tuple[Collection, Organization]:
    """The collection and a node of it in my sight that has others below; 404 for anything else."""
    collection = get_object_or_404(
        Collection.objects.select_related("organization", "form_version", "audience__root"), pk=pk
    )
    root = collection.audience.root
    mine = acting_of(request).organization
    default = mine if paths.is_within(mine.path, root.path) else root
    place = default if node is None else get_object_or_404(Organization, pk=node)
    if place.is_unit or not paths.is_within(place.path, root.path) or not sees(request.user, place):
        raise Http404("node")
    return collection, place


def _filters(request: HttpRequest) -> found.Filters:
    asked = request.GET
    return found.Filters(
        asked.get("q", "").strip()[:40], asked.get("state", ""), asked.get("category", ""), asked.get("after", "")[:128]
    )


def _listed(collection: Collection, place: Organization, filters: found.Filters) -> dict[str, Any]:
    return {"page": found.found(collection, place, filters)}


def _table(request: HttpRequest, absent: progress.Absent) -> dict[str, Any]:
    """The rows of the board with where each leads; one of them opened in place: the one asked for, else the first that
    can be shown whole, since of a province that lacks thousands the first twenty tell nobody anything."""
    seen = absent.board
    asked = request.GET.get("open")
    short = sorted((row for row in seen.rows if _is_short(row)), key=lambda row: row.kind == "own")
    whole = next((row for row in short if row.n_missing + row.n("returned") <= progress.MOST_OPENED), None)
    wanted = asked if asked is not None else _code(whole) if whole else ""
    rows = []
    for row in seen.rows:
        is_open = _code(row) == wanted and _is_short(row)
        opened = progress.opened(absent, row) if is_open else None
        rows.append({"row": row, "code": _code(row), "pk": row.pk, "opened": opened, "short": _is_short(row)})
    return {"rows": rows}


def _shares(total: Row) -> dict[str, str]:
    """The line of context under each figure of the strip."""
    reported = total.n_handed_in
    return {
        "gone": _("另有 {n} 家撤并、划出，不计入应报").format(n=thousands(total.n_gone)) if total.n_gone else "",
        "done": _("完成率 {share}%").format(share=share(reported, total.n_expected)),
        "on_time": _("占已报 {share}%").format(share=share(total.n("on_time"), reported)),
        "accepted": _("已审 {n} 家").format(n=thousands(total.n("accepted"))),
    }


def _code(row: Row) -> str:
    return row.path if row.kind == "level" else row.kind


def _is_short(row: Row) -> bool:
    return bool(row.n_missing or row.n("returned"))


def _may(request: HttpRequest, place: Organization) -> dict[str, bool]:
    """What the person may do here: only at and below the organisation they act for."""
    acting = acting_of(request)
    is_mine = paths.is_within(place.path, acting.organization.path)
    return {
        "remind": is_mine and acting.may("report.remind"),
        "extend": is_mine and acting.may("report.extend"),
        "take_back": is_mine and acting.may("report.return"),
        "review": is_mine and acting.may("report.review") and place.path == acting.organization.path,
        "confirm": place.path == acting.organization.path and acting.may("report.confirm_level"),
    }


def _reminded(request: HttpRequest, collection: Collection, place: Organization) -> dict[str, Any] | None:
    """When this place was reminded, and from when on it may be again; None when it may be now."""
    last = actions.reminded_lately(collection, acting_of(request).organization, under=place, now=now())
    return {"at": last.at, "again_at": last.at + actions.PAUSE} if last else None


def _extending(
    request: HttpRequest, collection: Collection, place: Organization, due: datetime
) -> dict[str, Any] | None:
    """The organisation for which the form of an extension is shown, and the day that it proposes."""
    chosen = request.GET.get("extend", "")
    if not chosen:
        return None
    organization = get_object_or_404(collection.audience.organizations(under=place.path), pk=number(chosen))
    proposed = max(due, now())
    return {"organization": organization, "due": f"{in_beijing(proposed):%Y-%m-%dT17:00}"}
