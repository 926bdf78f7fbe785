"""The baseline of `jieneng bench quiz`: one hand-in by a plain view of Django with its ORM."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jieneng.config.settings")

import django

django.setup()

from functools import cache  # noqa: E402
from typing import Any  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from jieneng.apps.quiz.endpoint.app import _row, receipt_of  # noqa: E402
from jieneng.apps.quiz.endpoint.building import now_ms, read_terms, signer  # noqa: E402
from jieneng.apps.quiz.models import HandIn  # noqa: E402


@cache
def _terms(quiz: int) -> Any:
    return read_terms(quiz)


@csrf_exempt
def hand_in(request: HttpRequest) -> JsonResponse:
    """What the endpoint does, a row and a transaction at a time."""
    said = json.loads(request.body)
    paper = signer().read_paper(said["token"])
    terms = _terms(paper.quiz)
    row = _row(terms, paper, said, now_ms())
    assert row is not None
    HandIn.objects.create(**row._asdict())
    return JsonResponse(receipt_of(terms, row))


urlpatterns = [path("", hand_in)]
settings.ROOT_URLCONF = sys.modules[__name__]
settings.ALLOWED_HOSTS = ["*"]
application = get_wsgi_application()
