"""Without signing in: the live page, one's own pass, the hall's code, the check of a certificate."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import signing_in, watching
from jieneng.apps.attendance.certificate import certificate_paper
from jieneng.apps.attendance.models import Certificate, Material, Registration, Session, Viewer
from jieneng.apps.attendance.queries import desk
from jieneng.apps.attendance.views.common import open_by_code
from jieneng.core.documents import downloads
from jieneng.core.documents.certificates import grouped, typed
from jieneng.core.files.views import sent_to_public
from jieneng.core.orgs import names
from jieneng.core.orgs.acting import roles_at
from jieneng.core.orgs.chosen import chosen_here, remember
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import actions
from jieneng.ui.asked import number
from jieneng.ui.middleware import CONTENT_SECURITY_POLICY
from jieneng.ui.refusals import Refused
from jieneng.ui.seldom import require_seldom

VIEWER, PASS = "jieneng_viewer", "jieneng_pass"
_DAYS = 30 * 24 * 3600
_FOUND, _ANSWERED = 12, 30
_KEY = re.compile(r"[0-9a-f]{32}")


@never_cache
@require_safe
def live(request: HttpRequest, code: str) -> HttpResponse:
    """收看: countdown by our clock, stream, materials, questions; first one says where one is from."""
    session, now = open_by_code(code), timezone.now()
    if not session.has_live:
        raise Http404
    viewer = _viewer(request, session)
    said = request.GET.get("q", "").strip()[:40]
    embedded = _is_embedded(session.stream)
    context = {
        "session": session,
        "standing": desk.standing(session, now),
        "now_ms": int(now.timestamp() * 1000),
        "start_ms": int(session.starts_at.timestamp() * 1000),
        "is_on": session.is_on(now) and session.is_open,
        "viewer": viewer,
        "own": request.acting.organization
        if request.user.is_authenticated and request.acting
        else chosen_here(request, session.org_path),
        "q": said,
        "found": _found(session, said) if viewer is None else [],
        "embedded": embedded,
        "materials": session.materials.filter(dropped_at=None).select_related("file"),
        "answered": session.questions.filter(answered_at__isnull=False, hidden_at=None)[:_ANSWERED],
        "mine": viewer.questions.filter(answered_at=None)[:5] if viewer else [],
    }
    response = render(request, "attendance/live.html", context)
    if embedded:
        host = urlsplit(session.stream).hostname
        response["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src https://{host}"
    return response


@never_cache
@require_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Come in as somebody of an organisation."""
    session, now = open_by_code(code), timezone.now()
    require_seldom(request, "join", most=300, now=now)
    organization = get_object_or_404(Organization.objects.open(), pk=number(request.POST.get("organization")))
    person = request.user if request.user.is_authenticated and roles_at(request.user, organization) else None
    key = watching.key_of(person) if person else _kept_key(request) or watching.new_key()
    watching.join(session, organization, key, person=person, now=now)
    response = redirect("attendance:public_live", code=code)
    if person is None:
        _remember(response, VIEWER, key)
        remember(response, organization.pk)
    return response


@never_cache
@require_POST
def beat(request: HttpRequest, code: str) -> HttpResponse:
    """Once a minute, while the page is open and visible."""
    viewer = _viewer(request, open_by_code(code))
    if viewer is None:
        raise Refused("viewer-unknown")
    return JsonResponse({"counted": watching.watched(viewer, now=timezone.now())})


@never_cache
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    session = open_by_code(code)
    viewer, key = _viewer(request, session), request.POST.get("_key", "")
    if viewer is None:
        raise Refused("viewer-unknown")
    if not 16 <= len(key) <= 64:
        raise Refused("key-missing")
    watching.ask(viewer, request.POST.get("text", ""), key, now=timezone.now())
    messages.info(request, _("已提交，组织单位答复后显示。"))
    return redirect("attendance:public_live", code=code)


@require_safe
def material(request: HttpRequest, code: str, material: int) -> HttpResponse:
    laid = get_object_or_404(Material, pk=material, session=open_by_code(code), dropped_at=None)
    return sent_to_public(laid.file)


@never_cache
@require_safe
def own_pass(request: HttpRequest, code: str) -> HttpResponse:
    """报名码: what the attendee shows at the door. Who runs the door and opens it, signs them in here."""
    one = _registration(code)
    session = one.session
    address = f"{settings.JIENENG_BASE_URL}{reverse('attendance:public_pass', args=[code])}"
    context = {
        "session": session,
        "one": one,
        "no": one.seat.no if hasattr(one, "seat") else None,
        "sign_in": getattr(one, "sign_in", None),
        "certificate": getattr(one, "certificate", None),
        "qr": segno.make(address, error="m").svg_data_uri(scale=6, border=2),
        "code": code,
        "may_sign_in": _may_check_in(request, session),
        "masked": _masked(one.name),
    }
    response = render(request, "attendance/pass.html", context)
    _remember(response, PASS, code)
    return response


