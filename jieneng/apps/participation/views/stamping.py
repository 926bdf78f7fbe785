"""At a post: the organiser's phone that scans volunteers' links, a search by name, stamps one by one."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.participation.actions import stamping
from jieneng.apps.participation.actions.stamping import Outcome
from jieneng.apps.participation.models import Drive, Post, SignUp
from jieneng.apps.participation.models.volunteers import WAYS
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.queries import volunteers as queries
from jieneng.apps.participation.views.common import held_post
from jieneng.core import scans as phone
from jieneng.core.audit.deeds import deed
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The phone page: the camera where the browser reads codes, a search by name, who came and left last."""
    post, said = held_post(request, pk), request.GET.get("q", "").strip()[:40]
    context = {
        "post": post,
        "store": f"participation-{post.pk}",  # what the phone keeps for this post
        "ways": WAYS,
        "q": said,
        "found": queries.found_by_name(post, said),
        "n_in": queries.n_came(post),
        "n_taken": post.sign_ups.filter(withdrawn_at=None).count(),
        "latest": queries.lately_stamped(post),
    }
    response = render(request, "participation/scan.html", context)
    response["Permissions-Policy"] = phone.CAMERA
    return response


@login_required
@require_POST
def scans(request: HttpRequest, pk: int) -> HttpResponse:
    """What a phone has scanned, as JSON; each with its nonce, so that it may be sent as often as it takes."""
    post, now = held_post(request, pk), timezone.now()
    outcomes = stamping.take_scans(post, phone.read(request.body, now), by=request.user, now=now)
    return JsonResponse({"outcomes": [_said(one, post) for one in outcomes], "n_in": queries.n_came(post)})


@deed
def come(request: HttpRequest, pk: int) -> HttpResponse:
    return _stamped(request, pk, stamping.come, _("%(name)s 已签到。"))


@deed
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    return _stamped(request, pk, stamping.leave, _("%(name)s 已签退，时长已计入。"))


def _stamped(request: HttpRequest, pk: int, action: Callable[..., Any], words: str) -> HttpResponse:
    one = get_object_or_404(SignUp.objects.select_related("post", "volunteer"), pk=pk, withdrawn_at=None)
    if not Drive.objects.visible_to(request.user).filter(pk=one.post.drive_id).exists():
        raise Http404
    action(one, by=request.user, now=timezone.now())
    messages.info(request, words % {"name": one.volunteer.name})
    came_from = request.POST.get("from")
    if came_from == "pass":
        return redirect("participation:public_volunteer", code=pass_of("volunteer", one.volunteer_id))
    return redirect("participation:scan" if came_from == "scan" else "participation:post", pk=one.post_id)


def _said(one: Outcome, post: Post) -> dict[str, Any]:
    """What the phone shows."""
    words = {"came": _("已签到"), "left": _("已签退，时长已计入")}.get(one.code) or _why(one.code, post)
    who = one.volunteer
    known = (who.name, who.organization.name) if who else ()
    return asdict(phone.Answer(one.nonce, one.code, words, one.is_good, *known))


def _why(code: str, post: Post) -> str:
    refused = Refused(code, title=post.title, start=post.starts_at, end=post.ends_at)
    return refused.sentence + refused.next_step
