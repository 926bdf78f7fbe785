"""A pledge that is signed on phones, all week."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.urls import reverse

from jieneng.apps.participation.actions import setting_up
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import Pledge
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week.phones import Phone

SET_UP_AT = datetime(2025, 6, 19, 16, 0, tzinfo=BEIJING)
OPENS_AT = datetime(2025, 6, 23, 8, 30, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 7, 11, 17, 0, tzinfo=BEIJING)
_SEED, _DAYS = 20250623, 5
_WORDING = "节约每一度电、每一滴水、每一粒粮，从我做起，从岗位做起。"
_POINTS = (
    "离开办公室随手关灯、关空调",
    "空调夏季不低于26摄氏度",
    "三层以下走楼梯",
    "按需取餐，不剩饭菜",
    "双面用纸，废纸回收",
)


def plan(events: Events, cast: Cast, activity: Activity, n: int) -> None:
    """Put it into the queue for `n` people, with dice of its own."""
    chance, held = random.Random(_SEED), list[Pledge]()
    clerk = cast.who(cast.city, "reviewer")
    events.put(SET_UP_AT, lambda now: held.append(_opened(activity, clerk, now)))
    places = [*cast.units, *cast.counties, cast.city]
    people = chance.choices(places, [cast.n_people[one.pk] for one in places], k=n)
    for day in range(_DAYS):
        moment = OPENS_AT + timedelta(days=day, minutes=chance.randint(5, 300))
        events.put(moment, partial(_sign, held, people[day::_DAYS], chance))


def _opened(activity: Activity, clerk: Any, now: datetime) -> Pledge:
    columns = {"opens_at": OPENS_AT, "closes_at": CLOSES_AT, "wording": _WORDING, "points": "\n".join(_POINTS)}
    made = setting_up.set_up(Pledge, "pledge", activity, columns, by=clerk, now=now)
    return open_up(made, by=clerk, now=now)


def _sign(held: list[Pledge], people: list[Organization], chance: random.Random, now: datetime) -> None:
    phone, address = Phone(), reverse("participation:public_sign", args=[held[0].code])
    for place in people:
        phone.taken_up().send(address, organization=place.pk, point=chance.randrange(len(_POINTS)))
