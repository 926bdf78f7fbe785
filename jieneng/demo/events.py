"""What happens when: events in the order of their hours, each played with the clock at its hour."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

from jieneng.config import clock
from jieneng.core.facts.folding import fold_all

Happening = Callable[[datetime], None]
_FOLD_EVERY = 200


class Events:
    """A queue by time. An event may put further ones into it, later ones only."""

    def __init__(self) -> None:
        self._queue: list[tuple[datetime, int, Happening]] = []
        self._order = count()
        self.now: datetime | None = None

    def put(self, moment: datetime, happening: Happening) -> None:
        heapq.heappush(self._queue, (moment, next(self._order), happening))

    def play(self) -> int:
        """Play everything; gives how many events there were."""
        n = 0
        while self._queue:
            self.now, _, happening = heapq.heappop(self._queue)
            with clock.at(self.now):
                happening(self.now)
            n += 1
            if n % _FOLD_EVERY == 0:
                fold_all(self.now)
        if self.now:
            fold_all(self.now)
        return n
