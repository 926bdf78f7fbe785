"""参与: what one's organisation holds, what it may take part in, and what is not set up yet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.participation.queries import standing
from jieneng.apps.participation.queries.judging import judging_by
from jieneng.core.orgs.acting import acting_of
from jieneng.ui.listings import are_empty
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    acting, now = acting_of(request), timezone.now()
    if not acting.sees_business:
        raise Refused("no-role")
    found, judging = standing.listings(acting, now), judging_by(request.user)
    context = {"listings": found, "judging": judging, "is_empty": not judging and are_empty(found)}
    return render(request, "participation/home.html", context)
