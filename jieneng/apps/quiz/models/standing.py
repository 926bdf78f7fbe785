"""What is worked out from hand-ins: counted batches, each player's best, boards, the chain, signals, re-grading."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.apps.quiz.models.quiz import Quiz

WAITING, FAIR, UNFAIR = "waiting", "fair", "unfair"


class Batch(models.Model):
    """A batch of hand-ins was counted: its row stands in the transaction that counts, so it is counted once."""

    no = models.PositiveBigIntegerField("批次", primary_key=True)
    n = models.PositiveIntegerField("份数")
    at = models.DateTimeField("计数时间")

    class Meta:
        verbose_name = "计数批次"

    def __str__(self) -> str:
        return str(self.no)


class Best(models.Model):
    """The best of a player: by score, then by whole seconds, never shorter than is plausible."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="+")
    player = models.CharField("参加者代号", max_length=32)
    score = models.PositiveSmallIntegerField("答对题数")
    seconds = models.PositiveIntegerField("用时秒数")
    organization = models.PositiveIntegerField("单位")
    receipt = models.CharField("回执编号", max_length=12)

    class Meta:
        verbose_name = "最好成绩"
        constraints = (models.UniqueConstraint(fields=("quiz", "player"), name="quiz_best_once"),)
        indexes = (
            models.Index(fields=("quiz", "-score", "seconds"), name="quiz_best_order"),
            models.Index(fields=("quiz", "organization", "-score", "seconds"), name="quiz_best_own"),
        )

    def __str__(self) -> str:
        return self.receipt


class Mark(models.Model):
    """How many have exactly this best. Written by the folder alone; a rank is one plus those with a better mark."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField("答对题数")
    seconds = models.PositiveIntegerField("用时秒数")
    n = models.IntegerField("人数")

    class Meta:
        verbose_name = "成绩人数"
        constraints = (
            models.UniqueConstraint(fields=("quiz", "score", "seconds"), name="quiz_mark_once"),
            models.CheckConstraint(condition=Q(n__gte=0), name="quiz_mark_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.score} {self.seconds}"


class Board(models.Model):
    """The boards of a quiz as they stood at one moment: a snapshot that pages read instead of the rows."""

    quiz = models.OneToOneField(Quiz, models.PROTECT, related_name="board")
    at = models.DateTimeField("截至")
    is_frozen = models.BooleanField("已封榜", default=False)
    n_players = models.PositiveIntegerField("参加人数", default=0)
    people = models.JSONField("个人榜", default=list)
    organizations = models.JSONField("单位榜", default=list)

    class Meta:
        verbose_name = "竞答榜"

    def __str__(self) -> str:
        return str(self.quiz)


class Link(models.Model):
    """A receipt in the published chain."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="links")
    no = models.PositiveIntegerField("序号")
    receipt = models.CharField("回执编号", max_length=12)
    digest = models.CharField("回执摘要", max_length=64)
    value = models.CharField("链值", max_length=64)

    class Meta:
        verbose_name = "回执链"
        constraints = (
            models.UniqueConstraint(fields=("quiz", "no"), name="quiz_link_no"),
            models.UniqueConstraint(fields=("quiz", "receipt"), name="quiz_link_receipt"),
        )

    def __str__(self) -> str:
        return self.receipt


class Signal(models.Model):
    """Something to look at. It changes nothing by itself: a person decides, and says why."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="signals")
    kind = models.CharField("线索", max_length=8)
    organization = models.PositiveIntegerField("单位")
    receipts = models.JSONField("回执编号", default=list)
    digest = models.CharField("摘要", max_length=64)
    found_at = models.DateTimeField("发现时间")
    decision = models.CharField("处理", max_length=8, default=WAITING)
    because = models.CharField("理由", max_length=200, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )

    class Meta:
        verbose_name = "竞答线索"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("quiz", "digest"), name="quiz_signal_once"),
            models.CheckConstraint(
                condition=Q(decision=WAITING) | (~Q(because="") & Q(by__isnull=False)), name="quiz_signal_decided"
            ),
        )

    def __str__(self) -> str:
        return self.kind


class Regrade(models.Model):
    """A key was wrong: all papers that hold the question are marked again, and the old scores are kept."""

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="regrades")
    question = models.PositiveBigIntegerField("试题版本")
    right = models.CharField("更正后的答案", max_length=6)
    because = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("时间")
    n_changed = models.PositiveIntegerField("改分份数", default=0)

    class Meta:
        verbose_name = "更正评分"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quiz} 更正评分"


class ScoreChange(models.Model):
    """What a paper had before a re-grading, and after it."""

    regrade = models.ForeignKey(Regrade, models.PROTECT, related_name="scores")
    hand_in = models.PositiveBigIntegerField("答卷")
    before = models.PositiveSmallIntegerField("原答对题数")
    after = models.PositiveSmallIntegerField("现答对题数")

    class Meta:
        verbose_name = "改分"
        constraints = (models.UniqueConstraint(fields=("regrade", "hand_in"), name="quiz_change_once"),)

    def __str__(self) -> str:
        return f"{self.before} {self.after}"
