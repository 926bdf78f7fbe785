"""Codes that a phone scans at a door, perhaps without a network for a while.

The phone gives each scan a nonce and keeps it until the server has answered for it (ui/js/scan.js); uploaded again it
is the same scan, answered as the first time. What a code opens, and what then happens, says the app.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime

from jieneng.ui.refusals import Refused

MOST = 500  # scans of one upload
CAMERA = (
    "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()"  # Permissions-Policy of a page that scans
)
_NONCES = (8, 40)
_OLDEST, _NEWEST = timedelta(days=7), timedelta(minutes=10)


@dataclass(frozen=True)
class Scanned:
    """What a phone read, the nonce it gave it, when it was by its clock, and what for, where there is a choice."""

    code: str
    nonce: str
    at: datetime
    way: str = ""

    def moment(self, now: datetime) -> datetime:
        """When it was; the present where the clock of the phone is out of all reason."""
        return self.at if now - _OLDEST <= self.at <= now + _NEWEST else now


@dataclass(frozen=True)
class Answer:
    """What the phone shows of a scan: what became of it in words, whether it did what it was for, and whose it was."""

    nonce: str
    code: str
    words: str
    is_good: bool
    name: str = ""
    organization: str = ""


class Scan(models.Model):
    """A scan that was answered. An app's own says at what door (unique with the nonce) and whose code it was."""

    nonce = models.CharField("扫码编号", max_length=_NONCES[1])
    outcome = models.CharField("结果", max_length=40)
    scanned_at = models.DateTimeField("扫码时间")
    at = models.DateTimeField("收到时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")

    class Meta:
        abstract = True


def read(body: bytes, now: datetime) -> list[Scanned]:
    """The scans of an upload."""
    try:
        return [_one(each, now) for each in json.loads(body)["scans"]]
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise Refused("scans-unreadable") from broken


def require_few(scans: Sequence[Scanned]) -> None:
    if len(scans) > MOST:
        raise Refused("scans-too-many", limit=MOST)


def _one(said: dict[str, Any], now: datetime) -> Scanned:
    nonce = said["nonce"]
    if not _NONCES[0] <= len(nonce) <= _NONCES[1]:
        raise ValueError(nonce)
    at = parse_datetime(said.get("at", ""))
    return Scanned(str(said["code"])[:500], str(nonce), at if at and at.tzinfo else now, str(said.get("way", ""))[:10])
