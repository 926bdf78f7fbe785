"""At the door: the organiser's phone that scans, the hall's screen with its changing code, names by hand."""

from dataclasses import asdict
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import signing_in
from jieneng.apps.attendance.actions.signing_in import Outcome
from jieneng.apps.attendance.models import Registration, Session, SignIn
from jieneng.apps.attendance.queries import desk
from jieneng.apps.attendance.views.common import held
from jieneng.core import scans as phone
from jieneng.core.audit.deeds import deed
from jieneng.ui.refusals import Refused


@login_required
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The phone page: the camera where the browser reads codes, a search by name, and who came last."""
    session = held(request, pk, "attendance.check_in")
    said = request.GET.get("q", "").strip()[:40]
    latest = SignIn.objects.filter(session=session).select_related("registration__organization").order_by("-id")
    context = {
        "session": session,
        "store": f"attendance-{session.pk}",  # what the phone keeps for this door
        "q": said,
        "found": desk.found_by_name(session, said),
        "n_in": SignIn.objects.filter(session=session).count(),
        "n_seated": Registration.objects.seated().filter(session=session).count(),
        "latest": latest[:8],
    }
    response = render(request, "attendance/scan.html", context)
    response["Permissions-Policy"] = phone.CAMERA
    return response


@login_required
@require_POST
def scans(request: HttpRequest, pk: int) -> HttpResponse:
    """What a phone has scanned, as JSON; each with its nonce, so that it may be sent as often as it takes."""
    session = held(request, pk, "attendance.check_in")
    now = timezone.now()
    outcomes = signing_in.take_scans(session, phone.read(request.body, now), by=request.user, now=now)
    n_in = SignIn.objects.filter(session=session).count()
    return JsonResponse({"outcomes": [_said(one) for one in outcomes], "n_in": n_in})


@deed
def sign_in(request: HttpRequest, pk: int, registration: int) -> HttpResponse:
    """Sign somebody in by hand: found by name, or by the pass that the phone's own camera opened."""
    session = held(request, pk, "attendance.check_in")
    one = get_object_or_404(Registration.objects.select_related("session"), pk=registration, session=session)
    how = "scan" if request.POST.get("how") == "scan" else "name"
    signing_in.sign_in(one, how=how, by=request.user, now=timezone.now())
    messages.info(request, _("%(name)s 已签到。") % {"name": one.name})
    return redirect("attendance:scan", pk=pk)


@login_required
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The hall's screen: a code that changes every twenty seconds, and how many have come."""
    session = held(request, pk, "attendance.check_in")
    return render(request, "attendance/screen.html", {"session": session, **_shown(session)})


@login_required
@require_safe
def screen_data(request: HttpRequest, pk: int) -> HttpResponse:
    return JsonResponse(_shown(held(request, pk, "attendance.check_in")))


def _shown(session: Session) -> dict[str, Any]:
    now = timezone.now()
    here = reverse("attendance:public_here", args=[session.code, passes.hall_code(session, now)])
    return {
        "qr": segno.make(f"{settings.JIENENG_BASE_URL}{here}", error="m").svg_data_uri(scale=10, border=2),
        "seconds": passes.seconds_left(now),
        "n_in": SignIn.objects.filter(session=session).count(),
        "n_seated": Registration.objects.seated().filter(session=session).count(),
    }


def _said(one: Outcome) -> dict[str, Any]:
    """What the phone shows."""
    who, is_in = one.registration, one.code == signing_in.IN
    known = (who.name, who.organization.name) if who else ()
    words = _("已签到") if is_in else Refused(one.code).sentence
    return asdict(phone.Answer(one.nonce, one.code, words, is_in, *known))
