"""The week as it was lived on phones: a quiz with prizes, a live launch with halls, a class with seats,
posters, media coverage with a column, a low-energy day, an exchange with hazardous waste, volunteers.

Whatever people do here goes through the pages and the endpoint that a browser uses; the platform counts it by itself.
"""

import random

from django.urls import reverse

from jieneng.apps.attendance.models import SignIn, Viewer
from jieneng.apps.notices.models import Notice
from jieneng.apps.prizes.models import DRAWN, NUMBER, Draw, Win
from jieneng.apps.quiz.models import HandIn, Quiz
from jieneng.core.campaigns.models import Activity
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.week import coverage, exchange, lecture, live, low_energy, materials, prizes, quiz, volunteers


def plan(events: Events, cast: Cast, notice: Notice, chance: random.Random, n_players: int) -> None:
    """Put the week into the queue: what is set up beforehand, what people do, how it ends."""
    played = quiz.plan(events, cast, _activity(notice, "quiz"), chance, n_players)
    prizes.plan(events, cast, played)
    live.plan(events, cast, _activity(notice, "watch_live"), chance)
    lecture.plan(events, cast, _activity(notice, "lecture_training"), chance)
    materials.plan(events, cast, _activity(notice, "publicity_materials"))
    coverage.plan(events, cast, notice.campaign.activities.select_related("campaign__organization"))
    low_energy.plan(events, cast, _activity(notice, "energy_shortage"))
    exchange.plan(events, cast, _activity(notice, "recycling"))
    volunteers.plan(events, cast)


def draw_page() -> str:
    """The public page of the draw that was decided by a public number, from which anybody checks it."""
    return reverse("prizes:public", args=[Draw.objects.get(kind=NUMBER, state=DRAWN).code])


def _activity(notice: Notice, kind: str) -> Activity:
    return notice.campaign.activities.filter(kind=kind).order_by("pk")[0]


def said(notice: Notice) -> str:
    """What the platform has counted, for the one who watches."""
    quizzes = list(Quiz.objects.filter(activity__campaign=notice.campaign).values_list("pk", flat=True))
    played = HandIn.objects.filter(quiz__in=quizzes)
    n_players = played.values("player").distinct().count()
    n_won = Win.objects.filter(draw__activity__campaign=notice.campaign).count()
    n_came = SignIn.objects.filter(session__activity__campaign=notice.campaign).count()
    n_watched = Viewer.objects.filter(session__activity__campaign=notice.campaign, day__isnull=False).count()
    return (
        f"活动周：竞答 {n_players} 人、交卷 {played.count()} 份，中奖 {n_won} 人；"
        f"线上收看 {n_watched} 人；云课堂签到 {n_came} 人。"
    )
