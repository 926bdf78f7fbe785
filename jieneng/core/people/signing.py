"""Coming in and going out: the session's marks and the entries in the audit trail."""

from typing import Any

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from jieneng.core.audit.actions import record
from jieneng.core.people.middleware import SEEN, SINCE
from jieneng.core.people.models import Person

BACKEND = "jieneng.core.people.backends.Accounts"


@transaction.atomic
def come_in(request: HttpRequest, person: Person) -> None:
    """Sign in: a new session whose clocks start now."""
    login(request, person, backend=BACKEND)
    mark(request)
    record(person, "people.sign_in", person)


@transaction.atomic
def go_out(request: HttpRequest) -> None:
    """Sign out, if anybody is signed in."""
    if request.user.is_authenticated:
        record(request.user, "people.sign_out", request.user)
    logout(request)


def mark(request: HttpRequest) -> None:
    """Start the idle and the absolute clock of this session."""
    request.session[SINCE] = request.session[SEEN] = int(timezone.now().timestamp())


def safe_next(request: HttpRequest, asked: Any) -> str:
    """Where to go after signing in, if that is a page of ours; "" otherwise, and for addresses that only take forms."""
    if not asked or not url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return ""
    try:
        view = resolve(asked.partition("?")[0]).func
    except Resolver404:
        return ""
    return "" if getattr(view, "is_deed", False) else asked
