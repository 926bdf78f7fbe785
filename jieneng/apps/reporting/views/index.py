"""填报: what is asked of my organisation, and what it watches over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.queries import tasks
from jieneng.apps.reporting.queries.tasks import Mine
from jieneng.apps.reporting.views.common import now
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.sight import sees

_STATES = {"owed": "待填报", "done": "已提交"}


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Both lists, newest day first; year and state in the address."""
    organization = acting_of(request).organization
    year, state = request.GET.get("year", ""), request.GET.get("state", "")
    moment = now()
    if not sees(request.user, organization):
        return render(request, "reporting/index.html", {"organization": organization, "is_blind": True})
    asking, watching = tasks.asking(organization), tasks.watching(organization)
    if year.isdecimal() and len(year) == 4:
        asking, watching = asking.filter(year=int(year)), watching.filter(year=int(year))
    mine_page, mine_after = tasks.page_of(asking, tasks.key_of(request.GET.get("after", "")))
    level_page, level_after = tasks.page_of(watching, tasks.key_of(request.GET.get("level_after", "")))
    reports = [one for one in tasks.mine(organization, mine_page) if _is_in(one, state)]
    context = {
        "organization": organization,
        "reports": [(one, *one.state(moment)) for one in reports],
        "watched": tasks.watched(organization, level_page),
        "is_level": not organization.is_unit,
        "year": year,
        "years": range(moment.year + 1, moment.year - 5, -1),
        "state": state,
        "states": _STATES,
        "now": moment,
        "next_mine": _address(year=year, state=state, after=mine_after),
        "next_level": _address(year=year, state=state, level_after=level_after),
    }
    return render(request, "reporting/index.html", context)


def _is_in(one: Mine, state: str) -> bool:
    if state not in _STATES:
        return True
    editable = one.submission is None or one.submission.is_editable
    return editable == (state == "owed")


def _address(**said: object) -> str:
    """The address of the next page; empty when there is none."""
    last = list(said.values())[-1]
    return "?" + urlencode({name: value for name, value in said.items() if value}) if last else ""
