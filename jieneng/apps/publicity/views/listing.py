"""The list of briefs; begin a new one from a collection."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.listing import offered, page_of, ready
from jieneng.apps.publicity.views.reach import acting_organization, require_writing_office
from jieneng.core.audit.deeds import deed
from jieneng.core.collections.models import Collection
from jieneng.core.documents.models import STATES
from jieneng.rulebook.compositions import compositions
from jieneng.ui.asked import number

_STATES = dict(STATES)


@login_required
@require_GET
def briefs(request: HttpRequest) -> HttpResponse:
    acting = request.acting
    state = request.GET.get("state", "")
    state = state if state in _STATES else ""
    kind = _kind(request.GET.get("kind", ""), none="")
    may_draft = bool(acting) and acting.may("brief.draft") and not acting.organization.is_unit
    seen = {
        "page": page_of(request.user, state=state, kind=kind, after=number(request.GET.get("after")) or None),
        "offered": offered(acting.organization) if may_draft else [],
        "may_draft": may_draft,
        "states": STATES,
        "state": state,
        "kinds": compositions().values(),
        "kind": kind,
    }
    return render(request, "publicity/briefs.html", seen)


@login_required
@require_GET
def compose(request: HttpRequest, collection: int) -> HttpResponse:
    """What there is to write from, before the draft is made."""
    organization = acting_organization(request)
    asked = _collection(collection, organization.path)
    require_writing_office(request, organization)
    kind = _kind(request.GET.get("kind", ""))
    existing = Brief.objects.in_writing().filter(collection=asked, organization=organization, kind=kind).first()
    if existing:
        return redirect("publicity:brief", pk=existing.pk)
    seen = {"ready": ready(asked, organization), "organization": organization, "composition": compositions()[kind]}
    return render(request, "publicity/compose.html", seen)


@deed
def make(request: HttpRequest, collection: int) -> HttpResponse:
    organization = acting_organization(request)
    asked = _collection(collection, organization.path)
    require_writing_office(request, organization)
    kind = _kind(request.POST.get("kind", ""))
    brief = actions.compose(asked, organization, by=request.user, now=timezone.now(), kind=kind)
    messages.success(request, _("草稿已生成，每个数字都可点开看出处。"))
    return redirect("publicity:brief", pk=brief.pk)


def _kind(said: str, *, none: str = "brief") -> str:
    """A kind of paper that is composed here, the brief unless another is asked for."""
    return said if said in compositions() else none


def _collection(pk: int, path: str) -> Collection:
    """A collection whose range the organisation stands in."""
    return get_object_or_404(Collection.objects.reaching(path).select_related("audience__root"), pk=pk)
