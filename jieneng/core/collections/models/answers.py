"""An organisation's answer to a collection: one submission with versions that are only added."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.collections.models.collection import Collection
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

DRAFT, WAITING, RETURNED, ACCEPTED = "draft", "waiting", "returned", "accepted"
STATES = ((DRAFT, "草稿"), (WAITING, "待审核"), (RETURNED, "已退回"), (ACCEPTED, "审核通过"))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, person: Any) -> "SubmissionQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def handed_in(self) -> "SubmissionQuerySet":
        return self.exclude(state=DRAFT)

    def awaiting(self, reviewer: Organization) -> "SubmissionQuerySet":
        """Those that this organisation has to review next."""
        return self.filter(reviewer=reviewer, state__in=(WAITING, ACCEPTED))

    def counted(self) -> "SubmissionQuerySet":
        return self.filter(accepted_version__isnull=False)


class Submission(models.Model):
    """The answer of one organisation. The row appears when that organisation first saves; not before.

    It is the row that is written most, so its foreign keys have no index of their own: the constraint and the indexes
    below begin with those that are looked up, and nobody looks for a submission by its version or its writer.
    """

    collection = models.ForeignKey(
        Collection, models.PROTECT, db_index=False, related_name="submissions", verbose_name="填报任务"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, db_index=False, related_name="submissions", verbose_name="填报单位"
    )
    org_path = paths.PathField("填报单位路径")
    state = models.CharField("状态", max_length=10, choices=STATES, default=DRAFT)
    is_correction = models.BooleanField("更正中", default=False)
    reviewer = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="待审单位"
    )
    review_step = models.PositiveSmallIntegerField("已过步数", default=0)
    # where it counts, fixed at the first submit by the roster of the period: a later move does not change the past
    route = paths.PathField("计入节点", blank=True, default="")
    category = models.CharField("类别", max_length=24, blank=True, default="")
    is_late = models.BooleanField("迟报", default=False)
    first_submitted_at = models.DateTimeField("首次提交", null=True, blank=True)
    changed_at = models.DateTimeField("最近变动")
    # what is being written now; kept as typed, judged at submit
    draft = models.JSONField("草稿", default=dict)
    draft_no = models.PositiveIntegerField("草稿序号", default=0)
    draft_at = models.DateTimeField("草稿时间", null=True, blank=True)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="草稿人",
    )
    version = models.ForeignKey(
        "SubmissionVersion",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="最近版本",
    )
    accepted_version = models.ForeignKey(
        "SubmissionVersion",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="计数版本",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "上报件"
        constraints = (
            models.UniqueConstraint(fields=("collection", "organization"), name="collections_answer_once"),
            models.CheckConstraint(
                condition=Q(state=DRAFT) | (Q(version__isnull=False) & ~Q(route="")), name="collections_answer_has_text"
            ),
        )
        indexes = (
            models.Index(fields=("collection", "org_path"), name="collections_answer_path"),
            models.Index(fields=("collection", "state", "org_path"), name="collections_answer_state"),
            models.Index(fields=("collection", "route", "org_path"), name="collections_answer_route"),
            models.Index(fields=("reviewer", "state", "changed_at"), name="collections_answer_queue"),
            models.Index(fields=("organization", "state"), name="collections_answer_of_org"),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.collection}"

    @property
    def is_handed_in(self) -> bool:
        return self.state != DRAFT

    @property
    def is_editable(self) -> bool:
        """Whether the organisation may write: before the submit, after a return, or while it corrects."""
        return self.state in (DRAFT, RETURNED) or (self.is_correction and self.state == ACCEPTED)


class SubmissionVersion(models.Model):
    """What was handed in at one moment. Never changed; the next one is a new row."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, db_index=False, related_name="versions", verbose_name="上报件"
    )
    no = models.PositiveSmallIntegerField("版次")
    form_version = models.ForeignKey("report_forms.FormVersion", models.PROTECT, related_name="+")
    values = models.JSONField("填报内容")
    notes = models.JSONField("说明", default=dict)  # explanations of doubtful figures, by field key
    sums = models.JSONField("计入数值", default=dict)
    because = models.CharField("更正原因", max_length=500, blank=True, default="")
    digest = models.CharField("摘要", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提交人")
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "上报版本"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("submission", "no"), name="collections_version_once"),)

    def __str__(self) -> str:
        return f"{self.submission} 第{self.no}版"
