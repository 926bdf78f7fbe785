"""The codes by which people are known at the door: one's own pass, and the hall's code that changes as one looks."""

import hmac
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner

from jieneng.apps.attendance.models import Registration, Session

SECONDS = 20  # for which the hall shows one code
_GRACE = 2  # how many codes back still open the page
_TAP_WITHIN = 300  # seconds between opening the page and the tap
_MARK = 16  # hex digits: 64 bits, for less than a minute
_passes = Signer(salt="attendance pass", sep=".")
_taps = TimestampSigner(salt="attendance tap", sep=".")


def pass_of(registration: Registration) -> str:
    """The signed code of a registration, as it stands in its QR."""
    return _passes.sign(str(registration.pk))


def registration_of(code: str) -> int | None:
    """The id that a signed code names, None for any other text. A scanned address is read by its last part."""
    said = code.strip().rstrip("/").rpartition("/")[2]
    try:
        pk = _passes.unsign(said)
    except BadSignature:
        return None
    return int(pk) if pk.isascii() and pk.isdecimal() else None


def hall_code(session: Session, now: datetime) -> str:
    """The code that the hall's screen shows at this moment."""
    window = int(now.timestamp()) // SECONDS
    return f"{window:x}-{_mark(session, window)}"


def seconds_left(now: datetime) -> int:
    return SECONDS - int(now.timestamp()) % SECONDS


def is_shown(session: Session, code: str, now: datetime) -> bool:
    """Whether the hall shows this code, or has until a moment ago."""
    said, _, mark = code.partition("-")
    try:
        window = int(said, 16)
    except ValueError:
        return False
    age = int(now.timestamp()) // SECONDS - window
    return 0 <= age <= _GRACE and hmac.compare_digest(mark.encode(), _mark(session, window).encode())


def tap_of(session: Session) -> str:
    """What the page carries whose code was right: it may be tapped for some minutes."""
    return _taps.sign(session.code)


def is_tap(session: Session, said: str) -> bool:
    try:
        return bool(_taps.unsign(said, max_age=_TAP_WITHIN) == session.code)
    except BadSignature:
        return False


def _mark(session: Session, window: int) -> str:
    said = f"attendance hall|{session.code}|{window}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()[:_MARK]
