"""Pledges: the organiser's desk, and the wall on everybody's phone."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.participation import reach
from jieneng.apps.participation.actions.signing import sign
from jieneng.apps.participation.counting import SIGNATURES
from jieneng.apps.participation.models import Pledge
from jieneng.apps.participation.queries import boards, pledges, standing
from jieneng.apps.participation.views.common import is_host, opened, shown
from jieneng.core.orgs.acting import acting_of, roles_at
from jieneng.core.orgs.chosen import chosen_here, remember
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused
from jieneng.ui.seldom import require_seldom


@login_required
@require_safe
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """倡议承诺: the wording, how many have signed by organisation."""
    found, acting = shown(request, Pledge, pk), acting_of(request)
    node = acting.organization if found.takes(acting.organization) else found.organization
    public = f"{settings.JIENENG_BASE_URL}{reverse('participation:public_pledge', args=[found.code])}"
    context = {
        "pledge": found,
        "state": standing.state_of(found, timezone.now()),
        "is_host": is_host(request, found),
        "commitments": pledges.commitments_of(found),
        "board": boards.board(found.activity, [SIGNATURES], node, request.GET.get("after", "")[:128]),
        "as_of": standing.figures_of(found.activity, node.path).as_of,
        "public_url": public,
        "qr": segno.make(public, error="m").svg_data_uri(scale=4, border=2) if found.opened_at else "",
    }
    return render(request, "participation/pledge.html", context)


@never_cache
@require_safe
def public_pledge(request: HttpRequest, code: str) -> HttpResponse:
    """签名墙: the wording, sign it in two taps, who has signed."""
    found, now = opened(Pledge, code), timezone.now()
    key, said = reach.key_of(request), request.GET.get("q", "").strip()[:40]
    acting = getattr(request, "acting", None)
    own = acting.organization if acting and found.takes(acting.organization) else None
    chosen = _chosen(found, request) or (None if own else chosen_here(request, found.org_path))
    figures = standing.figures_of(found.activity, found.org_path)
    context = {
        "pledge": found,
        "state": standing.state_of(found, now),
        "is_on": found.is_on(now),
        "mine": pledges.signed(found, key),
        "organization": chosen or own,
        "q": said,
        "found": pledges.found_below(found, said) if said else [],
        "n": figures.value(SIGNATURES),
        "as_of": figures.as_of,
        "wall": pledges.wall(found),
        "commitments": pledges.commitments_of(found),
    }
    return render(request, "participation/public_pledge.html", context)


@never_cache
@require_POST
def public_sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign: by the account of who is signed in at that organisation, else by this browser."""
    found, now = opened(Pledge, code), timezone.now()
    require_seldom(request, "sign", most=300, now=now)
    organization = get_object_or_404(Organization.objects.open(), pk=number(request.POST.get("organization")))
    if request.user.is_authenticated and not roles_at(request.user, organization):
        raise Refused("not-your-post")
    key = reach.key_of(request) or reach.new_key()
    sign(found, organization, key, number(request.POST.get("point"), -1), now=now)
    messages.info(request, _("已签名承诺。"))
    response = reach.remember(redirect("participation:public_pledge", code=code), key)
    remember(response, organization.pk)
    return response


def _chosen(found: Pledge, request: HttpRequest) -> Organization | None:
    """The organisation that was picked from the search."""
    picked = Organization.objects.open().filter(pk=number(request.GET.get("of"))).first()
    return picked if picked and found.takes(picked) else None
