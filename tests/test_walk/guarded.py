"""What every answer says about itself: what it may load, who may frame it, who may keep it, its number."""

import re

from django.http import HttpResponse

from tests.test_walk.parts import parts

PRIVATE = {"files:thumb", "files:clean", "files:original", "notices:attached", "papers:attached"}  # by one's browser
CACHED = PRIVATE | {"publicity:public_photo", "notices:public_attached", "papers:public_attached"}  # files, for a while
LED_ON = {
    "people:sign_in",
    "people:code",
    "people:second_factor_qr",
    "portal:slips",
    "portal:desk",
    "portal:trail_file",
    "notices:corrections_file",
    "reporting:summary",
}
CACHED |= {"notices:public_qr", "notices:campaign_qr", "openness:public_sealed"}
for part in parts():
    PRIVATE |= getattr(part, "PRIVATE", set())
    CACHED |= getattr(part, "CACHED", set()) | PRIVATE
    LED_ON |= getattr(part, "LED_ON", set())


def require_guarded(name: str, answer: HttpResponse) -> None:
    """Fail where the answer of this address leaves one of its guards out."""
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-Id"])
    if name not in CACHED or answer.status_code != 200:
        assert "no-store" in answer["Cache-Control"], answer["Cache-Control"]
