"""First-password slips: printed once, right after they were made; nowhere kept in clear.

The session row in the database holds them enciphered; the key lies in a cookie of the browser that made them. Neither
alone says anything, and both are gone after the first look or a quarter of an hour.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jieneng.core.orgs.accounts import Slip
from jieneng.ui.refusals import Refused

_KEPT = "slips"
_COOKIE = "jieneng_slips"
_SECONDS = 900


def keep(request: HttpRequest, response: HttpResponse, slips: Iterable[Slip]) -> HttpResponse:
    """Keep slips for the next page of this browser."""
    key = secrets.token_bytes(32)
    plain = json.dumps([asdict(slip) for slip in slips], ensure_ascii=False).encode()
    hidden = _with_stream(plain, key)
    request.session[_KEPT] = {
        "text": base64.b64encode(hidden).decode(),
        "mark": hmac.new(key, hidden, hashlib.sha256).hexdigest(),
        "until": timezone.now().timestamp() + _SECONDS,
    }
    response.set_cookie(
        _COOKIE, key.hex(), max_age=_SECONDS, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def take(request: HttpRequest) -> list[Slip]:
    """The slips, once; raises Refused "slip-expired" the second time, later, or in another browser."""
    kept = request.session.pop(_KEPT, None)
    key = _key(request)
    if kept is None or key is None or kept["until"] < timezone.now().timestamp():
        raise Refused("slip-expired")
    hidden = base64.b64decode(kept["text"])
    if not hmac.compare_digest(hmac.new(key, hidden, hashlib.sha256).hexdigest(), kept["mark"]):
        raise Refused("slip-expired")
    return [Slip(**said) for said in json.loads(_with_stream(hidden, key))]


def forget(response: HttpResponse) -> HttpResponse:
    """Take the key out of the browser."""
    response.delete_cookie(_COOKIE, samesite="Strict")
    return response


def _key(request: HttpRequest) -> bytes | None:
    try:
        return bytes.fromhex(request.COOKIES.get(_COOKIE, "")) or None
    except ValueError:
        return None


def _with_stream(text: bytes, key: bytes) -> bytes:
    """The text combined with a key stream of SHAKE-256; the key is used for one text only. Twice gives it back."""
    stream: Any = hashlib.shake_256(b"slips" + key).digest(len(text))
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))
