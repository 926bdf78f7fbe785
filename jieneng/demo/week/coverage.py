"""What media told of the week, and what units wrote for the city's column."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.coverage.actions import contributing, editing, registering
from jieneng.apps.coverage.actions.contributing import Piece, Shown
from jieneng.apps.coverage.models import Contribution
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.orgs.models import Organization
from jieneng.demo import photos
from jieneng.demo.cast import Cast
from jieneng.demo.content import read
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.rulebook.coverage import ACTIVITY

ENTERED_AT = datetime(2025, 6, 24, 15, 0, tzinfo=BEIJING)
CHECKED_AT = datetime(2025, 6, 27, 10, 0, tzinfo=BEIJING)
SENT_AT = datetime(2025, 6, 24, 9, 30, tzinfo=BEIJING)
DECIDED_AT = datetime(2025, 6, 26, 16, 0, tzinfo=BEIJING)
AGAIN_AT = datetime(2025, 6, 27, 9, 0, tzinfo=BEIJING)
_ENTERING, _OWN, _SEED = 10, 4, 20250624
_PIECES = (  # title, text, whose post
    (
        "一张电费单引出的改造",
        "四月的电费单贴上公告栏，夜里的用电量比白天还高。后勤科连着三晚巡楼，发现开水器整夜保温、走廊灯长明。"
        "装上定时插座和声控开关后，五月夜间用电下降两成。\n账单每月照贴，各楼层自己比着看。",
        "后勤科工作人员",
    ),
    (
        "小份菜端上食堂窗口",
        "宣传周第一天，食堂推出半份菜、小份饭，价格减半。一周下来，每天的餐厨垃圾从四桶减到三桶。"
        "\n志愿者在回收台边登记光盘人数，每周公布。",
        "食堂管理员",
    ),
    (
        "旧试卷变成草稿本",
        "各班把单面用过的试卷收齐，背面朝上装订成草稿本，一个学期装了六百多本。\n废纸少了，打印纸的领用量也降了。",
        "年级组教师",
    ),
    (
        "低碳日，走楼梯的人多了",
        "体验日当天三层以下停开电梯，楼梯间贴上每层消耗的热量。下班时统计，走楼梯的有八百多人次。",
        "办公室工作人员",
    ),
    ("节能宣传周活动总结", "我单位高度重视，精心组织，圆满完成各项任务。", "办公室工作人员"),
)


def plan(events: Events, cast: Cast, activities: Iterable[Activity]) -> None:
    """Put it into the queue, with dice of its own, so that everything else happens as it did without it."""
    plan_of = {one.kind: one for one in activities}
    media, chance = plan_of[ACTIVITY], random.Random(_SEED)
    clerk = cast.who(cast.city, "reviewer")
    units = chance.sample(cast.units, k=min(_ENTERING, len(cast.units)))
    about = [plan_of[kind] for kind in ("watch_live", "green_commute", "energy_shortage") if kind in plan_of]
    for n, place in enumerate((*cast.counties, *units)):
        said = _article(cast, place, chance, [media, *about][n % (1 + len(about))], n)
        moment = ENTERED_AT + timedelta(minutes=11 * n)
        events.put(moment, partial(_enter, cast, media, place, said))
    events.put(CHECKED_AT, partial(_check, cast, media, clerk))
    sent: list[Contribution] = []
    for n, (place, (title, text, post)) in enumerate(zip(units, _PIECES, strict=False)):
        moment = SENT_AT + timedelta(hours=2 * n)
        events.put(moment, partial(_send, cast, media, place, Piece(title, text, post), n, sent))
    events.put(DECIDED_AT, partial(_decide, sent, clerk))
    events.put(AGAIN_AT, partial(_again, cast, sent))


def _article(cast: Cast, place: Organization, chance: random.Random, about: Activity, n: int) -> registering.Said:
    content = read("summaries")
    medium = chance.choice(content["media"])
    county = cast.superior(place).name.removesuffix("机关事务服务中心")
    name = f"{place.name}公众号" if n % _OWN == _OWN - 1 else medium["name"].format(county=county)
    level = "own" if n % _OWN == _OWN - 1 else medium["level"]
    title = chance.choice(content["titles"]).format(name=place.name)
    day = (ENTERED_AT - timedelta(days=n % 2)).date()
    return registering.Said(title[:120], name[:60], level, day, about, f"https://news.example/2025/{n:03}.html")


def _enter(cast: Cast, media: Activity, place: Organization, said: registering.Said, now: datetime) -> None:
    registering.enter(media, place, said, None, by=cast.who(place, "reporter"), now=now)


def _check(cast: Cast, media: Activity, clerk: Any, now: datetime) -> None:
    """The city confirms most of them, sends one back, and leaves the last ones for the next day."""
    for n, one in enumerate(media.articles.select_related("campaign").order_by("pk")[:9]):
        if n == 2:
            registering.send_back(one, cast.city, because="媒体名称请写全称，级别按主办单位填写", by=clerk, now=now)
        else:
            registering.confirm(one, cast.city, by=clerk, now=now)


def _send(
    cast: Cast,
    media: Activity,
    place: Organization,
    piece: Piece,
    n: int,
    sent: list[Contribution],
    now: datetime,
) -> None:
    clerk, shown = cast.who(place, "reporter"), []
    if n < 3:
        upload = SimpleUploadedFile("现场.jpg", photos.photo(n + 1), "image/jpeg")
        kept = store(upload, organization=place, by=clerk)
        shown = [Shown(kept, f"6月23日，{place.name}活动现场", consent=n != 1)]
    sent.append(contributing.send(media, place, piece, shown, by=clerk, now=now))


def _decide(sent: list[Contribution], clerk: Any, now: datetime) -> None:
    """Two are adopted, one of them in a shorter wording; one is given back, one declined, one waits."""
    said: dict[str, Any] = {"by": clerk, "now": now}
    decisions = (
        ("adopt", ""),
        ("adopt", ""),
        ("back", "请补充草稿本的使用情况"),
        ("", ""),
        ("decline", "没有具体做法和数字"),
    )
    for one, (decision, because) in zip(sent, decisions, strict=False):
        edit_no = 0
        if decision == "adopt" and one.title.startswith("一张"):
            shorter = Piece("一张电费单引出的节能改造", one.text.replace("后勤科连着三晚巡楼，", "后勤科巡楼，"))
            edit_no = editing.edit(one, shorter, edit_no=0, **said).edit_no
        if decision:
            editing.decide(one, decision, because=because, edit_no=edit_no, **said)


def _again(cast: Cast, sent: list[Contribution], now: datetime) -> None:
    """The sender of what was given back has written it anew."""
    for one in sent[2:3]:
        better = Piece(one.title, one.text + "\n草稿本每班二十本，用完再领。")
        contributing.send_again(one, better, [], edit_no=0, by=cast.who(one.organization, "reporter"), now=now)
