"""Do something with a stranger's file in a process of its own, with little memory and little time, and never wait long.

What eats memory or time there ends that process and nothing else. It inherits neither our settings nor our open files.
"""

import json
import logging
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

from jieneng.engine.sources.found import NotRead
from jieneng.ui.refusals import Refused

_CHILD = "jieneng.core.files.apart_child"
_PLACES = threading.BoundedSemaphore(3)  # processes at once, for each process of the web
_WAIT_SECONDS = 1.0  # for a place; it comes out of the time that the file may take
_COME_AGAIN_SECONDS = 5
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Room:
    """How much a file may take."""

    memory_mb: int = 512
    cpu_seconds: int = 3
    wall_seconds: float = 2.8  # waiting for a place and the work together; with starting and ending, three


class Stopped(Exception):
    """The process came to no answer: it took too much ("heavy"), or broke off ("failed")."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def apart(task: str, data: bytes, *, room: Room | None = None) -> Any:
    """What the task ("package.module:function", bytes to something of JSON) makes of the data.

    Raises NotRead as the task raised it, Stopped, and Refused "busy" when all places stay taken, or when waiting for
    one has cost the time that the work would have needed.
    """
    room = room or Room()
    until = time.monotonic() + room.wall_seconds
    if not _PLACES.acquire(blocking=False):
        return _after_waiting(task, data, room, until)
    try:
        return _said(_answer(task, data, room, until))
    finally:
        _PLACES.release()


def _after_waiting(task: str, data: bytes, room: Room, until: float) -> Any:
    if not _PLACES.acquire(timeout=_WAIT_SECONDS):
        raise _busy()
    try:
        answer = _answer(task, data, room, until)
    finally:
        _PLACES.release()
    if answer.get("late"):
        raise _busy()  # it may be a good file: it had less than its time
    return _said(answer)


def _busy() -> Refused:
    return Refused("busy", seconds=_COME_AGAIN_SECONDS)


def _said(answer: dict[str, Any]) -> Any:
    if "no" in answer:
        raise NotRead(answer["no"], **answer["facts"])
    if "said" not in answer:
        raise Stopped("heavy" if answer.get("heavy") else "failed")
    return answer["said"]


def _answer(task: str, data: bytes, room: Room, until: float) -> dict[str, Any]:
    command = [sys.executable, "-I", "-B", "-m", _CHILD, task, str(room.memory_mb), str(room.cpu_seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=data, capture_output=True, timeout=until - time.monotonic(), check=False, cwd="/", env={}
        )
    except subprocess.TimeoutExpired:
        return {"heavy": True, "late": True}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        _LOG.warning("%s ended with %s: %s", task, done.returncode, done.stderr[-400:].decode("utf-8", "replace"))
        return {"heavy": done.returncode < 0}  # killed for its time, or by itself when it got no memory
    return answer
