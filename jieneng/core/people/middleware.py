"""How long a session lives: so long without a request, so long at the most, and never past a reset."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

SEEN, SINCE = "seen", "since"
_WRITE_EVERY = 60  # seconds: a page view is not worth a write to the database


class SessionLimits:
    """Sign out after idling, at the absolute limit, after a reset; lead to the first password change."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _is_over(request):
                logout(request)
                request.session["signed_out"] = "idle"
            elif _must_change(request) and not request.path.startswith(_allowed_paths()):
                return redirect("people:change_password")
        return self.get_response(request)


def _is_over(request: HttpRequest) -> bool:
    now, session = int(timezone.now().timestamp()), request.session
    since = session.setdefault(SINCE, now)
    seen = session.setdefault(SEEN, now)
    over_idle = now - seen > settings.JIENENG_IDLE_SECONDS
    over_age = now - since > settings.SESSION_COOKIE_AGE
    was_reset = since < int(request.user.signed_out_before.timestamp())
    if now - seen > _WRITE_EVERY:
        session[SEEN] = now
    return over_idle or over_age or was_reset


def _must_change(request: HttpRequest) -> bool:
    person = request.user
    days = settings.JIENENG_PASSWORD_DAYS
    if days and person.password_changed_at and (timezone.now() - person.password_changed_at).days >= days:
        return True
    return bool(person.must_change_password)


def _allowed_paths() -> tuple[str, ...]:
    names = ("people:change_password", "people:sign_out")
    return (*map(reverse, names), settings.STATIC_URL)
