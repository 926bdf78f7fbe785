"""Deeds done as a server does them: in front of so many processes with so many threads all the claims wait at once.

The numbers are those of `jieneng serve` in docs/operations.md: four processes of eight threads on PostgreSQL, one of
eight on SQLite, which knows one writing process. The claimants are calls of the action in those threads; what HTTP
costs on top is measured in `bench pages`.
"""

import multiprocessing
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, connections

_WORKERS = {"sqlite": 1, "postgresql": 4}
_FORKING = multiprocessing.get_context("fork")
_ROWS = 3_000
_ROW = "INSERT INTO bench_row (of_claim, said) VALUES (%s, %s)"


def workers() -> int:
    return _WORKERS[connection.vendor]


def seconds_for(n: int, deed: Callable[[int], Any]) -> float:
    """How long n deeds take that all wait when the clock begins; raises RuntimeError with the first that failed."""
    connections.close_all()  # a process must not use the connections of the one that it was forked from
    total = workers() * settings.JIENENG_THREADS
    gate, next_no, faults = _FORKING.Barrier(total + 1), _FORKING.Value("i", 0), _FORKING.SimpleQueue()
    serving = [_FORKING.Process(target=_serve, args=(n, deed, gate, next_no, faults)) for _ in range(workers())]
    for process in serving:
        process.start()
    gate.wait(60)
    started = time.perf_counter()
    for process in serving:
        process.join()
    took = time.perf_counter() - started
    if not faults.empty():
        raise RuntimeError(faults.get())
    return took


def single_rows_per_s() -> float:
    """The limit beside it: durable transactions of one row and nothing else, in the same processes and threads."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (of_claim integer, said text)")
    return _ROWS / seconds_for(_ROWS, _insert_row)


def _insert_row(no: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROW, [no, "a row about as long as what a claim says"])


def _serve(n: int, deed: Callable[[int], Any], gate: Any, next_no: Any, faults: Any) -> None:
    def work() -> None:
        try:
            connection.ensure_connection()
            gate.wait(60)
            while True:
                with next_no.get_lock():
                    no, next_no.value = next_no.value, next_no.value + 1
                if no >= n:
                    return
                deed(no)
        except Exception:  # noqa: BLE001 - said by the process that measures
            faults.put(traceback.format_exc())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(settings.JIENENG_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
