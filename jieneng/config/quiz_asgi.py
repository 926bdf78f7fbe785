"""The endpoint of the quiz alone (`jieneng serve --only quiz`): for a machine that does nothing but take papers in."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jieneng.config.settings")

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from collections.abc import Mapping
from typing import Any

from jieneng.apps.quiz.endpoint.app import PATHS
from jieneng.apps.quiz.endpoint.building import build

endpoint = build()


async def application(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
    """The endpoint; nothing else is found here."""
    if scope["path"] in PATHS:
        return await endpoint(scope, receive, send)
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
    return None
