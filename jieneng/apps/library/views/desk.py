"""宣传资料 at a desk: find a piece, take its original, say what was done with it, see who took it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.library.actions import taking, using
from jieneng.apps.library.forms import CorrectionForm, UsageForm
from jieneng.apps.library.models import Download, Piece, Usage
from jieneng.apps.library.queries import pieces as queries
from jieneng.apps.library.queries import takers as takers_queries
from jieneng.apps.library.views.common import acting, seen, within_reach
from jieneng.core.audit.deeds import deed
from jieneng.core.files.models import Attachment
from jieneng.core.files.views import original_to_reader, sent_to_reader, small_to_reader
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import piece_kinds
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    """What one's organisation may use, and what it gives out itself."""
    now, me = timezone.now(), acting(request)
    asked = queries.asked_of(request.GET)
    may_publish = me.may("library.publish") and not me.organization.is_unit
    context = {
        "asked": asked,
        "page": queries.page_of(me.organization, asked),
        "kinds": piece_kinds().values(),
        "years": queries.years(me.organization),
        "own": queries.own_activities(me.organization, now) if may_publish else [],
        "campaigns": queries.campaigns(me.organization, now),
    }
    return render(request, "library/pieces.html", context)


@login_required
@require_safe
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    return _page(request, found)


@deed
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Count it, then lead to the file."""
    found = within_reach(request, pk)
    taking.take(found, acting(request).organization, by=request.user, now=timezone.now())
    return redirect("library:original", pk=pk)


@login_required
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, for an organisation that has taken it and for the organiser."""
    found = seen(request, pk)
    if found.original is None:
        raise Http404
    where = acting(request).organization
    is_own = where.pk == found.organization_id
    if not is_own and not Download.objects.filter(piece=found, organization=where).exists():
        raise Refused("piece-not-taken")
    return original_to_reader(found.original, found.title)


@login_required
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The web copy."""
    return sent_to_reader(_picture(seen(request, pk)))


@login_required
@require_safe
def thumb(request: HttpRequest, pk: int) -> HttpResponse:
    return small_to_reader(_picture(seen(request, pk)))


@deed
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """印制、张贴、发放: enter how many."""
    found, where, now = within_reach(request, pk), acting(request).organization, timezone.now()
    form = UsageForm(request.POST, piece=found, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        using.use(found, where, form.said(), by=request.user, now=now)
    except Refused as refused:
        if refused.status == 403:
            raise
        form.add_error({"usage-implausible": "is_sure"}.get(refused.code), refused.sentence + refused.next_step)
        return _page(request, found, form=form, status=refused.status)
    messages.info(request, _("已登记，自动计入本单位填报表。"))
    return redirect("library:piece", pk=pk)


@deed
def correct(request: HttpRequest, pk: int, usage: int) -> HttpResponse:
    """Another number for what one's organisation has entered."""
    found = within_reach(request, pk)
    rows = Usage.objects.select_related("piece__activity__campaign", "organization")
    former = get_object_or_404(rows, pk=usage, piece=found, organization=acting(request).organization)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, correcting=former, correction=form, status=422)
    said = form.cleaned_data
    try:
        using.correct(
            former, said["n"], because=said["because"], is_sure=said["is_sure"], by=request.user, now=timezone.now()
        )
    except Refused as refused:
        if refused.status == 403:
            raise
        form.add_error({"usage-implausible": "is_sure"}.get(refused.code), refused.sentence + refused.next_step)
        return _page(request, found, correcting=former, correction=form, status=refused.status)
    messages.info(request, _("已更正，原登记保留。"))
    return redirect("library:piece", pk=pk)


@login_required
@require_safe
def takers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has taken it and who has not, one level at a time."""
    found, me = seen(request, pk), acting(request)
    base = takers_queries.base_of(found, me.organization)
    if base.is_unit:
        raise Refused("only-offices", organization=base.name)
    under = number(request.GET.get("under"))
    node = get_object_or_404(Organization.objects.within(base), pk=under) if under else base
    state = request.GET.get("state", "")
    state = state if state in dict(takers_queries.STATES) else ""
    context = {
        "piece": found,
        "base": base,
        "node": node,
        "state": state,
        "states": takers_queries.STATES,
        "page": takers_queries.takers_page(found, node, state, request.GET.get("after", "")[:128]),
        "counted": takers_queries.counted(found, node.path),
        "day": timezone.localdate(),
    }
    return render(request, "library/takers.html", context)


def _page(
    request: HttpRequest,
    found: Piece,
    *,
    form: UsageForm | None = None,
    correcting: Usage | None = None,
    correction: CorrectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    me = acting(request)
    where = me.organization
    is_own = where.pk == found.organization_id
    is_reached = where.path.startswith(found.org_path) and not found.is_dropped
    rows = takers_queries.usages_of(found, where)
    if correcting is None:
        asked = number(request.GET.get("correct"))
        correcting = next((row for row in rows if row.pk == asked and not hasattr(row, "corrected_by")), None)
    may_use = is_reached and me.may("library.use")
    context = {
        "piece": found,
        "is_own": is_own,
        "may_hold": is_own and me.may("library.publish"),
        "may_take": is_reached and bool(found.original) and me.may("library.take"),
        "may_use": may_use,
        "form": form or UsageForm(piece=found, today=timezone.localdate()),
        "rows": rows,
        "correcting": correcting if may_use else None,
        "correction": correction or CorrectionForm(),
        "taken": Download.objects.filter(piece=found, organization=where).order_by("-day").first(),
        "has_below": not where.is_unit,
    }
    return render(request, "library/piece.html", context, status=status)


def _picture(found: Piece) -> Attachment:
    if found.picture is None:
        raise Http404
    return found.picture
