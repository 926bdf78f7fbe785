"""What still goes on when the demo ends: a practice quiz that is open, a meeting to which replies come in."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from jieneng.apps.attendance.actions import holding, seats
from jieneng.apps.attendance.models import Session
from jieneng.apps.quiz.actions import quiz as quizzes
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week.quiz import PRIVACY
from jieneng.engine.quizzes.papers import Rule

SET_UP_AT = datetime(2025, 6, 30, 15, 0, tzinfo=BEIJING)
OPENS_AT = datetime(2025, 7, 1, 9, 0, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 7, 11, 17, 0, tzinfo=BEIJING)
MEETS_AT = datetime(2025, 7, 10, 14, 30, tzinfo=BEIJING)
_RULES = (Rule(4, "energy"), Rule(3, "water"), Rule(3, "waste"))
_SEED, _COMING = 20250710, 26


def plan(events: Events, cast: Cast, practice: Activity, meeting: Activity) -> None:
    """Put it into the queue, with dice of its own."""
    chance, held = random.Random(_SEED), list[Session]()
    clerk = cast.who(cast.city, "reviewer")
    events.put(SET_UP_AT, lambda now: _practise(practice, clerk, now))
    events.put(SET_UP_AT, lambda now: held.append(_called(meeting, clerk, now)))
    places = [*cast.counties, *chance.sample(cast.units, k=min(_COMING, len(cast.units)))]
    for n, place in enumerate(places):
        moment = SET_UP_AT + timedelta(hours=20 + 2 * n, minutes=chance.randint(0, 59))
        events.put(moment, partial(_reply, cast, held, place, n))


def _practise(activity: Activity, clerk: Any, now: datetime) -> None:
    content = quizzes.Content(
        title="节能知识练习",
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
        rules=_RULES,
        ways=("public",),
        privacy=PRIVACY,
        contact="云川市机关事务管理局节能科",
    )
    draft = quizzes.set_up(activity, content, by=clerk)
    quizzes.publish(draft, edit_no=draft.edit_no, by=clerk, now=now)


def _called(activity: Activity, clerk: Any, now: datetime) -> Session:
    ends, by = MEETS_AT + timedelta(hours=2), MEETS_AT - timedelta(hours=21, minutes=30)
    terms = holding.Terms(MEETS_AT, ends, place="云川市行政中心3号会议室", n_seats=60, replies_by=by)
    return holding.open_session(holding.set_up(activity, terms, by=clerk, now=now), by=clerk, now=now)


def _reply(cast: Cast, held: list[Session], place: Organization, n: int, now: datetime) -> None:
    named = seats.Named(f"参会{n + 1:02d}号", "节能工作联络员")
    seats.register(held[0], place, named, by=cast.who(place, "reporter"), now=now)
