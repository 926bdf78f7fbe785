"""The launch as it was watched: by persons on their own screens, and in halls that report how many sat there."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.attendance.actions import halls, holding, watching
from jieneng.apps.attendance.models import Session, Viewer
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.orgs.models import Organization
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

SET_UP_AT = datetime(2025, 6, 20, 11, 0, tzinfo=BEIJING)
STARTS_AT = datetime(2025, 6, 23, 9, 0, tzinfo=BEIJING)
ENDS_AT = datetime(2025, 6, 23, 10, 0, tzinfo=BEIJING)
_VIEWERS, _MINUTES, _HALLS = 160, 6, 24
_QUESTIONS = ("老旧空调怎样判断该不该更换？", "食堂油烟机可以改变频吗？", "合同能源管理的节能量由谁核定？")


def plan(events: Events, cast: Cast, activity: Activity, chance: random.Random) -> None:
    """Put the launch into the queue: announced, watched minute by minute, counted in halls, closed."""
    clerk = cast.who(cast.city, "reviewer")
    held: list[Session] = []
    viewers: list[Viewer] = []
    events.put(SET_UP_AT, lambda now: held.append(_announced(activity, clerk, now)))
    at_home = chance.choices(cast.units, k=min(_VIEWERS, 3 * len(cast.units)))
    events.put(STARTS_AT, lambda now: viewers.extend(_come(held[0], at_home, now)))
    for minute in range(_MINUTES):
        moment, stay = STARTS_AT + timedelta(minutes=9 * minute + 1), int(len(at_home) * (1 - 0.08 * minute))
        events.put(moment, partial(_watch, viewers, stay))
    events.put(STARTS_AT + timedelta(minutes=30), lambda now: _ask(viewers, clerk, now))
    places = [*cast.counties, *chance.sample(cast.units, k=min(_HALLS, len(cast.units)))]
    for number, place in enumerate(places):
        events.put(ENDS_AT - timedelta(minutes=20), partial(_hall, cast, held, place, number, chance))
    events.put(ENDS_AT + timedelta(minutes=30), lambda now: _close(held[0], clerk, now))


def _announced(activity: Activity, clerk: Any, now: datetime) -> Session:
    terms = holding.Terms(
        STARTS_AT,
        ENDS_AT,
        place="云川市行政中心一楼报告厅",
        has_live=True,
        stream="https://live.example/yunchuan-2025",
        has_questions=True,
        counts_halls=True,
    )
    return holding.open_session(holding.set_up(activity, terms, by=clerk, now=now), by=clerk, now=now)


def _come(session: Session, places: list[Organization], now: datetime) -> list[Viewer]:
    return [watching.join(session, place, watching.new_key(), person=None, now=now) for place in places]


def _watch(viewers: list[Viewer], n: int, now: datetime) -> None:
    """The first `n` of them are still there."""
    for viewer in viewers[:n]:
        watching.watched(viewer, now=now)


def _ask(viewers: list[Viewer], clerk: Any, now: datetime) -> None:
    """Some ask; the first is answered at once."""
    asked = [
        watching.ask(viewer, text, f"demo-question-{n}-{viewer.pk}", now=now)
        for n, (viewer, text) in enumerate(zip(viewers, _QUESTIONS, strict=False))
    ]
    if asked:
        watching.answer(asked[0], "先看能效标识和近两年电耗，再比较改造费用，培训资料中有算例。", by=clerk, now=now)


def _hall(cast: Cast, held: list[Session], place: Organization, n: int, chance: random.Random, now: datetime) -> None:
    """A hall with its photograph; who sat there is estimated by nobody but the one who was there."""
    clerk = cast.who(place, "reporter")
    upload = SimpleUploadedFile("会场.jpg", photos.photo(n % 16 + 1), "image/jpeg")
    photo = store(upload, organization=place, by=clerk)
    most = max(8, cast.n_people[place.pk] // 3)
    said = halls.Said("会议室", chance.randint(6, most), is_sure=True)
    halls.enter_hall(held[0], place, said, photo, last_no=0, by=clerk, now=now)


def _close(session: Session, clerk: Any, now: datetime) -> None:
    session.refresh_from_db()
    holding.close_session(session, by=clerk, now=now)
