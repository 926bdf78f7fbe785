"""What happens round every request: its number, its security headers, and the page of a refusal."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from logging import Filter, LogRecord

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from jieneng.ui.refusals import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_KNOWN_FORM = re.compile(r"[0-9a-fA-F]{8}[0-9a-fA-F-]{0,56}")

# Nothing from elsewhere and nothing inline; photos chosen but not yet sent are shown from memory (blob:).
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
}


def current_request_id() -> str:
    """The number of the request that is being answered (问题编号), or "" outside one."""
    return _request_id.get()


class RequestIdFilter(Filter):
    """Gives every log record the number of its request, as `request_id`."""

    def filter(self, record: LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        return True


class RequestId:
    """Numbers each request: the number stands in the log, in the audit, in the answer's header and on error pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        number = given if _KNOWN_FORM.fullmatch(given) else uuid.uuid4().hex
        request.id = number
        token = _request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response["X-Request-Id"] = number
        return response


class SecurityHeaders:
    """Sets the headers a view has not set itself; what a signed-in person sees is kept by no cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response and _is_personal(request, response):
            response["Cache-Control"] = "no-store"
        return response


def _is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether someone is signed in; told from the session cookie, so that no page costs a query for it."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
        return True
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


class RefusalPages:
    """Turns a `Refused` into its page, or into JSON for a script that asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; anything else goes on to become a failure."""
        if not isinstance(exception, Refused):
            return None
        response = _as_json(exception) if wants_json(request) else _as_page(request, exception)
        if exception.status == 429 and "seconds" in exception.facts:
            response["Retry-After"] = str(exception.facts["seconds"])
        return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asked, rather than a person following a link or sending a form."""
    asked_by_script = request.headers.get("X-Requested-With", "").lower() in ("fetch", "xmlhttprequest")
    return asked_by_script or request.headers.get("Accept", "").startswith("application/json")


def _as_json(refused: Refused) -> JsonResponse:
    words = {"code": refused.code, "sentence": refused.sentence, "next": refused.next_step}
    return JsonResponse(words, status=refused.status, json_dumps_params={"ensure_ascii": False})


def _as_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "ui/refused.html", {"refusal": refused, "back": back_to(request)}, status=refused.status)


def back_to(request: HttpRequest) -> str:
    """Where the reader came from, if that was one of our own pages; else the start."""
    origin = f"{request.scheme}://{request.get_host()}"
    came_from = request.headers.get("Referer", "")
    return came_from if came_from.startswith(origin + "/") else "/"
