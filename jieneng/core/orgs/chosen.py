"""The organisation that somebody has named on a public page, remembered by their own browser for the next page.

Nothing is kept here, it says nothing of who they are, and it opens nothing: it only saves looking for it again.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number

COOKIE = "jieneng_unit"
_DAYS = 30 * 24 * 3600


def chosen_here(request: HttpRequest, root: str) -> Organization | None:
    """The one this browser has named, if it is open and within `root`; None while another is looked for (`?q=`)."""
    pk = 0 if "q" in request.GET else number(request.COOKIES.get(COOKIE))
    found = Organization.objects.open().filter(pk=pk).first() if pk > 0 else None
    return found if found and paths.is_within(found.path, root) else None


def remember(response: Any, organization: int) -> None:
    """Keep it in the browser for a month."""
    said = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(COOKIE, str(organization), max_age=_DAYS, **said)
