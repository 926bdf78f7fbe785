"""A winner's pages, without an account: the code, what is told of personal data, name and number, taking them back."""

from typing import Any

import segno
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions.handing import person_of
from jieneng.apps.prizes.forms import ClaimForm, CodeForm
from jieneng.apps.prizes.keeping import code_of
from jieneng.apps.prizes.models import CLAIMED, FORFEITED, HANDED, WON, Claim, Win
from jieneng.rulebook import prize_rules
from jieneng.ui.refusals import Refused
from jieneng.ui.sender import address_of
from jieneng.ui.wording import masked, masked_name

_SALT = "jieneng.apps.prizes claim"
_SECONDS = 1800  # a page of a winner can be opened this long after the code was given


def token_of(win: Win) -> str:
    return signing.dumps(win.pk, salt=_SALT)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """领奖: give the code, and nothing else."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "prizes/code.html", {"form": form}, status=422 if form.is_bound else 200)
    found = actions.find_by_code(form.cleaned_data["code"], address=address_of(request), now=timezone.now())
    if found is None:
        form.add_error("code", _("没有这个领奖码，请对照中奖时显示的领奖码再输一遍。"))
        return render(request, "prizes/code.html", {"form": form}, status=422)
    return redirect("prizes:public_claiming", token=token_of(found))


@never_cache
@sensitive_post_parameters("name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """What was won; leave name and number, take them back, or give the prize up: one button each."""
    seen = _of_token(token)
    if request.method != "POST":
        return _page(request, seen, token, _empty_form())
    now, step = timezone.now(), request.POST.get("step", "")
    if step == "withdraw":
        actions.withdraw(seen, now=now)
    elif step == "decline":
        actions.decline(seen, now=now)
    else:
        form = ClaimForm(request.POST)
        if not form.is_valid():
            return _page(request, seen, token, form, status=422)
        said = form.cleaned_data
        actions.claim(seen, name=said["name"], phone=said["phone"], version=said["version"], now=now)
    return redirect("prizes:public_claiming", token=token)


def _of_token(token: str) -> Win:
    try:
        pk = signing.loads(token, salt=_SALT, max_age=_SECONDS)
    except signing.SignatureExpired as expired:
        raise Refused("prizes-page-expired") from expired
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    return get_object_or_404(Win.objects.select_related("draw__organization", "unit__prize", "organization"), pk=pk)


def _empty_form() -> ClaimForm:
    return ClaimForm(initial={"version": prize_rules().notice.version})


def _page(request: HttpRequest, seen: Win, token: str, form: ClaimForm, status: int = 200) -> HttpResponse:
    draw, code = seen.draw, code_of(seen)
    kept = Claim.objects.filter(win=seen, purged_at__isnull=True).first()
    person: Any = person_of(kept) if kept else {}
    notice = prize_rules().notice
    facts = {"organizer": draw.organization.name, "contact": draw.contact, "place": draw.claim_place}
    context = {
        "win": seen,
        "draw": draw,
        "token": token,
        "code": code,
        "qr": segno.make(code.replace(" ", ""), error="m").svg_data_uri(scale=5, border=2) if code else "",
        "notice": notice.filled(days=draw.purge_days, **facts),
        "version": notice.version,
        "kept": kept,
        "name": masked_name(person.get("name")),
        "phone": masked(person.get("phone")),
        "form": form,
        "is_late": seen.state == WON and timezone.now() > seen.claim_until,
        "may_claim": seen.state == WON and timezone.now() <= seen.claim_until,
        "may_decline": seen.state in (WON, CLAIMED),
        "is_handed": seen.state == HANDED,
        "is_forfeited": seen.state == FORFEITED,
    }
    return render(request, "prizes/claim.html", context, status=status)
