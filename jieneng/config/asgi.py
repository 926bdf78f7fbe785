"""Both on one port: the endpoint of the quiz by itself, everything else by Django in a pool of threads."""

from collections.abc import Mapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings

from jieneng.config.wsgi import application as django  # first: it sets Django up

from jieneng.apps.quiz.endpoint.app import PATHS  # isort: skip
from jieneng.config.quiz_asgi import endpoint  # isort: skip

_pages: Any = WSGIMiddleware(django, workers=settings.JIENENG_THREADS)


async def application(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
    """Send each request to its side by its path."""
    if scope["path"] in PATHS:
        return await endpoint(scope, receive, send)

    async def received() -> Any:  # a2wsgi asks for coroutines; the server's own are other awaitables
        return await receive()

    async def sent(message: Any) -> None:
        await send(message)

    return await _pages(scope, received, sent)
