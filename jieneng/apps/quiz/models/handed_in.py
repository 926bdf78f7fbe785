"""The two hot tables: openings and hand-ins. Rows are only added, by the endpoint; nothing in them is a shared row.

On SQLite they live in a database file of their own with one writer, so they name other rows by plain numbers instead of
foreign keys. `player` says nothing about the person (engine/quizzes/receipts.py). Moments are milliseconds since 1970.
"""

from django.db import models
from django.db.models import Q


class Opening(models.Model):
    """A paper was opened: which attempt, when, and under which version of the notice on personal data."""

    quiz = models.PositiveIntegerField("竞答")
    player = models.CharField("参加者代号", max_length=32)
    ordinal = models.PositiveSmallIntegerField("第几次")
    day = models.DateField("日期")
    opened_ms = models.PositiveBigIntegerField("打开时间")
    due_ms = models.PositiveBigIntegerField("截止时间")
    notice = models.PositiveSmallIntegerField("同意的说明版本", default=0)

    class Meta:
        db_table = "quiz_opening"
        verbose_name = "开卷"
        constraints = (models.UniqueConstraint(fields=("quiz", "player", "ordinal"), name="quiz_opening_once"),)

    def __str__(self) -> str:
        return f"{self.quiz} {self.player} {self.ordinal}"


class HandIn(models.Model):
    """A paper was handed in. `score` counts right answers; `batch` is the batch in which it was counted."""

    quiz = models.PositiveIntegerField("竞答")
    player = models.CharField("参加者代号", max_length=32)
    ordinal = models.PositiveSmallIntegerField("第几次")
    key = models.CharField("交卷键", max_length=40, unique=True)
    answers = models.CharField("答案", max_length=400)
    score = models.PositiveSmallIntegerField("答对题数")
    used_ms = models.PositiveIntegerField("用时")
    handed_ms = models.PositiveBigIntegerField("交卷时间")
    day = models.DateField("日期")
    organization = models.PositiveIntegerField("单位")
    route = models.CharField("计数路径", max_length=128)
    category = models.CharField("类别", max_length=24)
    receipt = models.CharField("回执编号", max_length=12)
    batch = models.PositiveBigIntegerField("计数批次", null=True)

    class Meta:
        db_table = "quiz_handin"
        verbose_name = "答卷"
        constraints = (models.UniqueConstraint(fields=("quiz", "player", "ordinal"), name="quiz_handin_once"),)
        indexes = (
            models.Index(fields=("id",), condition=Q(batch__isnull=True), name="quiz_handin_uncounted"),
            models.Index(fields=("batch",), name="quiz_handin_batch"),
            models.Index(fields=("quiz", "receipt"), name="quiz_handin_receipt"),
        )

    def __str__(self) -> str:
        return self.receipt
