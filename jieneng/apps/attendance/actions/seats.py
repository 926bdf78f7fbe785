"""Take a seat for somebody, put another in it, give it back; who waits moves up by itself. Never two in one seat.

A seat is a row of its own. Whoever registers takes the first free one that nobody else is just taking (SKIP LOCKED),
so that claimants do not wait for each other; only when none is left do they queue, at the session's row, which is also
where seats are given back. So nobody is put on the waiting list while a seat is on its way to become free.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from jieneng.apps.attendance.counting import change_of, count
from jieneng.apps.attendance.models import Decline, Registration, Seat, Session, SignIn
from jieneng.apps.attendance.models.seats import COMING, REPLACED, SEATED, WAITING, WITHDRAWN
from jieneng.apps.attendance.queries.registering import TERMS, free_seat, seat_nobody_takes, standing_of
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.people.enciphering import enciphered
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

_TAKE = "UPDATE attendance_seat SET registration_id = %s WHERE id = %s"
PHONES = b"jieneng.apps.attendance phones"  # what the key of enciphered telephone numbers is derived for


@dataclass(frozen=True)
class Named:
    """Who comes: name, post, and the telephone number where the organiser needs one."""

    name: str
    post: str = ""
    phone: str = ""


def register(session: Session, organization: Organization, who: Named, *, by: Any, now: datetime) -> Registration:
    """Register somebody of an organisation: in a seat, or on the waiting list when none is left.

    Done by many at once in the minute in which it opens, so it reads twice and writes what is new.
    """
    with once("registered-meanwhile"):
        require(by, organization, "attendance.reply")
        standing = standing_of(session, organization)
        for name in TERMS:
            setattr(session, name, getattr(standing.terms, name))
        _require_invited(session, organization, now)
        _require_named(session, who)
        own_no = _own_place(session, standing.held)
        seat = _free_seat(session)
        if seat is None and not session.has_waiting_list:
            raise Refused("seats-all-taken", title=session.activity.title)
        state = SEATED if seat else WAITING
        made = _made(session, organization, who, standing.place, own_no=own_no, state=state, at=now, by=by)
        if seat is not None:
            _seat(made, seat)
        record(by, "attendance.register", made, at=organization)
    return made


@transaction.atomic
def replace(registration: Registration, who: Named, *, by: Any, now: datetime) -> Registration:
    """Somebody else comes instead, in the same seat or at the same place of the queue; the former pass is void."""
    session = _locked_session(registration)
    former = _standing(registration, session)
    require(by, former.organization, "attendance.reply")
    _require_named(session, who)
    seat, state = Seat.objects.filter(registration=former).first(), former.state
    own_no, place = former.own_no, Place(former.route, former.category)
    if seat is not None:
        _leave(former, seat, session, REPLACED, because="换人", now=now)
    else:
        _out(former, REPLACED, because="换人", now=now)
    made = _made(
        session, former.organization, who, place, own_no=own_no, state=state, at=former.at, by=by, instead_of=former
    )
    if seat is not None:
        _seat(made, seat)
    record(by, "attendance.replace", made, at=made.organization)
    return made


@transaction.atomic
def withdraw(registration: Registration, *, because: str, by: Any, now: datetime, as_host: bool = False) -> None:
    """Give a place back; who waits first moves up. The organiser may do it as well (`as_host`)."""
    session = _locked_session(registration)
    former = _standing(registration, session)
    if as_host:
        require(by, session.organization, "attendance.hold")
    else:
        require(by, former.organization, "attendance.reply")
    if not because.strip():
        raise Refused("reason-missing", what="退出原因")
    seat = Seat.objects.filter(registration=former).first()
    if seat is not None:
        _leave(former, seat, session, WITHDRAWN, because=because.strip(), now=now)
        move_up(session, now=now)
    else:
        _out(former, WITHDRAWN, because=because.strip(), now=now)
    record(by, "attendance.withdraw", former, because=because.strip(), at=session.organization if as_host else None)


@transaction.atomic
def decline(session: Session, organization: Organization, *, because: str, by: Any, now: datetime) -> Decline:
    """Say that nobody comes."""
    require(by, organization, "attendance.reply")
    session = invited(session, organization, now)
    if not because.strip():
        raise Refused("reason-missing", what="不参加的原因")
    if Registration.objects.coming().filter(session=session, organization=organization).exists():
        raise Refused("decline-registered")
    with once("already-declined"):
        made = Decline.objects.create(
            session=session,
            organization=organization,
            org_path=organization.path,
            because=because.strip(),
            by=by,
            at=now,
        )
    record(by, "attendance.decline", made, because=made.because, at=organization)
    return made


def move_up(session: Session, *, now: datetime) -> int:
    """Who waits takes the free seats, the first first; the caller holds the session's row. How many moved up."""
    free = list(Seat.objects.filter(session=session, registration__isnull=True).order_by("no"))
    waiting = Registration.objects.waiting().filter(session=session).select_for_update()
    return sum(_moved(one, seat, now) for seat, one in zip(free, list(waiting[: len(free)]), strict=False))


