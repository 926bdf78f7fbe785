"""What of a session counts as what (rulebook/tallies.yaml), and the same counted again from the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max

from jieneng.apps.attendance.models import Certificate, HallCount, Minute, Registration, Session, SignIn, Viewer
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Place, Tallied, tally

Change = dict[str, int]
_ROWS = 2_000


@dataclass(frozen=True)
class Counted:
    """The items of a kind of activity to which one viewer, one minute, one hall … adds."""

    viewer: tuple[str, ...] = ()
    minute: tuple[str, ...] = ()
    hall: tuple[str, ...] = ()
    hall_person: tuple[str, ...] = ()
    seat: tuple[str, ...] = ()
    signed_in: tuple[str, ...] = ()
    certificate: tuple[str, ...] = ()

    @property
    def has_halls(self) -> bool:
        return bool(self.hall_person)

    @property
    def has_seats(self) -> bool:
        return bool(self.seat)


_SEATS = {"seat": ("seats",), "certificate": ("certificates",)}
KINDS = {
    "watch_live": Counted(
        viewer=("viewers",), minute=("minutes",), hall=("halls",), hall_person=("viewers", "hall_viewers")
    ),
    "class_activity": Counted(hall=("sessions",), hall_person=("attendances",)),
    "lecture_training": Counted(
        viewer=("attendances",), hall_person=("attendances",), signed_in=("signed_in", "attendances"), **_SEATS
    ),
    "meeting": Counted(hall_person=("attendances",), signed_in=("signed_in", "attendances"), **_SEATS),
    "launch": Counted(signed_in=("signed_in", "participants"), **_SEATS),
}


def change_of(kind: str, what: str, n: int = 1) -> Change:
    """What n of something add to an activity of a kind; nothing where that is not counted.

    >>> change_of("meeting", "signed_in", 2)
    {'meeting.signed_in': 2, 'meeting.attendances': 2}
    """
    return {f"{kind}.{item}": n for item in getattr(KINDS[kind], what)}


def hall_change(kind: str, n: int) -> Change:
    """What a hall with n people adds; one without anybody is none."""
    return change_of(kind, "hall", int(n > 0)) | change_of(kind, "hall_person", n) if n else {}


def count(activity: Activity, day: date, place: Place, change: Change) -> None:
    """Count a change in the caller's transaction; nothing is written where nothing changes."""
    changed = {item: n for item, n in change.items() if n}
    if changed:
        tally(activity, day, place, changed)


def witness() -> Iterator[Tallied]:
    """Every row that counts, one after another."""
    kinds = {
        pk: (activity, kind) for pk, activity, kind in Session.objects.values_list("pk", "activity", "activity__kind")
    }
    for what, rows in (("seat", Registration.objects.seated()), ("signed_in", SignIn.objects.all())):
        for row in rows.iterator(chunk_size=_ROWS):
            yield _tallied(kinds[row.session_id], row, what)
    for row in Certificate.objects.filter(revoked_at__isnull=True).iterator(chunk_size=_ROWS):
        yield _tallied(kinds[row.session_id], row, "certificate")
    for row in Viewer.objects.filter(day__isnull=False).iterator(chunk_size=_ROWS):
        yield _tallied(kinds[row.session_id], row, "viewer")
    yield from _minutes(kinds)
    yield from _halls(kinds)


def _tallied(session: tuple[int, str], row: object, what: str) -> Tallied:
    activity, kind = session
    place = Place(row.route, row.category)  # type: ignore[attr-defined]
    return Tallied(activity, row.day, place, change_of(kind, what))  # type: ignore[attr-defined]


def _minutes(kinds: dict[int, tuple[int, str]]) -> Iterator[Tallied]:
    by = ("viewer__session", "day", "viewer__route", "viewer__category")
    for session, day, route, category, n in Minute.objects.values_list(*by).annotate(n=Count("pk")).order_by():
        activity, kind = kinds[session]
        yield Tallied(activity, day, Place(route, category), change_of(kind, "minute", n))


def _halls(kinds: dict[int, tuple[int, str]]) -> Iterator[Tallied]:
    """The last version of each hall."""
    latest = HallCount.objects.annotate(last=Max("hall__counts__no")).filter(no=F("last")).select_related("hall")
    for row in latest.iterator(chunk_size=_ROWS):
        activity, kind = kinds[row.hall.session_id]
        yield Tallied(activity, row.day, Place(row.route, row.category), hall_change(kind, row.n))
