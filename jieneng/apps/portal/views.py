"""Home: what the organisation for which one acts owes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.portal.queries import home as home_of
from jieneng.core.orgs.acting import acting_of


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The agenda of the acting organisation; `?kind=` keeps one sort of entry."""
    acting, now = acting_of(request), timezone.now()
    kind = request.GET.get("kind", "")
    page = home_of(acting, now, kind)
    may, is_unit = acting.may, acting.organization.is_unit
    seen = {"reads_trail": may("audit.read"), "keeps_people": may("people.edit")}
    seen |= {"may_read_in": may("notice.read_in") and not is_unit}
    return render(request, "portal/home.html", {"page": page, "now": now, "kind": kind} | seen)