def invited(session: Session, organization: Organization, now: datetime) -> Session:
    """The session with its terms as they are now, if it takes replies of this organisation."""
    session.refresh_from_db(fields=TERMS)
    _require_invited(session, organization, now)
    return session


def is_invited(session: Session, organization: Organization) -> bool:
    """Whether its range takes the organisation in; the range of a session has no lists."""
    return organization.is_open and session.audience.admits(organization)


def _require_invited(session: Session, organization: Organization, now: datetime) -> None:
    if not session.is_open or not session.has_seats:
        raise Refused("session-closed", title=session.activity.title)
    if not is_invited(session, organization):
        raise Refused("session-not-invited", organization=organization.name)
    if session.replies_by is not None and now > session.replies_by:
        raise Refused("replies-past", due=session.replies_by)


def _moved(one: Registration, seat: Seat, now: datetime) -> bool:
    one.state, one.moved_up_at = SEATED, now
    one.save(update_fields=["state", "moved_up_at"])
    _seat(one, seat)
    return True


def _seat(one: Registration, seat: Seat) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [one.pk, seat.pk])
    activity = one.session.activity
    count(activity, one.day, Place(one.route, one.category), change_of(activity.kind, "seat"))


def _leave(one: Registration, seat: Seat, session: Session, state: str, *, because: str, now: datetime) -> None:
    seat.registration = None
    seat.save(update_fields=["registration"])
    _out(one, state, because=because, now=now)
    activity = session.activity
    count(activity, one.day, Place(one.route, one.category), change_of(activity.kind, "seat", -1))


def _out(one: Registration, state: str, *, because: str, now: datetime) -> None:
    one.state, one.own_no, one.left_at, one.because = state, None, now, because[:200]
    one.save(update_fields=["state", "own_no", "left_at", "because"])


def _own_place(session: Session, held: frozenset[int]) -> int:
    """The lowest place of the organisation's quota that it does not hold."""
    most = session.each or session.n_seats
    free = next((no for no in range(1, most + 1) if no not in held), None)
    if free is None:
        raise Refused("seats-own-full", n=most)
    return free


def _free_seat(session: Session) -> Seat | None:
    seat = seat_nobody_takes(session)
    if seat is not None:
        return seat
    Session.objects.select_for_update(no_key=True).only("pk").get(pk=session.pk)
    return free_seat(session)


def _made(session: Session, organization: Organization, who: Named, place: Place, **fields: Any) -> Registration:
    return Registration.objects.create(
        session=session,
        organization=organization,
        org_path=organization.path,
        name=who.name.strip(),
        post=who.post.strip(),
        phone=enciphered(who.phone, use=PHONES) if session.needs_phone and who.phone else "",
        route=place.route,
        category=place.category,
        day=session.day,
        **fields,
    )


def _require_named(session: Session, who: Named) -> None:
    if not who.name.strip():
        raise Refused("registration-no-name")
    if session.needs_phone and not who.phone:
        raise Refused("registration-no-phone")


def _locked_session(registration: Registration) -> Session:
    rows = Session.objects.select_for_update(no_key=True, of=("self",))
    session = rows.select_related("activity__campaign", "organization").get(pk=registration.session_id)
    if not session.is_open:
        raise Refused("session-closed", title=session.activity.title)
    return session


def _standing(registration: Registration, session: Session) -> Registration:
    """The registration as it is now, if it stands and nobody has come on it."""
    rows = Registration.objects.select_for_update(of=("self",)).select_related("organization")
    found = rows.get(pk=registration.pk)
    found.session = session
    if found.state not in COMING:
        raise Refused("registration-gone")
    if SignIn.objects.filter(registration=found).exists():
        raise Refused("registration-signed-in")
    return found
