"""Walks on the phone: the ranking for everybody, one's own steps by a link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.participation.actions import walking
from jieneng.apps.participation.actions.walking import Entry
from jieneng.apps.participation.forms import StepsForm
from jieneng.apps.participation.models import Walk, Walker
from jieneng.apps.participation.passes import id_of
from jieneng.apps.participation.queries import standing, walks
from jieneng.apps.participation.views.common import opened
from jieneng.engine.periods import in_beijing
from jieneng.ui.seldom import require_seldom


@never_cache
@require_safe
def public_walk(request: HttpRequest, code: str) -> HttpResponse:
    """健步走: its terms and the teams in order; no name of a person."""
    found = opened(Walk, code)
    ranking = walks.ranking(found)
    context = {
        "walk": found,
        "state": standing.state_of(found, timezone.now()),
        "ranking": ranking,
        "as_of": max((one.total.as_of for one in ranking), default=None),
        "figures": standing.figures_of(found.activity, found.org_path),
    }
    return render(request, "participation/public_walk.html", context)


@never_cache
@require_safe
def public_walker(request: HttpRequest, code: str) -> HttpResponse:
    """One's own days."""
    return _page(request, code, _walker(code), StepsForm(initial={"on": in_beijing(timezone.now()).date()}))


@never_cache
@require_POST
def public_steps(request: HttpRequest, code: str) -> HttpResponse:
    found, form, now = _walker(code), StepsForm(request.POST), timezone.now()
    require_seldom(request, "steps", most=300, now=now)
    if not form.is_valid():
        return _page(request, code, found, form, status=422)
    made = walking.enter(Entry(found, form.cleaned_data["on"], form.cleaned_data["n"]), by=None, now=now)
    messages.info(request, _("已登记，待组织单位核实后计入。") if made.is_odd else _("已登记。"))
    return redirect("participation:public_walker", code=code)


def _page(request: HttpRequest, code: str, found: Walker, form: StepsForm, status: int = 200) -> HttpResponse:
    days = list(found.steps.order_by("-day")[:40])
    context = {
        "walker": found,
        "walk": found.team.walk,
        "code": code,
        "form": form,
        "days": days,
        "n": sum(day.counted for day in found.steps.all()),
        "is_on": found.team.walk.is_on(timezone.now()),
    }
    return render(request, "participation/public_walker.html", context, status=status)


def _walker(code: str) -> Walker:
    related = ("team__walk__activity__campaign", "team__walk__organization", "team__organization")
    return get_object_or_404(Walker.objects.select_related(*related), pk=id_of("walker", code))
