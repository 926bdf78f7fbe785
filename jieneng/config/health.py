"""Is it alive, is it ready: for the machine in front, without signing in and without details."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from jieneng.core.jobs.models import Outbox

_SPACE, _OLDEST = 0.05, timedelta(minutes=5)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Database up to date, disk space left, no work lying about: 200, else 503 with which of them fails."""
    checks = {"database": _migrated(), "disk": _has_space(), "outbox": _outbox_flows()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _has_space() -> bool:
    usage = shutil.disk_usage(settings.VAR)
    return usage.free / usage.total > _SPACE


def _outbox_flows() -> bool:
    return not Outbox.objects.filter(done_at__isnull=True, due_at__lt=timezone.now() - _OLDEST, n_tries__lt=8).exists()
