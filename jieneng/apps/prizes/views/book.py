"""The hand-out book of a draw, the counter for a phone, one winner: hand out, forfeit, look at a name."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.actions.handing import is_allowed, person_of, require_allowed
from jieneng.apps.prizes.forms import BecauseForm, CodeForm, HandOutForm
from jieneng.apps.prizes.keeping import code_digest, code_form
from jieneng.apps.prizes.models import CLAIMED, WIN_STATES, WON, Claim, Win
from jieneng.apps.prizes.queries import desk as queries
from jieneng.apps.prizes.queries.public import shown
from jieneng.apps.prizes.views.reach import acting_of, may, seen_draw, seen_win
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs.acting import require
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """领奖登记簿, names and numbers masked."""
    seen = seen_draw(request, pk)
    require(request.user, seen.organization, "prizes.hand_out")
    state = request.GET.get("state", "")
    state = state if state in dict(WIN_STATES) else ""
    context = {
        "draw": seen,
        "page": queries.book_page(seen, state=state, after=number(request.GET.get("after"))),
        "counts": queries.counts_of(seen),
        "states": WIN_STATES,
        "state": state,
        "form": BecauseForm(),
        "may_unmask": may(request, seen, "prizes.unmask"),
    }
    return render(request, "prizes/book.html", context)


@login_required
@require_safe
def book_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The book as a sheet: masked, or whole for whoever has just written down why."""
    seen = seen_draw(request, pk)
    require(request.user, seen.organization, "prizes.hand_out")
    of = number(request.GET.get("of"))
    if of:
        require_allowed(of, "prizes.export", seen, by=request.user, now=timezone.now())
    response = HttpResponse(queries.book_sheet(seen, is_whole=bool(of)), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{seen.title}领奖登记簿')}.xlsx"
    return response


@deed
def export(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_draw(request, pk)
    written = actions.allow_book(seen, because=request.POST.get("because", ""), by=request.user)
    return redirect(f"{reverse('prizes:book_xlsx', args=[pk])}?of={written.pk}")


@login_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """发奖: type the code of whoever stands at the counter. Nothing is changed by it."""
    acting = acting_of(request)
    require(request.user, acting.organization, "prizes.hand_out")
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "prizes/counter.html", {"form": form}, status=422 if form.is_bound else 200)
    digest = code_digest(code_form(form.cleaned_data["code"]))
    found = Win.objects.filter(code_digest=digest, draw__organization=acting.organization).first()
    if found is None:
        form.add_error("code", _("没有这个领奖码，请对照领奖人的手机再输一遍。"))
        return render(request, "prizes/counter.html", {"form": form}, status=422)
    hand_out_form = HandOutForm(initial={"code": form.cleaned_data["code"], "signed_by": "self"})
    return win_page(request, seen_win(request, found.pk), hand_out_form)


@login_required
@require_safe
def win(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_win(request, pk)
    require(request.user, seen.draw.organization, "prizes.hand_out")
    return win_page(request, seen, HandOutForm())


def win_page(request: HttpRequest, seen: Win, form: HandOutForm, status: int = 200) -> HttpResponse:
    """One winner, masked; whole for some minutes after the reason was written down."""
    kept = Claim.objects.filter(win=seen, purged_at__isnull=True).first()
    of, person = number(request.GET.get("of")), None
    if of and kept and is_allowed(of, "prizes.unmask", seen, by=request.user, now=timezone.now()):
        person = person_of(kept)
    context = {
        "win": seen,
        "draw": seen.draw,
        "row": shown([seen])[0],
        "kept": kept,
        "person": person,
        "form": form,
        "unmask_form": BecauseForm(prefix="u"),
        "forfeit_form": BecauseForm(prefix="f"),
        "is_open": seen.state in (WON, CLAIMED),
        "may_hand_out": seen.state in (WON, CLAIMED) and may(request, seen.draw, "prizes.hand_out"),
        "may_forfeit": seen.state in (WON, CLAIMED) and may(request, seen.draw, "prizes.forfeit"),
        "may_unmask": bool(kept) and person is None and may(request, seen.draw, "prizes.unmask"),
    }
    return render(request, "prizes/win.html", context, status=status)


@sensitive_post_parameters("code", "tail")
@deed
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = seen_win(request, pk), HandOutForm(request.POST)
    if not form.is_valid():
        return win_page(request, seen, form, status=422)
    try:
        actions.hand_out(seen, **form.cleaned_data, by=request.user, now=timezone.now())
    except Refused as refused:
        if refused.status != 422:
            raise
        form.add_error("tail" if refused.code == "prizes-tail-wrong" else "code", refused.sentence + refused.next_step)
        return win_page(request, seen, form, status=422)
    messages.success(request, _("已发放，签收已记入登记簿。"))
    return redirect("prizes:win", pk=pk)


@deed
def forfeit(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_win(request, pk)
    following = actions.forfeit(seen, because=request.POST.get("f-because", ""), by=request.user, now=timezone.now())
    said = _("已登记弃奖，已由候补递补。") if following else _("已登记弃奖，候补已用完，奖品留存。")
    messages.success(request, said)
    return redirect("prizes:win", pk=pk)


@deed
def unmask(request: HttpRequest, pk: int) -> HttpResponse:
    seen = seen_win(request, pk)
    written = actions.allow_person(seen, because=request.POST.get("u-because", ""), by=request.user, now=timezone.now())
    return redirect(f"{reverse('prizes:win', args=[pk])}?of={written.pk}")
