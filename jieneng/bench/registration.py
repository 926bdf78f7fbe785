"""Seats under load: 500 claimants of the last one, and how many register in a second while there are enough."""

from collections.abc import Callable
from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database

CLAIMANTS, UNITS = 500, 1_500


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """winners_<db>, registrations_per_s_<db>; `winners` the most, `registrations_per_s` the least of the databases.

    `single_rows_per_s_<db>` is the limit in the same run, `ratio_to_single_rows` the least of what was reached of it.
    """
    figures: dict[str, Any] = {}
    arguments = {"claimants": max(20, int(CLAIMANTS * scale)), "units": max(20, int(UNITS * scale))}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.registration", arguments, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    figures["winners"] = max(figures[f"winners_{kind}"] for kind in databases)
    for name in ("registrations_per_s", "ratio_to_single_rows"):
        figures[name] = min(figures[f"{name}_{kind}"] for kind in databases)
    return figures


def measure(claimants: int, units: int) -> dict[str, Any]:
    """The figures of one database; every claim goes through the real action, as many at once as a server lets in."""
    from jieneng.apps.attendance.actions.seats import Named, register  # noqa: PLC0415 - Django is set up only there
    from jieneng.apps.attendance.models import Registration  # noqa: PLC0415
    from jieneng.bench import served  # noqa: PLC0415
    from jieneng.bench.hall import Hall  # noqa: PLC0415
    from jieneng.core.facts.verify import verify  # noqa: PLC0415

    hall = Hall(max(claimants, units))
    last, room = hall.session(1), hall.session(units)

    def claim(session: Any) -> Callable[[int], Any]:
        return lambda n: register(session, hall.units[n], Named("甲"), by=hall.clerk, now=session.replies_by)

    last_claims = served.seconds_for(claimants, claim(last))
    winners = Registration.objects.seated().filter(session=last).count()
    took = served.seconds_for(units, claim(room))
    seated = Registration.objects.seated().filter(session=room).count()
    if seated != units:
        raise AssertionError(f"{seated} of {units} have a seat")
    limit = served.single_rows_per_s()
    return {
        "claimants": claimants,
        "processes": served.workers(),
        "winners": winners,
        "last_seat_s": round(last_claims, 2),
        "registrations_per_s": round(units / took),
        "single_rows_per_s": round(limit),
        "ratio_to_single_rows": round(units / took / limit, 2),
        "verify_differences": len(verify()),
    }