@never_cache
@require_safe
def own_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate of whoever holds the pass."""
    one = _registration(code)
    made = getattr(one, "certificate", None)
    if made is None or made.revoked_at is not None:
        raise Http404
    return downloads.as_pdf(certificate_paper(made), "参加证明", in_beijing(made.at).date())


@never_cache
@require_safe
def here(request: HttpRequest, code: str, mark: str) -> HttpResponse:
    """The hall's code, scanned with one's own phone: one tap, if the pass was opened on it; else name and seat."""
    session = open_by_code(code)
    if not passes.is_shown(session, mark, timezone.now()):
        raise Refused("hall-code-old")
    known = _known_here(request, session)
    context = {
        "session": session,
        "tap": passes.tap_of(session),
        "known": known,
        "masked": _masked(known.name) if known else "",
        "key": uuid4().hex,
    }
    return render(request, "attendance/here.html", context)


@never_cache
@require_POST
def tap(request: HttpRequest, code: str) -> HttpResponse:
    """I am here."""
    session, now = open_by_code(code), timezone.now()
    require_seldom(request, "tap", most=300, now=now)
    if not passes.is_tap(session, request.POST.get("tap", "")):
        raise Refused("hall-code-old")
    one = _known_here(request, session) or _named_here(request, session)
    signing_in.sign_in(one, how="hall", by=None, now=now)
    context = {"session": session, "masked": _masked(one.name), "no": one.seat.no if hasattr(one, "seat") else None}
    return render(request, "attendance/signed_in.html", context)


@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """证明核验: what is printed on it, and whether it holds."""
    said = request.GET.get("code", "").strip()[:60]
    found = None
    if said:
        require_seldom(request, "check", most=30, now=timezone.now())
        found = Certificate.objects.filter(code=typed(said)).first()
    context = {"typed": said, "found": found, "code": grouped(found.code) if found else ""}
    return render(request, "attendance/check.html", context, status=404 if said and found is None else 200)


def _viewer(request: HttpRequest, session: Session) -> Viewer | None:
    """Who watches on this browser: the account, else the key in its cookie."""
    keys = [_kept_key(request)]
    if request.user.is_authenticated:
        keys.insert(0, watching.key_of(request.user))
    rows = Viewer.objects.filter(session=session, key__in=[key for key in keys if key]).select_related("organization")
    found = {viewer.key: viewer for viewer in rows}
    viewer = next((found[key] for key in keys if key in found), None)
    if viewer is not None:
        viewer.session = session
    return viewer


def _kept_key(request: HttpRequest) -> str:
    """The random key of this browser; what else stands in its cookie is nobody's, least of all an account's."""
    said = request.COOKIES.get(VIEWER, "")
    return said if _KEY.fullmatch(said) else ""


def _found(session: Session, said: str) -> list[Organization]:
    """Organisations of the session's range by any two characters of their name."""
    token = f"p{session.audience.root_path.lower()}"
    ids = names.search(said, [frozenset({token})], most=_FOUND)
    return list(Organization.objects.open().filter(pk__in=ids)[:_FOUND])


def _is_embedded(stream: str) -> bool:
    parts = urlsplit(stream)
    return parts.scheme == "https" and parts.hostname in settings.JIENENG_STREAM_HOSTS


def _registration(code: str) -> Registration:
    pk = passes.registration_of(code)
    rows = Registration.objects.select_related("organization", "seat", "sign_in", "certificate")
    return get_object_or_404(rows.select_related("session__activity", "session__organization", "organization"), pk=pk)


def _known_here(request: HttpRequest, session: Session) -> Registration | None:
    """The registration whose pass was opened on this phone, if it is one of this session."""
    pk = passes.registration_of(request.COOKIES.get(PASS, ""))
    rows = Registration.objects.coming().filter(session=session, pk=pk or 0)
    return rows.select_related("session__activity", "organization").first()


def _named_here(request: HttpRequest, session: Session) -> Registration:
    rows = Registration.objects.seated().select_related("session__activity", "organization")
    said = {"name": request.POST.get("name", "").strip()[:40], "seat__no": number(request.POST.get("no"))}
    found = rows.filter(session=session, **said).first()
    if found is None:
        raise Refused("pass-not-found")
    return found


def _may_check_in(request: HttpRequest, session: Session) -> bool:
    allowed = frozenset(actions()["attendance.check_in"].roles)
    return request.user.is_authenticated and bool(roles_at(request.user, session.organization) & allowed)


def _masked(name: str) -> str:
    """A name as others may read it on this phone: 张*."""
    return name[:1] + "*" * (len(name) - 1)


def _remember(response: Any, cookie: str, value: str) -> None:
    said = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE, "path": "/attendance/"}
    response.set_cookie(cookie, value, max_age=_DAYS, **said)
