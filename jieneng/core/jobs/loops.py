"""The loops that run beside the web: each does its round, again and again, while this process holds its lease."""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from jieneng.core.jobs import leases
from jieneng.core.jobs.outbox import do_due

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loop:
    """A round to do every so many seconds; a round gives how much it did, and 0 means: rest."""

    name: str
    seconds: float
    round: Callable[[datetime], int]


_loops: dict[str, Loop] = {"outbox": Loop("outbox", 1.0, do_due)}


def register(loop: Loop) -> None:
    """Add a loop; called from an app's `ready`."""
    _loops[loop.name] = loop


def start() -> threading.Event:
    """Run all loops as threads of this process; set the event that is given back to stop them."""
    stop = threading.Event()
    holder = uuid.uuid4().hex
    for loop in _loops.values():
        threading.Thread(target=_run, args=(loop, holder, stop), name=f"loop-{loop.name}", daemon=True).start()
    return stop


def _run(loop: Loop, holder: str, stop: threading.Event) -> None:
    while not stop.is_set():
        if not _round(loop, holder):
            stop.wait(loop.seconds)
    leases.let_go(loop.name, holder)


def _round(loop: Loop, holder: str) -> int:
    close_old_connections()
    try:
        now = timezone.now()
        return loop.round(now) if leases.hold(loop.name, holder, now) else 0
    except Exception:
        log.exception("round failed", extra={"loop": loop.name})
        return 0
