"""参与: what one's organisation holds, what it may take part in, and what is not set up yet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.participation.queries import standing
from jieneng.apps.participation.queries.judging import judging_by
from jieneng.core.orgs.acting import acting_of
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    acting, now = acting_of(request), timezone.now()
    if not acting.sees_business:
        raise Refused("no-role")
    organization = acting.organization
    context = {
        "own": standing.own(organization, now),
        "open": standing.open_to(organization, now),
        "planned": standing.planned(organization, now) if acting.may("participation.hold") else [],
        "judging": judging_by(request.user),
    }
    return render(request, "participation/home.html", context)
