"""The class for energy managers: one seat for each office, signed in at the door, with a certificate afterwards."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import certificates, holding, seats, signing_in
from jieneng.apps.attendance.models import Registration, Session
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.scans import Scanned
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

SET_UP_AT = datetime(2025, 6, 16, 15, 0, tzinfo=BEIJING)
REPLIES_BY = datetime(2025, 6, 20, 17, 0, tzinfo=BEIJING)
STARTS_AT = datetime(2025, 6, 26, 14, 30, tzinfo=BEIJING)
ENDS_AT = datetime(2025, 6, 26, 16, 30, tzinfo=BEIJING)
_SEATS, _COMES, _DECLINES = 90, 0.9, 0.06
_AT_ONCE = 20


def plan(events: Events, cast: Cast, activity: Activity, chance: random.Random) -> None:
    """Put the class into the queue: announced, replied to, scanned at the door, certified."""
    clerk = cast.who(cast.city, "reviewer")
    held: list[Session] = []
    events.put(SET_UP_AT, lambda now: held.append(_announced(activity, clerk, now)))
    for number, place in enumerate(_invited(cast)):
        hour = SET_UP_AT + timedelta(hours=1 + chance.randint(0, 90), minutes=number % 60)
        if hour < REPLIES_BY:
            events.put(hour, partial(_reply, cast, held, place, number, chance))
    events.put(STARTS_AT - timedelta(minutes=10), lambda now: _scan(held[0], clerk, chance, now))
    events.put(ENDS_AT + timedelta(minutes=30), lambda now: _certify(held[0], clerk, now))


def _invited(cast: Cast) -> list[Organization]:
    direct = [unit for unit in cast.units if cast.superior(unit) == cast.city]
    return [*cast.counties, *direct]


def _announced(activity: Activity, clerk: Any, now: datetime) -> Session:
    terms = holding.Terms(
        STARTS_AT,
        ENDS_AT,
        place="云川市行政中心1号会议室",
        n_seats=_SEATS,
        replies_by=REPLIES_BY,
        gives_certificates=True,
        hours=Decimal(2),
    )
    return holding.open_session(holding.set_up(activity, terms, by=clerk, now=now), by=clerk, now=now)


def _reply(cast: Cast, held: list[Session], place: Organization, n: int, chance: random.Random, now: datetime) -> None:
    session, by = held[0], cast.who(place, "reporter")
    if chance.random() < _DECLINES:
        seats.decline(session, place, because="当天有上级检查。", by=by, now=now)
        return
    seats.register(session, place, seats.Named(f"学员{n + 1:02d}号", "能源管理员"), by=by, now=now)


def _scan(session: Session, clerk: Any, chance: random.Random, now: datetime) -> None:
    """The phone at the door reads the passes of those who have come, and sends them a score at a time."""
    come = [one for one in Registration.objects.filter(session=session).order_by("pk") if chance.random() < _COMES]
    for start in range(0, len(come), _AT_ONCE):
        scans = [
            Scanned(passes.pass_of(one), UUID(int=chance.getrandbits(128)).hex, now)
            for one in come[start : start + _AT_ONCE]
        ]
        signing_in.take_scans(session, scans, by=clerk, now=now)


def _certify(session: Session, clerk: Any, now: datetime) -> None:
    session.refresh_from_db()
    holding.close_session(session, by=clerk, now=now)
    certificates.issue(session, by=clerk, now=now)
