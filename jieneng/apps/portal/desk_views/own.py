"""One's own account, the table of roles, and the slips of first passwords."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jieneng.apps.portal import desk_queries as queries
from jieneng.apps.portal import desk_slips
from jieneng.core.orgs.acting import choose as choose_post
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.second_factor import is_needed
from jieneng.core.people import second_factor
from jieneng.rulebook import roles
from jieneng.ui.asked import number


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    shown = {
        "posts": posts_of(request.user),
        "has_phone": second_factor.is_on(request.user),
        "needs_phone": is_needed(request.user),
    }
    return render(request, "portal/desk/account.html", shown)


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own organisations; changes nothing but this session."""
    choose_post(request, number(request.POST.get("organization")))
    return redirect("portal:account")


@login_required
@require_GET
def role_table(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/desk/roles.html", {"roles": roles().values(), "table": queries.role_table()})


@login_required
@never_cache
@require_GET
def slips(request: HttpRequest) -> HttpResponse:
    """The first passwords, once; then they are gone."""
    shown = desk_slips.take(request)
    return desk_slips.forget(render(request, "portal/desk/slips.html", {"slips": shown}))
