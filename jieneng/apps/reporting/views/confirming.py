"""Report one's level upward: what it adds up to, and a reason for each that is missing."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.forms.gaps import carried, gaps_of, said_in
from jieneng.apps.reporting.queries import flow, progress
from jieneng.apps.reporting.views.board import place_of
from jieneng.apps.reporting.views.common import now
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions, terms
from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.board import board
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import reasons
from jieneng.ui.refusals import Refused


@login_required
@require_GET
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be reported upward now, and who is missing."""
    collection, place = _mine(request, pk)
    return _page(request, collection, place)


@deed
def confirm_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Report upward; while something is open the page comes back and says so."""
    collection, place = _mine(request, pk)
    if "page" in request.POST:
        return _page(request, collection, place, after=request.POST["page"][:128])
    gaps = gaps_of(said_in(request.POST), partial(progress.absent_among, collection, place))
    try:
        actions.confirm_level(collection, place, gaps, by=request.user, now=now())
    except Refused as refused:
        if refused.code == "not-allowed":
            raise
        after = request.POST.get("after", "")[:128]
        return _page(request, collection, place, after=after, refusal=refused, status=refused.status)
    messages.success(request, _("本级汇总已上报。"))
    return redirect("reporting:board", pk)


def _mine(request: HttpRequest, pk: int) -> tuple[Collection, Organization]:
    """My own level, below the one that asks."""
    collection, place = place_of(request, pk, None)
    if place.path != acting_of(request).organization.path or flow.is_root(collection, place):
        raise Http404("level")
    return collection, place


def _page(
    request: HttpRequest,
    collection: Collection,
    place: Organization,
    *,
    after: str = "",
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    said, gaps = said_in(request.POST), progress.gaps(collection, place, after=after)
    context = {
        "collection": collection,
        "node": place,
        "total": board(collection, place).total,
        "absent": [(one, *said.get(one.pk, ("", ""))) for one in gaps.organizations],
        "gaps": gaps,
        "after": after,
        "carried": carried(said, gaps.organizations),
        "reasons": reasons("gap"),
        "due": terms.due_of(collection, place),
        "now": now(),
        "standing": progress.confirmed(collection, place),
        "given_back": progress.given_back(collection, place),
        "refusal": refusal,
    }
    return render(request, "reporting/confirm.html", context, status=status)
