"""Enter how many were in a hall, with a photograph; correct it by a new version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.attendance.actions.seats import is_invited
from jieneng.apps.attendance.counting import count, hall_change
from jieneng.apps.attendance.models import Hall, HallCount, Session
from jieneng.apps.attendance.queries.halls import most_plausible
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import Place, place_of
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

MOST_HALLS = 100  # of one organisation


@dataclass(frozen=True)
class Said:
    """What is said of a hall. `is_sure`: the number is above what is plausible, and it is meant."""

    name: str
    n: int
    because: str = ""
    is_sure: bool = False


@transaction.atomic
def enter_hall(
    session: Session, organization: Organization, said: Said, photo: Attachment, *, last_no: int, by: Any, now: datetime
) -> HallCount:
    """The first version of a hall, or the next one; `last_no` is the version that was on the page (0: none)."""
    require(by, organization, "attendance.reply")
    session = Session.objects.select_related("activity__campaign", "audience").get(pk=session.pk)
    _require_counted(session, organization, said, now)
    hall, _ = Hall.objects.get_or_create(
        session=session,
        organization=organization,
        name=said.name.strip(),
        defaults={"org_path": organization.path},
    )
    former = HallCount.objects.filter(hall=hall).order_by("-no").first()
    if (former.no if former else 0) != last_no:
        raise Refused("stale-form")
    if former is not None and not said.because.strip():
        raise Refused("reason-missing", what="更正说明")
    place = Place(former.route, former.category) if former else place_of(organization, session.activity.campaign.year)
    with once("stale-form"):
        made = HallCount.objects.create(
            hall=hall,
            no=last_no + 1,
            n=said.n,
            photo=photo,
            because=said.because.strip(),
            by=by,
            at=now,
            route=place.route,
            category=place.category,
            day=former.day if former else session.day,
        )
    _count(session, made, former)
    record(
        by, "attendance.hall", hall, because=made.because, changes={"n": made.n, "version": made.no}, at=organization
    )
    return made


def _count(session: Session, made: HallCount, former: HallCount | None) -> None:
    """The difference to the version before, which stood at the same place and day."""
    kind = session.activity.kind
    change = hall_change(kind, made.n)
    for item, n in (hall_change(kind, former.n) if former else {}).items():
        change[item] = change.get(item, 0) - n
    count(session.activity, made.day, Place(made.route, made.category), change)


def _require_counted(session: Session, organization: Organization, said: Said, now: datetime) -> None:
    if not session.is_open or not session.counts_halls:
        raise Refused("session-closed", title=session.activity.title)
    if not is_invited(session, organization):
        raise Refused("session-not-invited", organization=organization.name)
    if now < session.starts_at:
        raise Refused("session-not-begun", start=session.starts_at)
    if not said.name.strip():
        raise Refused("hall-no-name")
    halls = Hall.objects.filter(session=session, organization=organization)
    if halls.count() >= MOST_HALLS and not halls.filter(name=said.name.strip()).exists():
        raise Refused("halls-too-many", limit=MOST_HALLS)
    most = most_plausible(session, organization)
    if said.n > most and not said.is_sure:
        raise Refused("hall-implausible", n=said.n, most=most)
