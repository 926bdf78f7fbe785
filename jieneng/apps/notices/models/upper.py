"""A notice from above that came as text (来文): what was read from it, and what people decided about each value."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

READ, CONFIRMED = "read", "confirmed"
STATES = ((READ, "待核对"), (CONFIRMED, "已建活动"))
PASTE = "paste"
SOURCES = ((PASTE, "粘贴"), ("text", "文本文件"), ("html", "网页文件"), ("docx", "文字文档"), ("pdf", "版式文档"))


class UpperNoticeQuerySet(models.QuerySet["UpperNotice"]):
    def visible_to(self, person: Any) -> "UpperNoticeQuerySet":
        return self.filter(in_sight_of(person, "org_path"))


class UpperNotice(models.Model):
    """`reading` is what the machine read and never changes; `decisions` is what people made of it.

    `title`, `year` and `due_at` repeat what was decided, for lists and for the check of one's own deadline.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="收文单位")
    org_path = paths.PathField("收文单位路径")
    text = models.TextField("原文")
    source = models.CharField("来源", max_length=8, choices=SOURCES)
    file_name = models.CharField("文件名", max_length=200, blank=True, default="")
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原件")
    reading = models.JSONField("读取结果", default=dict)
    decisions = models.JSONField("核对结果", default=dict)
    title = models.CharField("标题", max_length=200)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    due_at = models.DateTimeField("上级截止时间", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=STATES, default=READ)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="upper_notices", verbose_name="活动"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("读取时间")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = UpperNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "来文"
        ordering = ("-id",)
        indexes = (models.Index(fields=("org_path", "-id"), name="notices_upper_path"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=CONFIRMED) | Q(campaign__isnull=False), name="notices_confirmed_has_campaign"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_confirmed(self) -> bool:
        return self.state == CONFIRMED
