"""The week as it was lived on phones: a quiz with prizes, a live launch with halls, a class with seats,
posters, media coverage with a column, a low-energy day, an exchange with hazardous waste, volunteers, a pledge, a call
for works; a wall in the hall.

What players, viewers and holders of cards do goes through the pages and the endpoint that a browser uses;
what desks do, through their actions. The platform counts it by itself.
"""

import random
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from jieneng.apps.attendance.models import SignIn, Viewer
from jieneng.apps.exchange.models import Card, Weight
from jieneng.apps.notices.models import Notice
from jieneng.apps.participation.models import Signature, Vote
from jieneng.apps.prizes.models import DRAWN, NUMBER, Draw, Win
from jieneng.apps.quiz.models import HandIn, Quiz
from jieneng.apps.wall import actions as wall
from jieneng.apps.wall.models import Wall
from jieneng.core.campaigns.models import Activity
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week import (
    afterwards,
    checked,
    coverage,
    exchange,
    hazardous,
    lecture,
    live,
    low_energy,
    materials,
    pledge,
    prizes,
    quiz,
    volunteers,
    works,
)

HUNG_AT = datetime(2025, 6, 20, 17, 0, tzinfo=BEIJING)


def plan(events: Events, cast: Cast, notice: Notice, chance: random.Random, n_players: int) -> None:
    """Put the week into the queue: what is set up beforehand, what people do, how it ends."""
    played = quiz.plan(events, cast, _activity(notice, "quiz"), chance, n_players)
    prizes.plan(events, cast, played)
    live.plan(events, cast, _activity(notice, "watch_live"), chance)
    lecture.plan(events, cast, _activity(notice, "lecture_training"), chance)
    materials.plan(events, cast, _activity(notice, "publicity_materials"))
    coverage.plan(events, cast, notice.campaign.activities.select_related("campaign__organization"))
    low_energy.plan(events, cast, _activity(notice, "energy_shortage"))
    exchange.plan(events, cast, _activity(notice, "recycling"), n_players // 8)
    hazardous.plan(events, cast, _activity(notice, "recycling"))
    volunteers.plan(events, cast)
    pledge.plan(events, cast, _activity(notice, "pledge"), n_players // 2)
    works.plan(events, cast, _activity(notice, "works_collection"), n_players // 8)
    afterwards.plan(events, cast, _activity(notice, "quiz", 1), _activity(notice, "meeting"))
    clerk = cast.who(cast.city, "reviewer")
    events.put(HUNG_AT, lambda now: wall.make(notice.campaign, cast.city, "行政中心一楼大厅", by=clerk, now=now))


def draw_page() -> str:
    """The public page of the draw that was decided by a public number, from which anybody checks it."""
    return reverse("prizes:public", args=[_draw().code])


def draw_checked() -> str:
    """What a clean Python says of that draw by its published files."""
    return checked.checked(_draw())


def wall_page() -> str:
    """The screen in the hall."""
    return reverse("wall:public_wall", args=[Wall.objects.standing().latest("pk").token])


def _draw() -> Draw:
    return Draw.objects.get(kind=NUMBER, state=DRAWN)


def _activity(notice: Notice, kind: str, n: int = 0) -> Activity:
    return notice.campaign.activities.filter(kind=kind).order_by("ord")[n]


def said(notice: Notice) -> str:
    """What the platform has counted, for the one who watches."""
    quizzes = list(Quiz.objects.filter(activity__campaign=notice.campaign).values_list("pk", flat=True))
    played = HandIn.objects.filter(quiz__in=quizzes)
    n_players = played.values("player").distinct().count()
    n_won = Win.objects.filter(draw__activity__campaign=notice.campaign).count()
    n_came = SignIn.objects.filter(session__activity__campaign=notice.campaign).count()
    n_watched = Viewer.objects.filter(session__activity__campaign=notice.campaign, day__isnull=False).count()
    kg = Weight.objects.filter(item__unit="kg").aggregate(kg=Sum("amount"))["kg"] or Decimal(0)
    return (
        f"活动周：竞答 {n_players} 人、交卷 {played.count()} 份，中奖 {n_won} 人；"
        f"线上收看 {n_watched} 人；云课堂签到 {n_came} 人；"
        f"云兑换 {Card.objects.count()} 人、称重 {kg:.2f} 公斤；"
        f"签名承诺 {Signature.objects.count()} 人；海报投票 {Vote.objects.count()} 票。"
    )
