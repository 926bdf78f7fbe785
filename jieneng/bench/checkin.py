"""How many scans a second are taken in: phones that upload what they scanned, alone and ten at a time."""

from typing import Any

from jieneng.bench.measuring import Say, in_fresh_database

PEOPLE, TOGETHER = 2_000, 10


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """scans_per_s_<db> with ten in an upload, alone_per_s_<db> with one; `scans_per_s` the least of the databases."""
    figures: dict[str, Any] = {}
    for kind in databases:
        found = in_fresh_database(kind, "jieneng.bench.checkin", {"people": max(40, int(PEOPLE * scale))}, say)
        figures |= {f"{name}_{kind}": value for name, value in found.items()}
    figures["scans_per_s"] = min(figures[f"scans_per_s_{kind}"] for kind in databases)
    return figures


def measure(people: int) -> dict[str, Any]:
    """The figures of one database: half of the people are scanned alone, half in uploads of ten."""
    from django.utils import timezone  # noqa: PLC0415 - Django is set up by the process that measures

    from jieneng.apps.attendance import passes  # noqa: PLC0415
    from jieneng.apps.attendance.actions.seats import Named, register  # noqa: PLC0415
    from jieneng.apps.attendance.actions.signing_in import take_scans  # noqa: PLC0415
    from jieneng.apps.attendance.models import SignIn  # noqa: PLC0415
    from jieneng.bench import served  # noqa: PLC0415
    from jieneng.bench.hall import Hall  # noqa: PLC0415
    from jieneng.core.facts.verify import verify  # noqa: PLC0415
    from jieneng.core.scans import Scanned  # noqa: PLC0415

    hall, now = Hall(people), timezone.now()
    session = hall.session(people)
    due = session.replies_by
    codes = [passes.pass_of(register(session, unit, Named("甲"), by=hall.clerk, now=due)) for unit in hall.units]
    half = people // 2

    def upload(some: list[str]) -> None:
        scans = [Scanned(code, code[-30:], now) for code in some]
        found = take_scans(session, scans, by=hall.chief, now=now)
        if any(one.code != "in" for one in found):
            raise AssertionError(found)

    alone = served.seconds_for(half, lambda n: upload(codes[n : n + 1]))
    rest = [codes[start : start + TOGETHER] for start in range(half, people, TOGETHER)]
    together = served.seconds_for(len(rest), lambda n: upload(rest[n]))
    if SignIn.objects.count() != people:
        raise AssertionError(f"{SignIn.objects.count()} of {people} are in")
    return {
        "alone_per_s": round(half / alone),
        "scans_per_s": round((people - half) / together),
        "verify_differences": len(verify()),
    }
