"""The interface to electronic seals: a service stamps the pdf of an issued paper and tells what seals a pdf bears.

A deployment writes a class with these three members and names it in `JIENENG_SEAL_SERVICE` as "package.module:Class";
the page of a paper offers it then. Without one, papers are printed, stamped and scanned.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class SealFailed(Exception):
    """The service did not seal; its message is a Chinese sentence for the one who asked."""


@dataclass(frozen=True)
class SealFound:
    """A seal in a pdf: whose, when, and whether the pdf is as it was when it was sealed."""

    holder: str
    at: datetime | None
    is_intact: bool


class SealService(Protocol):
    """What a service has to do; slow calls must end by themselves within half a minute."""

    name: str

    def seal(self, pdf: bytes, *, organization: str, credit_code: str, title: str) -> bytes:
        """The pdf with the organisation's seal on its date of writing (GB/T 9704-2012, 7.3.5.1); else SealFailed."""

    def found_in(self, pdf: bytes) -> list[SealFound]:
        """Every seal in a pdf; empty for none."""


@cache
def seal_service() -> SealService | None:
    """The service of this deployment, or None."""
    path = settings.JIENENG_SEAL_SERVICE
    if not path:
        return None
    module, _, name = path.partition(":")
    try:
        service: SealService = getattr(import_module(module), name)()
    except (ImportError, AttributeError, TypeError) as wrong:
        raise ImproperlyConfigured(f"JIENENG_SEAL_SERVICE: {path}: {wrong}") from wrong
    return service
