"""A call for works on everybody's phone: what is asked for, the vote, the public notice, the gallery."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jieneng.apps.participation import reach
from jieneng.apps.participation.actions import choosing, voting
from jieneng.apps.participation.forms import ObjectionForm
from jieneng.apps.participation.models import Call, Objection, Vote
from jieneng.apps.participation.queries import standing, works
from jieneng.apps.participation.queries.works import Shown
from jieneng.apps.participation.views.common import opened
from jieneng.core.files.views import sent_to_public
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused
from jieneng.ui.seldom import require_seldom


@never_cache
@require_safe
def public_call(request: HttpRequest, code: str) -> HttpResponse:
    """作品征集: the terms, later the works on vote, in public notice, chosen."""
    call, now = opened(Call, code), timezone.now()
    is_voting = call.is_voting(now)
    has_works = is_voting or call.chosen_at is not None
    context = _of_call(request, call) | {
        "state": standing.state_of(call, now),
        "kinds": call.kinds.all(),
        "page": works.gallery(call, number(request.GET.get("after")), is_voting=is_voting) if has_works else None,
    }
    return render(request, "participation/public_call.html", context)


@never_cache
@require_safe
def public_work(request: HttpRequest, code: str, work: int) -> HttpResponse:
    call = opened(Call, code)
    shown = _shown(call, work)
    context = _of_call(request, call) | {"one": shown, "version": shown.work.latest}
    return render(request, "participation/public_work.html", context)


@require_safe
def public_file(request: HttpRequest, code: str, work: int) -> HttpResponse:
    """The file of a work that everybody may open now, under its number."""
    found = _shown(opened(Call, code), work).work
    if found.latest is None or found.latest.file is None:
        raise Http404
    return sent_to_public(found.latest.file, found.number)


@never_cache
@require_POST
def public_vote(request: HttpRequest, code: str, work: int) -> HttpResponse:
    """One vote."""
    call, now = opened(Call, code), timezone.now()
    shown = _shown(call, work)
    if number(request.POST.get("work")) != work:  # whoever posts here by accident has not voted
        raise Refused("vote-unsaid")
    if call.accounts_only and not request.user.is_authenticated:
        raise Refused("vote-account")
    require_seldom(request, "vote", most=300, now=now)
    key = reach.key_of(request) or reach.new_key()
    voting.vote(call, shown.work, key, now=now)
    messages.info(request, _("已投票。"))
    return reach.remember(redirect("participation:public_work", code=code, work=work), key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def public_object(request: HttpRequest, code: str, work: int) -> HttpResponse:
    """提出异议: a form without a name; the answer is read by the code of the receipt."""
    call, now = opened(Call, code), timezone.now()
    choice = get_object_or_404(call.choices.filter(struck_at=None).select_related("work__latest"), work=work)
    choice.call = call
    form = ObjectionForm(request.POST) if request.method == "POST" else ObjectionForm()
    if request.method != "POST" or not form.is_valid():
        context = {"call": call, "choice": choice, "form": form, "is_open": choosing.is_in_notice(call, now)}
        return render(request, "participation/public_object.html", context, status=422 if form.is_bound else 200)
    if form.is_by_machine:
        return redirect("participation:public_work", code=code, work=work)
    require_seldom(request, "object", most=30, now=now)
    key = request.POST.get("_key", "")
    if not 16 <= len(key) <= 64:
        raise Refused("key-missing")
    made = choosing.object_to(choice, form.cleaned_data["text"], key=key, now=now)
    return redirect("participation:public_objection", code=made.code)


@never_cache
@require_safe
def public_objection(request: HttpRequest, code: str) -> HttpResponse:
    """What was said against a choice and what became of it, for whoever holds the code."""
    related = ("call__activity", "organization", "work__latest")
    found = get_object_or_404(Objection.objects.select_related(*related), code=code)
    return render(request, "participation/public_objection.html", {"objection": found, "call": found.call})


def _shown(call: Call, work: int) -> Shown:
    shown = works.shown_work(call, work, timezone.now())
    if shown is None:
        raise Http404
    return shown


def _of_call(request: HttpRequest, call: Call) -> dict[str, Any]:
    now, key = timezone.now(), reach.key_of(request)
    voted = Vote.objects.filter(call=call, voter=key).values_list("work_id", flat=True).first() if key else None
    return {
        "call": call,
        "is_voting": call.is_voting(now),
        "is_in_notice": choosing.is_in_notice(call, now),
        "voted": voted,
        "may_vote": request.user.is_authenticated or not call.accounts_only,
    }
