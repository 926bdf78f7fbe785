"""Who asks a public page: an account, or a browser by a random key that says nothing about the person."""

import re
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "jieneng_part"
_DAYS = 90 * 24 * 3600
_KEY = re.compile(r"[0-9a-f]{32}")


def key_of(request: HttpRequest) -> str:
    """The key of who asks: that of the account signed in, else of this browser; "" for a browser without one."""
    if request.user.is_authenticated:
        return f"p{request.user.pk}"
    said = request.COOKIES.get(COOKIE, "")
    return said if _KEY.fullmatch(said) else ""


def new_key() -> str:
    return secrets.token_hex(16)


def remember(response: HttpResponse, key: str) -> HttpResponse:
    """Keep a browser's key in its cookie; an account has none."""
    if _KEY.fullmatch(key):
        said: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
        response.set_cookie(COOKIE, key, max_age=_DAYS, **said)
    return response
