"""How often one address may ask: what is open to everybody is not asked by machines all day."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from jieneng.ui.refusals import Refused
from jieneng.ui.sender import address_of

_MINUTE = 60


def require_seldom(request: HttpRequest, what: str, *, most: int, now: datetime) -> None:
    """Refuse beyond so many times a minute from one address; nothing is kept but a digest, for a minute."""
    window = int(now.timestamp()) // _MINUTE
    key = f"seldom:{what}:{_digest(request, window)}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    if cache.incr(key) > most:
        raise Refused("too-often", seconds=_MINUTE - int(now.timestamp()) % _MINUTE)


def _digest(request: HttpRequest, window: int) -> str:
    said = f"{window}|{address_of(request)}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
