"""A call for posters: handed in by units, recommended level by level, on vote among everybody when the demo ends."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jieneng.apps.participation.actions import calling, handing_in, judging, recommending
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import Call, Work
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.orgs.models import Organization
from jieneng.demo import posters
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week.phones import Phone

SET_UP_AT = datetime(2025, 6, 18, 16, 0, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 6, 27, 17, 0, tzinfo=BEIJING)
RECOMMENDS_BY = datetime(2025, 6, 30, 17, 0, tzinfo=BEIJING)
VOTES_FROM = datetime(2025, 7, 1, 9, 0, tzinfo=BEIJING)
VOTES_UNTIL = datetime(2025, 7, 11, 17, 0, tzinfo=BEIJING)
_SEED, _DAYS = 20250618, 5
_WORKS = (  # title, what the unit says of it
    ("随手关灯", "一盏灯，一个动作，一年省下一个月的电。"),
    ("最后一滴", "水龙头没有拧紧的一夜，够一家人喝一天。"),
    ("绿色上班路", "少开一天车，多走一段路。"),
    ("碗里的分量", "半份菜、小份饭，吃多少点多少。"),
    ("三层以下走楼梯", "把电梯让给需要的人。"),
    ("一张纸的两面", "旧试卷翻过来，就是新本子。"),
    ("夜里的办公楼", "下班关灯，让大楼也休息。"),
    ("雨水收集", "屋顶的雨水浇了校园的树。"),
)


def plan(events: Events, cast: Cast, activity: Activity, n: int) -> None:
    """Put it into the queue with `n` voters, with dice of its own."""
    chance, held = random.Random(_SEED), list[Call]()
    clerk = cast.who(cast.city, "reviewer")
    events.put(SET_UP_AT, lambda now: held.append(_opened(activity, clerk, now)))
    places = chance.sample(cast.units, k=min(len(_WORKS), len(cast.units)))
    for number, place in enumerate(places):
        moment = SET_UP_AT + timedelta(days=1 + number, hours=number % 3)
        events.put(moment, partial(_hand_in, cast, held, place, number))
    events.put(RECOMMENDS_BY - timedelta(hours=6), partial(_recommend, cast, held))
    events.put(RECOMMENDS_BY + timedelta(hours=16), lambda now: _judge(cast, held[0], clerk, now))
    for day in range(_DAYS):
        moment = VOTES_FROM + timedelta(days=day, minutes=chance.randint(10, 400))
        events.put(moment, partial(_vote, held, n // _DAYS, chance))


def _opened(activity: Activity, clerk: Any, now: datetime) -> Call:
    terms = calling.Terms(
        now,
        CLOSES_AT,
        RECOMMENDS_BY,
        "围绕节电、节水、节粮、节纸，画一张可以贴在办公楼、教学楼的海报；每家单位限报2件。",
        {"poster": 5},
        n_chosen=5,
        scores_needed=1,
        votes_from=VOTES_FROM,
        votes_until=VOTES_UNTIL,
        accounts_only=False,
    )
    return open_up(calling.set_up(activity, terms, by=clerk, now=now), by=clerk, now=now)


def _hand_in(cast: Cast, held: list[Call], place: Organization, n: int, now: datetime) -> None:
    clerk, (title, about) = cast.who(place, "reporter"), _WORKS[n]
    upload = SimpleUploadedFile(f"{title}.jpg", posters.poster(n), "image/jpeg")
    file = store(upload, organization=place, by=clerk)
    said = handing_in.Said("poster", title, f"{place.name}宣传组", abstract=about, confirms_rights=True)
    handing_in.hand_in(held[0], place, said, file, by=clerk, now=now)


def _recommend(cast: Cast, held: list[Call], now: datetime) -> None:
    """Each step sends all of them on, until they stand with the city."""
    for work in Work.objects.filter(call=held[0]).select_related("stands_at"):
        while work.stands_at_id != cast.city.pk:
            where = work.stands_at
            recommending.recommend(work, where, by=cast.who(where, "reporter"), now=now)
            work.refresh_from_db()


def _judge(cast: Cast, call: Call, clerk: Any, now: datetime) -> None:
    """One expert is named and judging begins: with it the works are shown, and votes are taken at the hour said."""
    judging.appoint(call, cast.who(cast.counties[0], "issuer"), by=clerk, now=now)
    judging.begin(call, by=clerk, now=now)


def _vote(held: list[Call], n: int, chance: random.Random, now: datetime) -> None:
    works = [work.pk for work in Work.objects.filter(call=held[0]).finalists().order_by("pk")]
    weights, phone = [3 + (5 * pk) % 7 for pk in range(len(works))], Phone()
    for work in chance.choices(works, weights, k=n):
        address = reverse("participation:public_vote", args=[held[0].code, work])
        phone.taken_up().send(address, work=work)
