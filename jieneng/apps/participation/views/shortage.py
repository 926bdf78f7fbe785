"""低碳体验日: the checklist and the board of a node, an organisation's entry, what everybody may read."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jieneng.apps.participation.actions import saving_energy
from jieneng.apps.participation.actions.holding import require_taking
from jieneng.apps.participation.actions.saving_energy import TAKE_PART
from jieneng.apps.participation.models import ShortageDay, ShortageEntry
from jieneng.apps.participation.queries import shortage as queries
from jieneng.apps.participation.queries import standing
from jieneng.apps.participation.shortage_forms import ShortageEntryForm
from jieneng.apps.participation.views.common import again, is_host, opened, shown
from jieneng.core import paths
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_FORM = "participation/shortage_entry_edit.html"


@login_required
@require_safe
def shortage(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist, one's own entry, and the board with who is missing."""
    found, acting, now = shown(request, ShortageDay, pk), acting_of(request), timezone.now()
    takes = found.takes(acting.organization) and found.opened_at is not None
    base = acting.organization if found.takes(acting.organization) else found.organization
    node, state = _node(request, base), request.GET.get("state", "")
    state = state if state in dict(queries.STATES) else ""
    own = queries.entry_of(found, acting.organization) if takes else None
    public = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_shortage', args=[found.code])}"
    context = {
        "shortage": found,
        "state": standing.state_of(found, now),
        "is_host": is_host(request, found),
        "takes": takes,
        "may": takes and _may_enter(found, acting.may(TAKE_PART), now),
        "own": own,
        "told": queries.told(own) if own else None,
        "base": base,
        "node": node,
        "chosen": state,
        "states": queries.STATES,
        "heads": queries.HEADS,
        "board": None if node.is_unit else queries.board(found, node, state, request.GET.get("after", "")[:128]),
        "as_of": standing.figures_of(found.activity, node.path).as_of,
        "public_url": public,
        "qr": segno.make(public, error="m").svg_data_uri(scale=4, border=2) if found.opened_at else "",
    }
    return render(request, "participation/shortage.html", context)


@login_required
@require_safe
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, empty or as it was entered."""
    found, organization = _taking(request, pk)
    require_taking(found, organization, timezone.now())
    entry = queries.entry_of(found, organization)
    form = ShortageEntryForm(shortage=found, entry=entry)
    return render(request, _FORM, _context(form, found, entry.edit_no if entry else -1))


@deed
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    found, organization = _taking(request, pk)
    form = ShortageEntryForm(request.POST, shortage=found)
    said = request.POST.get("edit_no", "")
    edit_no = -1 if said == "-1" else number(said, -2)
    context = _context(form, found, edit_no)
    if not form.is_valid():
        return render(request, _FORM, context, status=422)
    try:
        saving_energy.enter(found, organization, form.said(), edit_no=edit_no, by=request.user, now=timezone.now())
    except Refused as refused:
        return again(request, _FORM, refused, **context)
    messages.info(request, _("已填报，自动计入本单位填报表；截止前可以修改。"))
    return redirect("participation:shortage", pk=pk)


@login_required
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What one organisation did, and the readings behind its saving."""
    rows = ShortageEntry.objects.visible_to(request.user)
    related = ("shortage__activity", "shortage__organization", "organization", "by")
    found = get_object_or_404(rows.select_related(*related), pk=pk)
    readings = list(found.readings.all())
    for one in readings:
        one.entry = found
    context = {"entry": found, "done": found.done.all(), "readings": readings, "told": queries.told(found)}
    return render(request, "participation/shortage_entry.html", context)


@never_cache
@require_safe
def public_shortage(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked for that day, and how far it has come; no organisation by name."""
    found = opened(ShortageDay, code)
    context = {
        "shortage": found,
        "state": standing.state_of(found, timezone.now()),
        "figures": standing.figures_of(found.activity, found.org_path),
    }
    return render(request, "participation/public_shortage.html", context)


def _taking(request: HttpRequest, pk: int) -> tuple[ShortageDay, Organization]:
    found, acting = shown(request, ShortageDay, pk), acting_of(request)
    if not found.opened_at or not found.takes(acting.organization):
        raise Http404
    require(request.user, acting.organization, TAKE_PART)
    return found, acting.organization


def _may_enter(found: ShortageDay, may: bool, now: Any) -> bool:
    return may and found.is_on(now) and in_beijing(now).date() >= found.on


def _node(request: HttpRequest, base: Organization) -> Organization:
    """The node whose next level is looked at: the base, or one below it."""
    under = Organization.objects.open().filter(pk=number(request.GET.get("under"))).first()
    return under if under and paths.is_within(under.path, base.path) else base


def _context(form: ShortageEntryForm, found: ShortageDay, edit_no: int) -> dict[str, Any]:
    return {"form": form, "shortage": found, "edit_no": edit_no}
