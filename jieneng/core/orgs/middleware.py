"""For which organisation this request acts: `request.acting`, looked up only when a page asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from jieneng.core.orgs.acting import acting_of


class ActingFor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = SimpleLazyObject(lambda: acting_of(request)) if request.user.is_authenticated else None
        return self.get_response(request)
