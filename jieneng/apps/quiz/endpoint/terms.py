"""What the endpoint must know of a quiz, read once and looked at again every two seconds."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jieneng.engine.quizzes.papers import LETTERS, Asked, Lot

FRESH_S, STALE_S = 2.0, 30.0


@dataclass(frozen=True)
class Terms:
    """A published quiz. `shown` has kind, text and options of each version in the pool."""

    quiz: int
    is_closed: bool
    opens_ms: int
    closes_ms: int
    grace_ms: int
    minutes: int
    n_attempts: int
    n_per_day: int
    pass_mark: int
    secret: bytes
    lot: Lot
    shown: dict[int, tuple[str, str, list[str]]]
    _ready: dict[Asked, dict[str, Any]] = field(default_factory=dict, compare=False)

    def question(self, asked: Asked) -> dict[str, Any]:
        """One question as the browser gets it: no key, no number of the bank."""
        ready = self._ready.get(asked)
        if ready is None:
            kind, text, options = self.shown[asked.question]
            offered = [[letter, options[place]] for letter, place in zip(LETTERS, asked.order, strict=False)]
            ready = self._ready[asked] = {"kind": kind, "text": text, "options": offered}
        return ready


class Book:
    """The terms of all quizzes that are asked for; `read` gives those of one, None where there is none."""

    def __init__(self, read: Callable[[int], Terms | None]) -> None:
        self._read = read
        self._kept: dict[int, tuple[float, Terms | None]] = {}
        self._reading: dict[int, asyncio.Task[Terms | None]] = {}

    async def of(self, quiz: int) -> Terms | None:
        """The terms, at most two seconds old, or older while they are being read again."""
        at, terms = self._kept.get(quiz, (float("-inf"), None))
        age = time.monotonic() - at
        if age < FRESH_S:
            return terms
        task = self._reading.get(quiz)
        if task is None:
            task = self._reading[quiz] = asyncio.create_task(self._again(quiz))
        return terms if terms and age < STALE_S else await asyncio.shield(task)

    async def _again(self, quiz: int) -> Terms | None:
        loop = asyncio.get_running_loop()
        try:
            terms = await loop.run_in_executor(None, self._read, quiz)
            before = self._kept.get(quiz)
            if before and before[1] == terms:
                terms = before[1]  # with what it has made ready
            self._kept[quiz] = (time.monotonic(), terms)
            return terms
        finally:
            del self._reading[quiz]
