"""Promise work inside a transaction, and do what is due outside it."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from jieneng.core.jobs.models import Outbox

log = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any]], None]
_handlers: dict[str, Handler] = {}
MOST_TRIES = 8


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Name the function that does this kind of work. It must be safe to call twice with the same payload."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def promise(kind: str, key: str, payload: Mapping[str, Any], *, due_at: datetime) -> None:
    """Put work into the outbox in the current transaction; the same key a second time is no new work."""
    row = Outbox(kind=kind, key=key, payload=dict(payload), due_at=due_at)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)


def do_due(now: datetime, most: int = 50) -> int:
    """Do the work that is due, each piece in a transaction of its own; gives how many were done."""
    due = Outbox.objects.filter(done_at__isnull=True, due_at__lte=now, n_tries__lt=MOST_TRIES)
    return sum(_do_one(pk, now) for pk in list(due.order_by("due_at").values_list("pk", flat=True)[:most]))


def _do_one(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            waiting = Outbox.objects.filter(pk=pk, done_at__isnull=True)
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            job = waiting.first()
            if job is None:
                return False
            _handlers[job.kind](job.payload)
            Outbox.objects.filter(pk=pk).update(done_at=now, n_tries=job.n_tries + 1, trouble="")
            return True
    except Exception as trouble:
        log.exception("job failed", extra={"outbox": pk})
        _postpone(pk, now, trouble)
        return False


def _postpone(pk: int, now: datetime, trouble: Exception) -> None:
    tries = Outbox.objects.values_list("n_tries", flat=True).get(pk=pk) + 1
    Outbox.objects.filter(pk=pk).update(
        n_tries=tries, due_at=now + timedelta(seconds=2**tries), trouble=f"{type(trouble).__name__}: {trouble}"[:2000]
    )
