"""For which organisation this request acts, and whether its person still owes the second factor of their roles."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from jieneng.core.orgs.acting import chosen
from jieneng.core.orgs.second_factor import must_bind

_ONLY_READ = ("GET", "HEAD")
_OPEN_TO_ALL = ("people:change_password", "people:sign_out", "people:second_factor")


class ActingFor:
    """`request.acting` is looked up only when a page asks. Roles that need a phone lead to its binding first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = SimpleLazyObject(lambda: chosen(request)) if request.user.is_authenticated else None
        if request.user.is_authenticated and request.method in _ONLY_READ:
            request.user.posts_held, request.user.places_seen = [], {}  # found once for a page; a deed looks anew
        if request.user.is_authenticated and not request.path.startswith(_allowed()) and must_bind(request.user):
            return redirect("people:second_factor")
        return self.get_response(request)


def _allowed() -> tuple[str, ...]:
    return (*map(reverse, _OPEN_TO_ALL), settings.STATIC_URL)
