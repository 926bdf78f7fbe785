"""The quiz: set up and published before the week, played on four days, ended, chained, its signals looked at."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from jieneng.apps.quiz import boards, counting
from jieneng.apps.quiz.actions import bank, ending
from jieneng.apps.quiz.actions import quiz as actions
from jieneng.apps.quiz.endpoint import building
from jieneng.apps.quiz.models import HandIn, Opening, Quiz
from jieneng.core.campaigns import chances
from jieneng.core.campaigns.models import Activity
from jieneng.core.jobs.outbox import do_due
from jieneng.core.orgs.models import Organization
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week import players
from jieneng.engine.quizzes.papers import Rule

SET_UP_AT = datetime(2025, 6, 20, 10, 30, tzinfo=BEIJING)
OPENS_AT = datetime(2025, 6, 24, 9, 0, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 6, 27, 17, 0, tzinfo=BEIJING)
ENDED_AT = CLOSES_AT + timedelta(minutes=20)
_RULES = (Rule(6, "energy"), Rule(4, "water"), Rule(5, "waste"), Rule(3, "food"), Rule(2, "law"))
PRIVACY = "为统计参加情况，记录所选单位和本次成绩，不收集姓名和电话；中奖后领奖时另行说明。"
_HOURS = (8.5, 9.3, 10.2, 11.8, 12.6, 13.4, 15.1, 16.4)  # when people have a moment, in hours of the day
_BOARD = timedelta(minutes=20)  # after a group has begun, when the boards are taken


@dataclass
class Played:
    """The quiz while it is played; `quiz` is there once it has been set up."""

    activity: Activity
    quiz: Quiz | None = None

    @property
    def running(self) -> Quiz:
        assert self.quiz is not None
        return self.quiz


def plan(events: Events, cast: Cast, activity: Activity, chance: random.Random, n_players: int) -> Played:
    """Put the quiz into the queue."""
    played = Played(activity)
    clerk = cast.who(cast.city, "reviewer")
    events.put(SET_UP_AT, lambda now: _set_up(played, clerk, now))
    moments = _moments()
    places = [*cast.units, *cast.counties, cast.city]
    shares = [cast.n_people[place.pk] for place in places]
    for number, moment in enumerate(moments):
        n = n_players * (number + 1) // len(moments) - n_players * number // len(moments)
        events.put(moment, partial(_play, played, chance.choices(places, shares, k=n), chance))
    events.put(ENDED_AT, lambda now: _end(played, clerk, now))
    return played


def forget_what_nobody_asked() -> None:
    """Papers of a demo that was interrupted: in a file of their own, where its transaction does not reach."""
    if not Quiz.objects.exists():
        HandIn.objects.all().delete()
        Opening.objects.all().delete()


def _moments() -> list[datetime]:
    days = [OPENS_AT + timedelta(days=n) for n in range((CLOSES_AT - OPENS_AT).days + 1)]
    moments = [day.replace(hour=0) + timedelta(hours=hour) for day in days for hour in _HOURS]
    return [moment for moment in moments if OPENS_AT <= moment < CLOSES_AT - timedelta(minutes=30)]


def _set_up(played: Played, clerk: Any, now: datetime) -> None:
    bank.fill(now=now)
    content = actions.Content(
        title="2025年云川市公共机构节能知识竞答",
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
        rules=_RULES,
        ways=("staff", "public"),
        privacy=PRIVACY,
        contact="云川市机关事务管理局节能科",
    )
    draft = actions.set_up(played.activity, content, by=clerk)
    played.quiz = actions.publish(draft, edit_no=draft.edit_no, by=clerk, now=now)


def _play(played: Played, places: list[Organization], chance: random.Random, now: datetime) -> None:
    """A group of people plays: each enters by the page, answers at the endpoint, some of them twice."""
    players.play(played.running, [players.person(place, chance) for place in places], chance, now)
    counting.count_all(now)
    _try_luck(played.running, now)
    boards.snapshot(now + _BOARD)


def _try_luck(quiz: Quiz, now: datetime) -> None:
    """Whoever has just passed takes the chance that the receipt offers."""
    since = building.to_ms(now)
    rows = HandIn.objects.filter(quiz=quiz.pk, handed_ms__gte=since, score__gte=quiz.n_questions * quiz.pass_mark / 100)
    for player, path in list(rows.order_by("pk").values_list("player", "route")):
        chances.take(quiz.activity, player, path, now)


def _end(played: Played, clerk: Any, now: datetime) -> None:
    """Close, publish the chain of receipts, have the signals looked for; boards as they stay."""
    counting.count_all(now)
    played.quiz = actions.close(played.running, by=clerk, now=now)
    boards.snapshot(now)
    ending.ask_for_chain(played.quiz, by=clerk, now=now)
    ending.ask_for_signals(played.quiz, by=clerk, now=now)
    do_due(now)
