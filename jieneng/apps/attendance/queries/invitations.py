"""The sessions to which an organisation is invited, by whichever level above it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from jieneng.apps.attendance.models import Decline, Hall, Registration, ReplyReminder, Session
from jieneng.core.orgs.models import Organization

_LATEST = 50  # sessions looked at
_KEPT = timedelta(days=30)  # after its end a session leaves the list


@dataclass(frozen=True)
class Invitation:
    """A session, and what the organisation has said to it so far."""

    session: Session
    n_registered: int = 0
    n_halls: int = 0
    is_declined: bool = False
    reminder: ReplyReminder | None = None

    @property
    def is_replied(self) -> bool:
        return bool(self.n_registered) or self.is_declined


def invitations(organization: Organization, now: datetime) -> list[Invitation]:
    """The latest sessions that invite an organisation; its own are on its desk. Five queries."""
    rows = inviting(organization, now).select_related("activity__campaign", "organization", "audience")
    found = list(rows.order_by("-starts_at", "-id")[:_LATEST])
    mine = [each for each in found if organization.is_open and each.audience.admits(organization)]
    return _said(mine, organization)


def inviting(organization: Organization, now: datetime) -> QuerySet[Session]:
    """Sessions of others whose range may take the organisation in, until some weeks after their end."""
    rows = Session.objects.inviting(organization.path).exclude(organization=organization)
    return rows.filter(ends_at__gt=now - _KEPT).filter(Q(n_seats__gt=0) | Q(counts_halls=True) | Q(has_live=True))


def invitation(session: Session, organization: Organization) -> Invitation | None:
    """The invitation of one session, None where it does not invite the organisation."""
    if session.opened_at is None or not session.audience.admits(organization):
        return None
    return _said([session], organization)[0]


def _said(sessions: Iterable[Session], organization: Organization) -> list[Invitation]:
    asked = [each.pk for each in sessions]
    here = {"session__in": asked, "organization": organization}
    coming = list(Registration.objects.coming().filter(**here).values_list("session_id", flat=True))
    halls = list(Hall.objects.filter(**here).values_list("session_id", flat=True))
    declined = set(Decline.objects.filter(**here).values_list("session_id", flat=True))
    reminders = {row.session_id: row for row in ReplyReminder.objects.filter(session__in=asked).order_by("id")}
    return [
        Invitation(
            each,
            n_registered=coming.count(each.pk),
            n_halls=halls.count(each.pk),
            is_declined=each.pk in declined and each.pk not in coming,
            reminder=reminders.get(each.pk),
        )
        for each in sessions
    ]
