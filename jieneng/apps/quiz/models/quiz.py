"""One quiz of one activity: when, how, from which questions, who may play, and what they are told of their data."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.quiz.models.bank import Question
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.quizzes.papers import Lot, Rule

DRAFT, OPEN, CLOSED = "draft", "published", "closed"
STATES = ((DRAFT, "未发布"), (OPEN, "已发布"), (CLOSED, "已结束"))
STAFF, ROSTER, PUBLIC, CLASS = "staff", "roster", "public", "class"
WAYS = ((STAFF, "登录账号"), (ROSTER, "单位名册"), (PUBLIC, "扫码选单位"), (CLASS, "班级代码"))


class QuizQuerySet(models.QuerySet["Quiz"]):
    def visible_to(self, person: Any) -> "QuizQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def published(self) -> "QuizQuerySet":
        return self.exclude(state=DRAFT)


class Quiz(models.Model):
    """`rules` is a list of {topic, difficulty, kind, n}; `pool` and `secret` are frozen when it is published."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="quiz", verbose_name="活动项目")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="举办单位")
    org_path = paths.PathField("举办单位路径")
    title = models.CharField("名称", max_length=120)
    public_code = models.CharField("公开页代码", max_length=16, unique=True)
    opens_at = models.DateTimeField("开始时间")
    closes_at = models.DateTimeField("结束时间")
    grace_s = models.PositiveSmallIntegerField("宽限秒数", default=30)
    minutes = models.PositiveSmallIntegerField("答题分钟", default=15)
    n_attempts = models.PositiveSmallIntegerField("每人次数", default=3)
    n_per_day = models.PositiveSmallIntegerField("每天次数", default=3)
    pass_mark = models.PositiveSmallIntegerField("合格分", default=60)
    rules = models.JSONField("组卷规则", default=list)
    pool = models.JSONField("题目版本", default=list)
    corrections = models.JSONField("更正的答案", default=dict)
    secret = models.CharField("组卷密钥", max_length=64, blank=True, default="")
    ways = models.JSONField("参加方式", default=list)
    privacy = models.TextField("个人信息说明", max_length=2_000, blank=True, default="")
    privacy_no = models.PositiveSmallIntegerField("说明版本", default=1)
    contact = models.CharField("联系方式", max_length=120, blank=True, default="")
    state = models.CharField("状态", max_length=12, choices=STATES, default=DRAFT)
    edit_no = models.PositiveIntegerField("修改序号", default=0)
    chain_head = models.CharField("回执链末值", max_length=64, blank=True, default="")
    n_chained = models.PositiveIntegerField("回执数", default=0)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = "竞答"
        verbose_name_plural = "竞答"
        ordering = ("-id",)
        indexes = (models.Index(fields=("org_path", "-id"), name="quiz_quiz_path"),)
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="quiz_quiz_window"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, n_attempts__gte=1, n_per_day__gte=1, pass_mark__lte=100),
                name="quiz_quiz_terms",
            ),
            models.CheckConstraint(condition=Q(state=DRAFT) | ~Q(secret=""), name="quiz_quiz_frozen"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> bytes:
        return bytes.fromhex(self.secret)

    @property
    def n_questions(self) -> int:
        return sum(rule["n"] for rule in self.rules)

    @cached_property
    def questions(self) -> dict[int, Question]:
        """The frozen versions by their ids."""
        return Question.objects.in_bulk(self.pool)

    @cached_property
    def lot(self) -> Lot:
        """What its papers are drawn from, in the frozen order of the pool; with keys as they were put right since."""
        found = self.questions
        for number, right in self.corrections.items():
            found[int(number)].right = right
        return Lot(tuple(found[pk].drawn() for pk in self.pool), tuple(Rule(**rule) for rule in self.rules))

    @property
    def is_published(self) -> bool:
        return self.state != DRAFT

    def is_running(self, now: datetime) -> bool:
        return self.state == OPEN and self.opens_at <= now <= self.closes_at

    def is_over(self, now: datetime) -> bool:
        return self.state == CLOSED or (self.state == OPEN and now > self.closes_at)


class Extension(models.Model):
    """More time for one player: minutes for a paper, or a later end."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="extensions")
    player = models.CharField("参加者代号", max_length=32)
    more_minutes = models.PositiveSmallIntegerField("加时分钟", default=0)
    closes_at = models.DateTimeField("延长至", null=True, blank=True)
    because = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "竞答延时"
        constraints = (models.UniqueConstraint(fields=("quiz", "player"), name="quiz_extension_once"),)

    def __str__(self) -> str:
        return f"{self.quiz} 延时"


class ClassAccount(models.Model):
    """A class whose pupils play by its code and a seat number: no names, no accounts of children."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="classes")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="学校")
    name = models.CharField("班级", max_length=40)
    code = models.CharField("班级代码", max_length=12, unique=True)
    n_seats = models.PositiveSmallIntegerField("座号数")

    class Meta:
        verbose_name = "竞答班级"
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(n_seats__gte=1, n_seats__lte=200), name="quiz_class_seats"),)

    def __str__(self) -> str:
        return self.name


class Withdrawal(models.Model):
    """A player has taken the consent back: the papers stay counted without a name, prizes are not drawn for them."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="withdrawals")
    player = models.CharField("参加者代号", max_length=32)
    at = models.DateTimeField("撤回时间")

    class Meta:
        verbose_name = "撤回同意"
        constraints = (models.UniqueConstraint(fields=("quiz", "player"), name="quiz_withdrawal_once"),)

    def __str__(self) -> str:
        return f"{self.quiz} 撤回"
