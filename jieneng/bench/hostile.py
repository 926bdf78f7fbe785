"""How long a file that means harm keeps somebody waiting, until it is refused: each of those in the tests, once."""

import time
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.bench.measuring import Say, in_fresh_database
from jieneng.core.files.actions import store
from jieneng.core.files.sources import uploaded
from jieneng.core.files.tests.hostile import AS_ATTACHMENT, AS_NOTICE, Hostile
from jieneng.core.orgs.actions import appoint, found_root
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused

_BUREAU = {"kind": "bureau", "level": "city", "category": "organ", "affiliation": "city"}


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """Neither the scale nor the sort of database makes a difference."""
    return in_fresh_database("sqlite", "jieneng.bench.hostile", {}, say)


def measure() -> dict[str, Any]:
    """How many there are, how many were refused as they should be, and the longest wait, with whose it was."""
    today = date(2025, 6, 16)
    bureau = found_root({"name": "云川市机关事务管理局", **_BUREAU}, today=today)
    person = Person.objects.make("bench", "填报员")
    person.save()
    appoint(person, bureau, "reporter", by=None, today=today)

    def as_notice(file: SimpleUploadedFile) -> object:
        return uploaded(file)

    def as_attachment(file: SimpleUploadedFile) -> object:
        return store(file, organization=bureau, by=person)

    took = {f"notice: {what}": _seconds(one, as_notice) for what, one in AS_NOTICE.items()}
    took |= {f"attachment: {what}": _seconds(one, as_attachment) for what, one in AS_ATTACHMENT.items()}
    slowest = max(took, key=lambda what: took[what])
    figures = {"files": len(took), "refused": sum(seconds < float("inf") for seconds in took.values())}
    return {**figures, "slowest_s": round(took[slowest], 2), "slowest": slowest}


def _seconds(one: Hostile, take: Any) -> float:
    """Until it is refused by its name; without end if it is not."""
    file = SimpleUploadedFile(one.name, one.data)
    started = time.perf_counter()
    try:
        take(file)
    except Refused as no:
        return time.perf_counter() - started if no.code == one.code else float("inf")
    return float("inf")
