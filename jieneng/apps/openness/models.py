"""A remark by anybody that something on a public page is wrong, and what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook import open_information


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def visible_to(self, person: Any) -> "ErrorReportQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def unanswered(self) -> "ErrorReportQuerySet":
        return self.filter(answered_at__isnull=True)


class ErrorReport(models.Model):
    """Nothing of the sender is kept but a digest of the address, for one day, so that nobody floods the desk.

    `page_kind` and `page_code` name the public page (core.documents.public_pages), `title` is what it was called then.
    """

    code = models.CharField("查询编号", max_length=16, unique=True)
    form_key = models.CharField("表单键", max_length=64, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发布机构")
    org_path = paths.PathField("发布机构路径")
    page_kind = models.CharField("页面种类", max_length=20)
    page_code = models.CharField("页面代码", max_length=16)
    title = models.CharField("页面标题", max_length=200)
    what = models.CharField("错误说明", max_length=500)
    quote = models.CharField("原文", max_length=200, blank=True, default="")
    sender = models.CharField("来源摘要", max_length=64, blank=True, default="")
    at = models.DateTimeField("提交时间")
    outcome = models.CharField("处理结果", max_length=12, blank=True, default="")
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("organization", "-id"), name="openness_error_of"),
            models.Index(fields=("org_path", "-id"), name="openness_error_path"),
            models.Index(fields=("sender",), condition=~Q(sender=""), name="openness_error_sender"),
            models.Index(fields=("page_kind", "page_code", "at"), name="openness_error_page"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(outcome="") & ~Q(answer="") & Q(answered_by__isnull=False)),
                name="openness_answered_says_how",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def outcome_label(self) -> str:
        return open_information().outcomes[self.outcome].label if self.outcome else ""
