"""What the organiser's pages need: the list, one session in figures, its registrations page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from jieneng.apps.attendance.counting import KINDS
from jieneng.apps.attendance.models import Hall, HallCount, Question, Registration, Seat, Session, SignIn
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import tallies
from jieneng.ui.listings import Mark

SIZE = 50
_LISTED = 100
_PLANNED = 40
_RECENT = timedelta(days=400)


@dataclass(frozen=True)
class Figures:
    """What has come together so far: seats from the session's own bounded rows, everything else as it is folded."""

    n_taken: int
    n_waiting: int
    n_signed_in: int
    n_questions: int
    counted: list[tuple[str, int | Decimal, str]]
    as_of: datetime | None


def standing(session: Session, now: datetime) -> Mark:
    if session.opened_at is None:
        return Mark("draft", "未发布")
    if session.closed_at is not None or now >= session.ends_at:
        return Mark("done", "已结束")
    return Mark("wait", "进行中") if session.is_on(now) else Mark("idle", "未开始")


def own_sessions(organization: Organization) -> list[Session]:
    rows = Session.objects.filter(organization=organization).select_related("activity__campaign")
    return list(rows.order_by("-starts_at", "-id")[:_LISTED])


def without_session(organization: Organization, now: datetime) -> list[Activity]:
    """Activities of one's own latest campaigns for which a session can still be set up."""
    rows = Activity.objects.filter(
        campaign__organization=organization, campaign__made_at__gt=now - _RECENT, kind__in=list(KINDS), session=None
    )
    return list(rows.select_related("campaign").order_by("-campaign_id", "ord")[:_PLANNED])


def figures(session: Session) -> Figures:
    taken = Seat.objects.filter(session=session, registration__isnull=False).count()
    waiting = Registration.objects.waiting().filter(session=session).count()
    come = SignIn.objects.filter(session=session).count() if session.has_seats else 0
    asked = Question.objects.filter(session=session, answered_at=None, hidden_at=None)[:100].count()
    found = tallied([session.activity_id], [session.org_path])[session.org_path][session.activity_id]
    known = tallies()
    counted = [(known[item].label, n, known[item].unit) for item, n in found.values.items()]
    return Figures(taken, waiting, come, asked, counted, found.as_of)


def halls_of(session: Session, organization: Organization | None = None) -> list[HallCount]:
    """The last version of each hall, the latest first."""
    halls = Hall.objects.filter(session=session)
    if organization is not None:
        halls = halls.filter(organization=organization)
    ids = list(halls.order_by("-id").values_list("pk", flat=True)[:_LISTED])
    rows = (
        HallCount.objects.filter(hall__in=ids)
        .select_related("hall__organization", "photo", "by")
        .order_by("hall", "no")
    )
    latest = {row.hall_id: row for row in rows}
    return [latest[pk] for pk in ids if pk in latest]


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_url: str = ""
    first_url: str = ""


def registrations_page(session: Session, asked: Mapping[str, str], after: int) -> Page:
    """Who is registered, by state and by name, a page at a time."""
    rows = _filtered(session, asked)
    rows = rows.filter(pk__gt=after) if after else rows
    found = list(rows[: SIZE + 1])
    kept = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    next_url = f"?{kept}&after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, f"?{kept}" if after else "")


def _filtered(session: Session, asked: Mapping[str, str]) -> QuerySet[Registration]:
    rows = Registration.objects.filter(session=session).select_related("organization", "seat", "sign_in", "certificate")
    state = asked.get("state", "")
    if state == "in":
        rows = rows.filter(sign_in__isnull=False)
    elif state == "out":
        rows = rows.seated().filter(sign_in__isnull=True)
    elif state == "waiting":
        rows = rows.filter(state="waiting")
    elif state != "all":
        rows = rows.coming()
    return rows.order_by("pk")


def found_by_name(session: Session, said: str, most: int = 20) -> list[Registration]:
    """Those of a session whose name begins with, or whose seat is, what was typed; sessions are bounded."""
    if not said:
        return []
    rows = Registration.objects.coming().filter(session=session).select_related("organization", "seat", "sign_in")
    wanted = Q(name__startswith=said) | Q(organization__name__contains=said)
    if said.isascii() and said.isdecimal() and len(said) < 6:
        wanted |= Q(seat__no=int(said))
    return list(rows.filter(wanted).order_by("pk")[:most])


def roster(session: Session) -> QuerySet[Registration]:
    """Everybody in a seat, by seat."""
    rows = Registration.objects.seated().filter(session=session)
    return rows.select_related("organization", "seat", "sign_in").order_by("seat__no")
