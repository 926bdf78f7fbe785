"""Hold a session: set it up, change it, open it, close it, lay out materials."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.actions.seats import move_up
from jieneng.apps.attendance.counting import KINDS
from jieneng.apps.attendance.models import Material, Seat, Session
from jieneng.apps.attendance.models.session import NUMBER, ONE
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Audience
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

MOST_MATERIALS = 20
LONGEST = timedelta(days=31)
_OFFERED = ("has_live", "stream", "has_questions", "counts_halls", "n_seats", "rule", "each", "has_waiting_list")
_SAID = (*_OFFERED, "starts_at", "ends_at", "place", "needs_phone", "replies_by", "gives_certificates", "hours")


@dataclass(frozen=True)
class Terms:
    """When and what: the columns of a session that its organiser decides. `reach` is how far down it invites."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    reach: str = "all"  # all below, or the "next" level only
    has_live: bool = False
    stream: str = ""
    has_questions: bool = False
    counts_halls: bool = False
    n_seats: int = 0
    rule: str = ONE
    each: int = 1
    has_waiting_list: bool = True
    needs_phone: bool = False
    replies_by: datetime | None = None
    gives_certificates: bool = False
    hours: Decimal | None = None


@transaction.atomic
def set_up(activity: Activity, terms: Terms, *, by: Any, now: datetime) -> Session:
    """A session for an activity of one's own campaign; nobody sees it before it is opened."""
    organization = activity.campaign.organization
    require(by, organization, "attendance.hold")
    if activity.kind not in KINDS:
        raise Refused("session-kind-unknown", kind=activity.kind_label)
    _require_sense(activity.kind, terms)
    deepest = organization.depth + 1 if terms.reach == "next" else None
    audience = Audience.objects.create(root=organization, root_path=organization.path, deepest=deepest, with_root=True)
    with once("session-exists", title=activity.title):
        session = Session.objects.create(
            activity=activity,
            organization=organization,
            org_path=organization.path,
            code=secrets.token_hex(6),
            audience=audience,
            made_at=now,
            **_columns(terms),
        )
    _lay_seats(session)
    record(by, "attendance.set_up", session, changes={"n_seats": session.n_seats})
    return session


@transaction.atomic
def change(session: Session, terms: Terms, *, edit_no: int, by: Any, now: datetime) -> Session:
    """Change what was set up; seats that are taken stay, and new ones go to who waits."""
    session = _held(session, by)
    if session.edit_no != edit_no:
        raise Refused("stale-form")
    if session.closed_at is not None:
        raise Refused("session-closed", title=session.activity.title)
    _require_sense(session.activity.kind, terms)
    columns = _columns(terms)
    for name, value in columns.items():
        setattr(session, name, value)
    session.edit_no += 1
    session.save(update_fields=[*columns, "edit_no"])
    audience, organization = session.audience, session.organization
    audience.deepest = organization.depth + 1 if terms.reach == "next" else None
    audience.save(update_fields=["deepest"])
    _lay_seats(session)
    move_up(session, now=now)
    record(by, "attendance.change", session, changes={"n_seats": session.n_seats})
    return session


@transaction.atomic
def open_session(session: Session, *, by: Any, now: datetime) -> Session:
    """From now on whom it invites sees it, and its public pages answer."""
    session = _held(session, by)
    if session.opened_at is None:
        session.opened_at = now
        session.save(update_fields=["opened_at"])
        record(by, "attendance.open", session)
    return session


@transaction.atomic
def close_session(session: Session, *, by: Any, now: datetime) -> Session:
    """Nothing is registered, signed or counted any more."""
    session = _held(session, by)
    if not session.is_open:
        raise Refused("session-closed", title=session.activity.title)
    session.closed_at = now
    session.save(update_fields=["closed_at"])
    record(by, "attendance.close", session)
    return session


@transaction.atomic
def lay_out(session: Session, file: Attachment, title: str, *, by: Any, now: datetime) -> Material:
    """Lay a file out on the live page."""
    session = _held(session, by)
    if Material.objects.filter(session=session, dropped_at__isnull=True).count() >= MOST_MATERIALS:
        raise Refused("materials-too-many", limit=MOST_MATERIALS)
    made = Material.objects.create(session=session, file=file, title=title.strip() or file.name, by=by, at=now)
    record(by, "attendance.lay_out", session, changes={"name": made.title})
    return made


@transaction.atomic
def take_down(material: Material, *, by: Any, now: datetime) -> None:
    """Take a file off the page; it stays among the organisation's files."""
    session = _held(material.session, by)
    if Material.objects.filter(pk=material.pk, dropped_at__isnull=True).update(dropped_at=now):
        record(by, "attendance.take_down", session, changes={"name": material.title})


def _held(session: Session, by: Any) -> Session:
    """The session, locked for who holds it."""
    require(by, session.organization, "attendance.hold")
    rows = Session.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("activity__campaign", "organization", "audience").get(pk=session.pk)


def _columns(terms: Terms) -> dict[str, Any]:
    columns = {name: getattr(terms, name) for name in _SAID}
    if not terms.n_seats:
        columns |= {"replies_by": None, "gives_certificates": False}
    if terms.rule != NUMBER:
        columns["each"] = 1 if terms.rule == ONE else 0
    return columns


def _require_sense(kind: str, terms: Terms) -> None:
    if not terms.starts_at < terms.ends_at <= terms.starts_at + LONGEST:
        raise Refused("session-times", limit=f"{LONGEST.days} 天")
    if terms.n_seats and not KINDS[kind].has_seats:
        raise Refused("session-offer-unfit", what="席位")
    if terms.counts_halls and not KINDS[kind].has_halls:
        raise Refused("session-offer-unfit", what="会场登记")
    if terms.n_seats and (terms.replies_by is None or terms.replies_by > terms.starts_at):
        raise Refused("session-replies-by")
    if terms.n_seats and terms.rule == NUMBER and not terms.each:
        raise Refused("session-each-missing")
    if not (terms.n_seats or terms.has_live or terms.counts_halls):
        raise Refused("session-offers-nothing")


def _lay_seats(session: Session) -> None:
    """As many seats as are said: new ones at the end, from the end those that nobody has."""
    n = session.n_seats
    above = Seat.objects.filter(session=session, no__gt=n)
    if above.filter(registration__isnull=False).exists():
        raise Refused("seats-taken", n=n)
    above.delete()
    there = Seat.objects.filter(session=session).count()
    Seat.objects.bulk_create([Seat(session=session, no=no) for no in range(there + 1, n + 1)], batch_size=1_000)
