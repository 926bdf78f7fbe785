"""At the door: the organiser's phone that scans, the hall's screen with its changing code, names by hand."""

import json
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import signing_in
from jieneng.apps.attendance.actions.signing_in import Outcome, Scanned
from jieneng.apps.attendance.models import Registration, Session, SignIn
from jieneng.apps.attendance.queries import desk
from jieneng.apps.attendance.views.common import held
from jieneng.core.audit.deeds import deed
from jieneng.ui.refusals import Refused

_CAMERA = "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()"
_NONCES = (8, 40)


@login_required
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The phone page: the camera where the browser reads codes, a search by name, and who came last."""
    session = held(request, pk, "attendance.check_in")
    said = request.GET.get("q", "").strip()[:40]
    latest = SignIn.objects.filter(session=session).select_related("registration__organization").order_by("-id")
    context = {
        "session": session,
        "q": said,
        "found": desk.found_by_name(session, said),
        "n_in": SignIn.objects.filter(session=session).count(),
        "n_seated": Registration.objects.seated().filter(session=session).count(),
        "latest": latest[:8],
    }
    response = render(request, "attendance/scan.html", context)
    response["Permissions-Policy"] = _CAMERA
    return response


@login_required
@require_POST
def scans(request: HttpRequest, pk: int) -> HttpResponse:
    """What a phone has scanned, as JSON; each with its nonce, so that it may be sent as often as it takes."""
    session = held(request, pk, "attendance.check_in")
    now = timezone.now()
    outcomes = signing_in.take_scans(session, _scanned(request, now), by=request.user, now=now)
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


def _scanned(request: HttpRequest, now: datetime) -> list[Scanned]:
    try:
        said = json.loads(request.body)
        return [_one(each, now) for each in said["scans"]]
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise Refused("scans-unreadable") from broken


def _one(said: dict[str, Any], now: datetime) -> Scanned:
    nonce = said["nonce"]
    if not _NONCES[0] <= len(nonce) <= _NONCES[1]:
        raise ValueError(nonce)
    at = parse_datetime(said.get("at", ""))
    return Scanned(str(said["code"])[:500], str(nonce), at if at and at.tzinfo else now)


def _said(one: Outcome) -> dict[str, Any]:
    """What the phone shows."""
    who = one.registration
    known = {"name": who.name, "organization": who.organization.name} if who else {}
    words = _("已签到") if one.code == signing_in.IN else Refused(one.code).sentence
    return {"nonce": one.nonce, "code": one.code, "words": words, **known}
