"""A version of a question. It never changes: a correction is the next version, and papers name the one they used."""

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.quizzes import papers

TOPICS = (
    ("energy", "办公节能"),
    ("water", "节约用水"),
    ("waste", "垃圾分类"),
    ("food", "制止浪费"),
    ("law", "法规标准"),
)
DIFFICULTIES = ((1, "容易"), (2, "中等"), (3, "较难"))
KINDS = (("single", "单选"), ("multiple", "多选"), ("true_false", "判断"))


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Any) -> "QuestionQuerySet":
        """The platform's, and those of one's own sight."""
        return self.filter(Q(organization=None) | in_sight_of(person, "org_path"))

    def offered_to(self, organization: Organization) -> "QuestionQuerySet":
        """What a quiz of this organisation may ask: latest versions of the platform, its own and its superiors."""
        above = list(paths.ancestors(organization.path))
        return self.filter(Q(organization=None) | Q(org_path__in=above), is_latest=True, retired_at=None)


class Question(models.Model):
    """`right` are letters of `options`. Only `is_latest` and `retired_at` are ever written again."""

    code = models.CharField("编号", max_length=40)
    no = models.PositiveSmallIntegerField("版本", default=1)
    digest = models.CharField("内容摘要", max_length=64, unique=True)
    topic = models.CharField("主题", max_length=12, choices=TOPICS)
    difficulty = models.PositiveSmallIntegerField("难度", choices=DIFFICULTIES)
    kind = models.CharField("题型", max_length=12, choices=KINDS)
    text = models.CharField("题目", max_length=500)
    options = models.JSONField("选项")
    right = models.CharField("答案", max_length=6)
    explanation = models.CharField("解析", max_length=500)
    source = models.CharField("依据", max_length=300)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="出题单位"
    )
    org_path = paths.PathField("出题单位路径", blank=True, default="")
    made_at = models.DateTimeField("入库时间")
    is_latest = models.BooleanField("最新版本", default=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "试题"
        ordering = ("topic", "code", "-no")
        indexes = (
            models.Index(fields=("org_path", "topic", "difficulty"), name="quiz_question_sort"),
            models.Index(fields=("is_latest", "code"), name="quiz_question_latest"),
        )
        constraints = (
            models.UniqueConstraint(fields=("code", "no"), name="quiz_question_version"),
            models.UniqueConstraint(fields=("code",), condition=Q(is_latest=True), name="quiz_question_one_latest"),
            models.CheckConstraint(condition=Q(difficulty__gte=1, difficulty__lte=3), name="quiz_question_difficulty"),
        )

    def __str__(self) -> str:
        return f"{self.code} 第{self.no}版"

    @property
    def lettered(self) -> list[tuple[str, str]]:
        return list(zip(papers.LETTERS, self.options, strict=False))

    def drawn(self) -> papers.Question:
        """What a draw needs to know of it."""
        right = frozenset(papers.LETTERS.index(letter) for letter in self.right)
        return papers.Question(self.pk, self.topic, self.difficulty, self.kind, len(self.options), right)

    def digested(self) -> str:
        """SHA-256 over what it says and whose it is."""
        said = [self.organization_id, self.code, self.topic, self.difficulty, self.kind, self.text, self.options]
        said += [self.right, self.explanation, self.source]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
