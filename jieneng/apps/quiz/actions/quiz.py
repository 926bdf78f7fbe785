"""Set up a quiz, change it while it is a draft, publish it with its pool frozen, give more time, end it."""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.quiz.models import ClassAccount, Extension, Quiz, Withdrawal
from jieneng.apps.quiz.models.quiz import CLASS, CLOSED, DRAFT, OPEN, PUBLIC, ROSTER
from jieneng.apps.quiz.queries.pool import pool_of, rules_of
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.quizzes.papers import Lot, Rule, Short
from jieneng.ui.refusals import Refused

_LEAST = timedelta(seconds=1)  # a window is never empty
_CODE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread from a blackboard


@dataclass(frozen=True)
class Content:
    """What is typed when a quiz is set up; `rules` are those of the engine."""

    title: str
    opens_at: datetime
    closes_at: datetime
    rules: tuple[Rule, ...]
    ways: tuple[str, ...]
    grace_s: int = 30
    minutes: int = 15
    n_attempts: int = 3
    n_per_day: int = 3
    pass_mark: int = 60
    privacy: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Readiness:
    """What stands in the way of publishing, as sentences, and the rules that the bank cannot fill."""

    blocks: list[str] = field(default_factory=list)
    short: tuple[Short, ...] = ()


@transaction.atomic
def set_up(activity: Activity, content: Content, *, by: Any) -> Quiz:
    """A quiz for an activity that is one, as a draft."""
    campaign = activity.campaign
    require(by, campaign.organization, "quiz.edit")
    if activity.kind != "quiz":
        raise Refused("quiz-other-activity", title=activity.title)
    quiz = Quiz(
        activity=activity,
        organization=campaign.organization,
        org_path=campaign.organization.path,
        public_code=secrets.token_hex(8),
    )
    _fill(quiz, content)
    with once("quiz-there-already", title=activity.title):
        quiz.save()
    record(by, "quiz.set_up", quiz)
    return quiz


@transaction.atomic
def change(quiz: Quiz, content: Content, *, edit_no: int, by: Any) -> Quiz:
    """Change a draft. What is published keeps its terms: players were told them."""
    quiz = _draft(quiz, by)
    if quiz.edit_no != edit_no:
        raise Refused("stale-form")
    _fill(quiz, content)
    quiz.edit_no += 1
    quiz.save()
    record(by, "quiz.change", quiz)
    return quiz


def readiness(quiz: Quiz, *, now: datetime) -> Readiness:
    """What stands in the way of publishing a draft."""
    blocks = []
    if not quiz.rules:
        blocks.append("还没有组卷规则。")
    if not quiz.ways:
        blocks.append("还没有选参加方式。")
    if {PUBLIC, CLASS, ROSTER} & set(quiz.ways) and not quiz.privacy.strip():
        blocks.append("面向公众、班级或者用单位名册的，须填写个人信息说明。")
    if not quiz.contact.strip():
        blocks.append("还没有填联系方式。")
    if quiz.closes_at <= now:
        blocks.append("结束时间已过。")
    short = Lot(tuple(one.drawn() for one in pool_of(quiz)), rules_of(quiz)).short
    blocks += [f"题库中符合规则的题不够：需要{one.needs}道，现有{one.has}道。" for one in short]
    return Readiness(blocks, short)


@transaction.atomic
def publish(quiz: Quiz, *, edit_no: int, by: Any, now: datetime) -> Quiz:
    """Freeze the pool, make the secret, and let people play from `opens_at` on."""
    quiz = _draft(quiz, by)
    if quiz.edit_no != edit_no:
        raise Refused("stale-form")
    if blocks := readiness(quiz, now=now).blocks:
        raise Refused("quiz-not-ready", what=blocks[0])
    quiz.pool = [one.pk for one in pool_of(quiz)]
    quiz.secret, quiz.state = secrets.token_hex(32), OPEN
    quiz.edit_no += 1
    quiz.save(update_fields=["pool", "secret", "state", "edit_no"])
    record(by, "quiz.publish", quiz, changes={"n": len(quiz.pool)})
    return quiz


@transaction.atomic
def close(quiz: Quiz, *, by: Any, now: datetime) -> Quiz:
    """End a quiz for good; before its time, the window ends now."""
    quiz = _locked(quiz, by)
    if quiz.state != OPEN:
        raise Refused("quiz-not-published")
    later = quiz.extensions.filter(closes_at__gt=now).count()
    if now > quiz.closes_at and later:
        raise Refused("quiz-extended", n=later)
    quiz.closes_at = max(min(quiz.closes_at, now), quiz.opens_at.replace(microsecond=0) + _LEAST)
    quiz.state = CLOSED
    quiz.save(update_fields=["closes_at", "state"])
    record(by, "quiz.close", quiz)
    return quiz


@dataclass(frozen=True)
class More:
    """More time for one player: minutes, or a later end, and why."""

    minutes: int
    closes_at: datetime | None
    because: str


@transaction.atomic
def extend(quiz: Quiz, player: str, more: More, *, by: Any, now: datetime) -> Extension:
    """Give one player more time; the paper that is open already keeps its own."""
    quiz = _locked(quiz, by)
    if quiz.state != OPEN:
        raise Refused("quiz-not-published")
    if not more.because.strip():
        raise Refused("reason-missing", what="延时原因")
    with once("quiz-extended-already"):
        made = Extension.objects.create(
            quiz=quiz,
            player=player,
            more_minutes=more.minutes,
            closes_at=more.closes_at,
            because=more.because.strip(),
            by=by,
            at=now,
        )
    record(by, "quiz.extend", quiz, because=made.because, changes={"minutes": more.minutes})
    return made


@transaction.atomic
def add_class(quiz: Quiz, school: Organization, name: str, n_seats: int, *, by: Any) -> ClassAccount:
    """A class that plays by its code and seat numbers."""
    quiz = _locked(quiz, by)
    if not school.path.startswith(quiz.org_path):
        raise Refused("quiz-not-within", organization=school.name)
    code = "".join(secrets.choice(_CODE) for _ in range(8))
    made = ClassAccount.objects.create(quiz=quiz, organization=school, name=name, code=code, n_seats=n_seats)
    record(by, "quiz.add_class", quiz, changes={"name": name, "n": n_seats})
    return made


@transaction.atomic
def withdraw(quiz: Quiz, player: str, *, now: datetime) -> None:
    """A player takes the consent back; said twice it is said once."""
    _, is_new = Withdrawal.objects.get_or_create(quiz=quiz, player=player, defaults={"at": now})
    if is_new:
        record(None, "quiz.withdraw", quiz)


def _locked(quiz: Quiz, by: Any) -> Quiz:
    require(by, quiz.organization, "quiz.edit")
    return Quiz.objects.select_for_update().select_related("organization").get(pk=quiz.pk)


def _draft(quiz: Quiz, by: Any) -> Quiz:
    quiz = _locked(quiz, by)
    if quiz.state != DRAFT:
        raise Refused("quiz-published-already")
    return quiz


def _fill(quiz: Quiz, content: Content) -> None:
    if content.closes_at <= content.opens_at:
        raise Refused("quiz-window")
    said = asdict(content)
    if quiz.privacy and quiz.privacy != content.privacy:
        quiz.privacy_no += 1
    for name in set(said) - {"rules", "ways"}:
        setattr(quiz, name, said[name])
    quiz.rules, quiz.ways = [asdict(rule) for rule in content.rules], list(content.ways)
