"""The pages of what went wrong: not found, not allowed, a bad request, a fault of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jieneng.ui.refusals import Refused


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/500.html", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/refused.html", {"refusal": Refused("csrf")}, status=403)
