"""Sign in and out."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from jieneng.ui.refusals import Refused


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    raise Refused("account-locked", minutes=15)
