"""What every page of reporting asks first: for whom someone acts, and what time it is."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from jieneng.core.orgs.acting import Acting
from jieneng.ui.refusals import Refused


def acting_of(request: HttpRequest) -> Acting:
    """The capacity in which somebody acts; Refused for a person without any post."""
    acting = request.acting
    if not acting:
        raise Refused("no-role")
    return acting


def now() -> datetime:
    return timezone.now()
