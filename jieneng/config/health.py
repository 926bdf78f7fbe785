"""Is it alive, is it ready: for the machine in front, without signing in and without details."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.core.jobs.models import Outbox
from jieneng.core.jobs.outbox import MOST_TRIES

_SPACE, _OLDEST = 0.05, timedelta(minutes=5)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database up to date, disk space left, no work lying about: 200, else 503 with which of them fails.

    `stuck` tells how many jobs were given up after all their tries (at most 100 are counted): for someone to look at,
    no reason to send people away.
    """
    checks = {"database": _migrated(), "disk": _has_space(), "outbox": _outbox_flows()}
    stuck = Outbox.objects.filter(done_at__isnull=True, n_tries__gte=MOST_TRIES)[:100].count()
    return JsonResponse({**checks, "stuck": stuck}, status=200 if all(checks.values()) else 503)


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _has_space() -> bool:
    usage = shutil.disk_usage(settings.VAR)
    return usage.free / usage.total > _SPACE


def _outbox_flows() -> bool:
    waiting = Outbox.objects.filter(done_at__isnull=True, n_tries__lt=MOST_TRIES)
    return not waiting.filter(due_at__lt=timezone.now() - _OLDEST).exists()
