"""A lane collects what waits while the disk is busy, hands it to the store in one batch, answers after the commit."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from jieneng.apps.quiz.endpoint.rows import Store, Unreachable

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Answer = TypeVar("Answer")
_GATHER_S = 0.002  # for whoever comes at the same moment: fewer, larger transactions, and the loop works meanwhile
_WAITS = (0.05, 0.2, 0.5, 1.0, 2.0)  # seconds between tries while the database does not answer


class Full(Exception):
    """More waits than can be answered in good time."""


class Lanes(Generic[Item, Answer]):
    """Threads with a store each that do one kind of work. `most` may wait, `batch` go into one transaction."""

    def __init__(
        self,
        work: Callable[[Store, Sequence[Item]], list[Answer]],
        stores: Sequence[Store],
        *,
        most: int = 4_000,
        batch: int = 500,
    ) -> None:
        self._work, self._most, self._batch = work, most, batch
        self._waiting: SimpleQueue[tuple[Item, asyncio.Future[Answer]] | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        for store in stores:
            threading.Thread(target=self._run, args=(store,), name=f"quiz-{work.__name__}", daemon=True).start()

    async def do(self, item: Item) -> Answer:
        """What the work gives for this item, after its transaction is on the disk. Raises Full, Unreachable."""
        if self._waiting.qsize() >= self._most:
            raise Full
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._waiting.put((item, answer))
        return await answer

    def close(self) -> None:
        """No more work; what waits is still done."""
        self._waiting.put(None)

    def _run(self, store: Store) -> None:
        while (first := self._waiting.get()) is not None:
            time.sleep(_GATHER_S)
            self._answer(store, self._with_others(first))
        self._waiting.put(None)  # for the lane beside

    def _with_others(self, first: tuple[Item, "asyncio.Future[Answer]"]) -> list[tuple[Item, "asyncio.Future[Answer]"]]:
        batch = [first]
        try:
            while len(batch) < self._batch:
                more = self._waiting.get_nowait()
                if more is None:
                    self._waiting.put(None)
                    break
                batch.append(more)
        except Empty:
            pass
        return batch

    def _answer(self, store: Store, batch: list[tuple[Item, "asyncio.Future[Answer]"]]) -> None:
        try:
            answers = self._done(store, [item for item, _ in batch])
            self._loop.call_soon_threadsafe(_give, batch, answers)
        except Exception as failed:
            if not isinstance(failed, Unreachable):
                log.exception("a lane failed")
            self._loop.call_soon_threadsafe(_fail, batch, failed)

    def _done(self, store: Store, items: list[Item]) -> list[Answer]:
        """Try again while the database is away: to store twice what is stored changes nothing."""
        for wait in _WAITS:
            try:
                return self._work(store, items)
            except Unreachable:
                log.warning("the database of the quiz does not answer")
                time.sleep(wait)
        return self._work(store, items)


def _give(batch: "list[tuple[Item, asyncio.Future[Answer]]]", answers: list[Answer]) -> None:
    for (_, future), answer in zip(batch, answers, strict=True):
        if not future.done():  # whoever asked has gone
            future.set_result(answer)


def _fail(batch: "list[tuple[Item, asyncio.Future[Answer]]]", failed: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(Unreachable(str(failed)))
