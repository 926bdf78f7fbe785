"""Whom a draft goes to besides its rule: organisations found by name are added or left out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions.drafting import list_by_hand
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.queries.notice_page import audience_words, n_reached
from jieneng.apps.notices.views.asking import own_draft
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import places_of, sees

MOST = 50
WISHES = {"in": True, "out": False, "rule": None}


@login_required
@require_safe
def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists by hand, and a search by name within what one sees."""
    notice = own_draft(request, pk)
    asked = request.GET.get("name", "").strip()
    entries = list(notice.audience.entries.select_related("organization").order_by("-is_in", "organization__path"))
    context = {
        "notice": notice,
        "audience": audience_words(notice),
        "n_reached": n_reached(notice),
        "entries": entries,
        "asked": asked,
        "found": _found(request, notice, asked),
        "is_too_short": bool(asked) and len(asked) < 2,
    }
    return render(request, "notices/audience.html", context)


def _found(request: HttpRequest, notice: Notice, asked: str) -> list[tuple[Organization, bool]]:
    """The organisations of that name, each with whether the rule takes it in."""
    ids = names.search(asked, [place.tokens() for place in places_of(request.user)], most=MOST)
    rows = Organization.objects.open().filter(pk__in=ids).exclude(pk=notice.organization_id).order_by("path")
    return [(each, notice.audience.admits(each)) for each in rows]


@deed
def list_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one organisation, leave one out, or leave it to the rule again."""
    notice = own_draft(request, pk)
    chosen = request.POST.get("organization", "")
    organization = Organization.objects.filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
    if organization is None or not sees(request.user, organization) or request.POST.get("wish") not in WISHES:
        raise Http404
    list_by_hand(notice, organization, is_in=WISHES[request.POST["wish"]], by=request.user)
    return redirect(reverse("notices:audience", args=[pk]))
