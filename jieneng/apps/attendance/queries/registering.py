"""What a registration must know, asked in one question each: many ask at once, in the minute in which a session opens.

Written out, because the ORM takes longer to put such a question together than the database takes to answer it.
"""

from dataclasses import dataclass

from django.db import connection

from jieneng.apps.attendance.models import Seat, Session
from jieneng.core.campaigns.tallying import Place
from jieneng.core.orgs.models import Organization

TERMS = (
    *("opened_at", "closed_at", "starts_at", "replies_by"),
    *("n_seats", "rule", "each", "has_waiting_list", "needs_phone"),
)
_STANDING = f"""
SELECT session.id, {", ".join(f"session.{name}" for name in TERMS)},
       entry.path AS counts_at, entry.category AS counts_as, held.own_no AS held_no
FROM attendance_session session
LEFT JOIN orgs_rosterentry entry ON entry.year = %s AND entry.organization_id = %s
LEFT JOIN attendance_registration held
       ON held.session_id = session.id AND held.organization_id = %s AND held.own_no IS NOT NULL
WHERE session.id = %s
"""  # noqa: S608 - names of ours
_FREE = "SELECT id, session_id, no FROM attendance_seat WHERE session_id = %s AND registration_id IS NULL ORDER BY no"


@dataclass(frozen=True)
class Standing:
    """An organisation before a session: its terms as they are now, where it counts, and its numbers that are held."""

    terms: Session
    place: Place
    held: frozenset[int]


def standing_of(session: Session, organization: Organization) -> Standing:
    """One that is not on the year's roster counts where it is, as `tallying.place_of` has it."""
    asked = [session.activity.campaign.year, organization.pk, organization.pk, session.pk]
    rows = list(Session.objects.raw(_STANDING, asked))
    first = rows[0]
    place = Place(first.counts_at or organization.path, first.counts_as or organization.category)
    return Standing(first, place, frozenset(row.held_no for row in rows if row.held_no is not None))


def free_seat(session: Session) -> Seat | None:
    """The first free seat, locked; it waits for those who are just taking or leaving it."""
    return _first_free(session, " FOR UPDATE")


def seat_nobody_takes(session: Session) -> Seat | None:
    """The first free seat that nobody is just taking, locked."""
    return _first_free(session, " FOR UPDATE SKIP LOCKED")


def _first_free(session: Session, locked: str) -> Seat | None:
    """On SQLite the transaction is the lock."""
    sql = f"{_FREE} LIMIT 1{locked if connection.features.has_select_for_update else ''}"
    return next(iter(Seat.objects.raw(sql, [session.pk])), None)
