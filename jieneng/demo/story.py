"""The demo from the first day to the brief; told once, kept for good."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.urls import reverse

from jieneng.apps.notices.models import Notice
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.printed import made_on, to_print
from jieneng.config import clock
from jieneng.core.collections.models import Collection, LocalTerms
from jieneng.core.documents.downloads import forms, made
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.orgs.models import Organization
from jieneng.demo import cast, closing, notice, reports, week
from jieneng.demo.events import Events
from jieneng.demo.notice import BEIJING
from jieneng.demo.week import quiz

FOUNDED_AT = datetime(2025, 6, 10, 9, 0, tzinfo=BEIJING)
Say = Callable[[str], object]


@dataclass(frozen=True)
class Told:
    """What came of it: the brief's files, its page, that of the finished draw, the wall, how many organisations, how
    long."""

    briefs: tuple[Path, ...]
    public_path: str
    draw_path: str
    wall_path: str
    n_organizations: int
    seconds: float


def tell(n: int, n_players: int, say: Say) -> Told:
    """Play the demo with about `n` organisations and `n_players` in its quiz.

    A second time only where it came out is said again. All of it is one transaction: a demo that was interrupted has
    not happened.
    """
    kept = clock.kept()
    if kept is not None:
        briefs = tuple(map(Path, kept["briefs"]))
        return Told(briefs, kept["public_path"], week.draw_page(), week.wall_page(), kept["n_organizations"], 0.0)
    if Organization.objects.exists():
        raise RuntimeError("the demo needs an empty database")
    started = time.perf_counter()
    quiz.forget_what_nobody_asked()
    with transaction.atomic():
        brief, n_organizations = _play(n, n_players, say)
    briefs, public_path = _written(brief), reverse("publicity:public", args=[brief.document.code])
    facts = {"public_path": public_path, "n_organizations": n_organizations}
    clock.keep(closing.ENDS_AT, briefs=[str(path) for path in briefs], **facts)
    seconds = time.perf_counter() - started
    return Told(briefs, public_path, week.draw_page(), week.wall_page(), n_organizations, seconds)


def _play(n: int, n_players: int, say: Say) -> tuple[Brief, int]:
    chance, events = random.Random(2025), Events()
    with clock.at(FOUNDED_AT):
        players = cast.gather(n, chance, FOUNDED_AT.date())
    say(f"建立组织 {2 + len(players.counties) + len(players.units)} 家。")
    with clock.at(notice.ISSUED_AT):
        first = notice.read_and_issue(players)
    say(f"读取上级通知，印发{first.document.number}，建立活动 {first.campaign.activities.count()} 项。")
    say(f"填报对象分 {len(first.groups)} 组：{'、'.join(group['name'] for group in first.groups)}，各有截止时间。")
    notice.spread(events, players, first, chance)
    events.play()
    say(_local(first))
    collection = _asked(first)
    week.plan(events, players, first, random.Random(2026), n_players)  # so that reports are as without it
    reports.plan(events, players, collection, chance, closing.BRIEF_AT)
    closing.plan(events, players, collection)
    say(f"签收、转发，填报、审核、退回、更正：{events.play()} 步。")
    say(week.said(first))
    say(f"用公布的文件和核对程序另行验算抽奖：{week.draw_checked()}。")
    with clock.at(closing.BRIEF_AT):
        brief = closing.write_brief(players, collection, closing.BRIEF_AT)
        fold_all(closing.BRIEF_AT)
    differences = verify()
    say(f"汇总数与逐份核算比较：{len(differences)} 处不一致。")
    if differences:
        raise AssertionError(f"{len(differences)} totals are not what was accepted")
    return brief, 2 + len(players.counties) + len(players.units)


def _local(first: Notice) -> str:
    """What a level below has added of its own, for the one who watches."""
    first.campaign.refresh_from_db()
    own = first.campaign.local.get()
    terms = LocalTerms.objects.get(collection=first.campaign.collection, extra_form__isnull=False)
    section = terms.extra_form.form.sections[0].title
    return f"{own.organization}另设活动 {own.activities.count()} 项，上报表补充“{section}”一节。"


def _asked(first: Notice) -> Collection:
    first.campaign.refresh_from_db()
    return first.campaign.collection


def _written(brief: Brief) -> tuple[Path, ...]:
    """The brief in the demo's folder: as docx, and as pdf where there is type for it."""
    paper, day = to_print(brief), made_on(brief)
    written = []
    for form, _ in forms():
        written.append(closing.folder() / f"brief.{form}")
        written[-1].write_bytes(made(form, paper, day))
    return tuple(written)
