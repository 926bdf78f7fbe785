"""Volunteers of one district as they served: posts, names of its units, stamps scanned offline, certificates."""

import random
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from jieneng.apps.participation.actions import ones, posts, proofs, setting_up, stamping
from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.models import Drive, Post, SignUp, Volunteer
from jieneng.apps.participation.passes import pass_of
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.scans import Scanned
from jieneng.demo import local
from jieneng.demo.cast import Cast
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING

SET_UP_AT = datetime(2025, 6, 19, 15, 0, tzinfo=BEIJING)
NAMED_AT = datetime(2025, 6, 24, 9, 0, tzinfo=BEIJING)
SERVED_AT = datetime(2025, 6, 28, 9, 0, tzinfo=BEIJING)
CLOSES_AT = datetime(2025, 6, 30, 18, 0, tzinfo=BEIJING)
CERTIFIED_AT = datetime(2025, 7, 1, 9, 30, tzinfo=BEIJING)
_UNITS, _EACH, _COMES, _SEED = 8, 3, 0.9, 20250628
_POSTS = (  # title, which of the five ones, hours after nine
    ("东门社区桶边督导", "community", 0),
    ("文化广场节能咨询台", "activity", 0),
    ("入户讲解家庭节电", "family", 5),
)
_SAYS = "6月28日（星期六）在东门街道开展节能宣传和垃圾分类指导，请穿志愿者马甲，提前十分钟到岗签到。"


def plan(events: Events, cast: Cast) -> None:
    """Put it into the queue, with dice of its own; the district has a campaign of its own by then."""
    county = next(one for one in cast.counties if one.name == local.COUNTY)
    chance, clerk = random.Random(_SEED), cast.who(county, "reporter")
    units = [unit for unit in cast.units if cast.superior(unit) == county]
    held: list[Drive] = []
    events.put(SET_UP_AT, lambda now: held.append(_opened(county, clerk, now)))
    for n, unit in enumerate(chance.sample(units, k=min(_UNITS, len(units)))):
        events.put(NAMED_AT + timedelta(hours=n), partial(_name, cast, held, unit, n))
    events.put(SERVED_AT + timedelta(hours=8), lambda now: _upload(held[0], clerk, chance, now))
    events.put(CERTIFIED_AT, lambda now: _certify(held[0], clerk, now))


def _opened(county: Organization, clerk: Any, now: datetime) -> Drive:
    activity = Activity.objects.get(kind="volunteer", campaign__organization=county)
    columns = {"opens_at": now, "closes_at": CLOSES_AT, "says": _SAYS}
    made = open_up(setting_up.set_up(Drive, "volunteer", activity, columns, by=clerk, now=now), by=clerk, now=now)
    for title, one, hours in _POSTS:
        start = SERVED_AT + timedelta(hours=hours)
        said = posts.Said(title, "东门街道", start, start + timedelta(hours=2), 20, one=one)
        posts.lay_out(made, said, by=clerk)
    return made


def _name(cast: Cast, held: list[Drive], unit: Organization, n: int, now: datetime) -> None:
    """A unit names its volunteers, who take a place each by their own link; all have had a training."""
    by, drive = cast.who(unit, "reporter"), held[0]
    names = [f"志愿者{_EACH * n + number:02d}号" for number in range(1, _EACH + 1)]
    for number, volunteer in enumerate(posts.register(drive, unit, names, by=by, now=now)):
        post = drive.posts.all()[number % len(_POSTS)]
        posts.sign_up(volunteer, post, by=None, now=now)
        ones.enter(volunteer, "training", "参加区里的垃圾分类培训", on=now.date(), by=by, now=now)


def _upload(drive: Drive, clerk: Any, chance: random.Random, now: datetime) -> None:
    """The phones at the posts had no network: what they scanned in the day goes up in the evening."""
    for post in drive.posts.all():
        come = [one for one in SignUp.objects.filter(post=post).order_by("pk") if chance.random() < _COMES]
        scans = [
            Scanned(pass_of("volunteer", one.volunteer_id), uuid.UUID(int=chance.getrandbits(128)).hex, at, way)
            for way, at in _hours(post)
            for one in come
        ]
        stamping.take_scans(post, scans, by=clerk, now=now)


def _hours(post: Post) -> tuple[tuple[str, datetime], ...]:
    return ("come", post.starts_at - timedelta(minutes=8)), ("leave", post.ends_at + timedelta(minutes=3))


def _certify(drive: Drive, clerk: Any, now: datetime) -> None:
    if Volunteer.objects.filter(drive=drive, served_on__isnull=False).exists():
        proofs.issue(drive, by=clerk, now=now)
