"""Seats under load: 500 claimants of the last one, and how many register in a second while there are enough."""

import threading
import time
from collections.abc import Callable
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database

CLAIMANTS, UNITS = 500, 1_500


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """winners_<db>, registrations_per_s_<db>; `winners` the most, `registrations_per_s` the least of the databases."""
    figures: dict[str, Any] = {}
    arguments = {"claimants": max(20, int(CLAIMANTS * scale)), "units": max(20, int(UNITS * scale))}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.registration", arguments, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    figures["winners"] = max(figures[f"winners_{kind}"] for kind in databases)
    figures["registrations_per_s"] = min(figures[f"registrations_per_s_{kind}"] for kind in databases)
    return figures


def measure(claimants: int, units: int) -> dict[str, Any]:
    """The figures of one database; every claim goes through the real action."""
    from jieneng.apps.attendance.actions.seats import Named, register  # noqa: PLC0415 - Django is set up only there
    from jieneng.apps.attendance.models import Registration  # noqa: PLC0415
    from jieneng.bench.hall import Hall, threads  # noqa: PLC0415
    from jieneng.core.facts.verify import verify  # noqa: PLC0415

    hall = Hall(max(claimants, units))
    last, room = hall.session(1), hall.session(units)

    def claim(session: Any) -> Callable[[int], Any]:
        return lambda n: register(session, hall.units[n], Named("甲"), by=hall.clerk, now=session.replies_by)

    last_claims = _timed(threads(), claimants, claim(last))
    winners = Registration.objects.seated().filter(session=last).count()
    took = _timed(threads(), units, claim(room))
    seated = Registration.objects.seated().filter(session=room).count()
    if seated != units:
        raise AssertionError(f"{seated} of {units} have a seat")
    return {
        "claimants": claimants,
        "winners": winners,
        "last_seat_s": round(last_claims, 2),
        "registrations_per_s": round(units / took),
        "verify_differences": len(verify()),
    }


def _timed(n_threads: int, n: int, claim: Callable[[int], Any]) -> float:
    """Seconds for n claims by so many threads that begin together."""
    from django.db import connections  # noqa: PLC0415

    gate, numbers, lock = threading.Barrier(n_threads + 1), iter(range(n)), threading.Lock()
    faults: list[BaseException] = []

    def work() -> None:
        connections["default"].ensure_connection()
        gate.wait()
        try:
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                claim(number)
        except BaseException as fault:  # noqa: BLE001 - said below, by the thread that measures
            faults.append(fault)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(n_threads)]
    for worker in workers:
        worker.start()
    gate.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - started
