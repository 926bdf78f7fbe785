"""A deed: a POST that changes something, done once however often it is sent, and always written down."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from jieneng.core.audit.actions import entries_written
from jieneng.core.audit.models import Deed
from jieneng.ui.refusals import Refused

View = Callable[..., HttpResponse]


def deed(view: View) -> View:
    """Make a view a deed: signed in, by POST, in one transaction, once for each form key, with an audit entry.

    A page renders a fresh key with `{% once_key %}`. The same key with the same content is answered by where the
    first one led to; with other content it is refused. A view that shows its form again (anything but a redirect)
    has changed nothing, so its transaction is rolled back and the key stays free.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key, body = _key(request), _body(request)
        done = Deed.objects.filter(key=key).first()
        if done is None:
            try:
                return _do(view, request, key, body, *args, **kwargs)
            except _AlreadyDone:
                done = Deed.objects.get(key=key)
        return _first_answer(request, done, body)

    once.is_deed = True  # type: ignore[attr-defined]
    return login_required(require_POST(once))


def first(prepare: Callable[..., Any]) -> Callable[[View], View]:
    """Do what is slow before a deed begins: decoding a file or asking another machine would hold up every writer.

    Stands above `@deed`. The deed asks for the outcome by `made_before`. A form sent twice is prepared twice, so what
    is prepared must have no effect that counts.
    """

    def prepared(view: View) -> View:
        @wraps(view)
        def made_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.made_before = None
            if request.method == "POST" and request.user.is_authenticated:
                try:
                    request.made_before = prepare(request, *args, **kwargs)
                except Refused as refused:
                    request.made_before = refused
            return view(request, *args, **kwargs)

        return made_first

    return prepared


def made_before(request: HttpRequest) -> Any:
    """What was prepared; raises the Refused that stood in the way, so that the deed can show it on its page."""
    if isinstance(request.made_before, Refused):
        raise request.made_before
    return request.made_before


class _AlreadyDone(Exception):
    """Someone else's request with the same key came first."""


def _do(view: View, request: HttpRequest, key: str, body: str, /, *args: Any, **kwargs: Any) -> HttpResponse:
    with transaction.atomic():
        written = entries_written.get()
        try:
            with transaction.atomic():
                done = Deed.objects.create(key=key, person=request.user, body=body, at=timezone.now())
        except IntegrityError as taken:
            raise _AlreadyDone from taken
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseRedirect):
            transaction.set_rollback(True)
            return response
        if entries_written.get() == written:
            raise AssertionError(f"{view.__module__}.{view.__name__} changed something and wrote no audit entry")
        done.location = response.url[:500]
        done.save(update_fields=["location"])
    return response


def _first_answer(request: HttpRequest, done: Deed, body: str) -> HttpResponse:
    if done.person_id != request.user.pk or done.body != body:
        raise Refused("key-reused")
    return HttpResponseRedirect(done.location or "/")


def _key(request: HttpRequest) -> str:
    key = request.POST.get("_key", "")
    if not 16 <= len(key) <= 64:
        raise Refused("key-missing")
    return key


def _body(request: HttpRequest) -> str:
    """What was sent and where to, without the token and with files by name and size."""
    said = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            said.update(f"\n{name}={request.POST.getlist(name)}".encode())
    for name in sorted(request.FILES):
        said.update("".join(f"\n{name}:{file.name}:{file.size}" for file in request.FILES.getlist(name)).encode())
    return said.hexdigest()
