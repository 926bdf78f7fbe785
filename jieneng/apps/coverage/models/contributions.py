"""Contributions to the column of a campaign (投稿): what a unit sent, what the desk made of it, what stands."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

SENT, BACK, ADOPTED, DECLINED, DOWN = "sent", "back", "adopted", "declined", "down"
STATES = {
    SENT: ("wait", "待处理"),
    BACK: ("back", "退改"),
    ADOPTED: ("done", "采用"),
    DECLINED: ("idle", "不采用"),
    DOWN: ("late", "撤下"),
}
WAYS = {"sent": "来稿", "resent": "改后重投", "edited": "编辑"}


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "org_path"))

    def published(self) -> Self:
        """What anybody may read: adopted, in a campaign that is public."""
        return self.filter(state=ADOPTED, activity__campaign__is_published=True)


class Contribution(models.Model):
    """One contribution. What it says is the last of its versions; the first is the original and stays.

    `author` is a post and no name. The organiser of the campaign edits the column (`desk`); a contribution counts at
    the sender's place on the day on which it was adopted.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="contributions", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="投稿单位")
    org_path = paths.PathField("投稿单位路径", db_index=True)
    author = models.CharField("作者岗位", max_length=60)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文", max_length=6_000)
    state = models.CharField("状态", max_length=12, default=SENT)
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("采用日期", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("投稿时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编辑"
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    because = models.CharField("处理意见", max_length=200, blank=True, default="")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "投稿"
        ordering = ("-id",)
        indexes = (models.Index(fields=("activity", "state", "-id"), name="coverage_column"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("back", "declined", "down")) | ~Q(because=""), name="coverage_decision_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(day__isnull=False), name="coverage_adopted_on_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def desk(self) -> Organization:
        return self.activity.campaign.organization

    @property
    def look(self) -> str:
        return STATES[self.state][0]

    @property
    def word(self) -> str:
        return STATES[self.state][1]

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class ContributionVersion(models.Model):
    """What it said after one change; only added."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions", verbose_name="投稿")
    no = models.PositiveSmallIntegerField("版次")
    how = models.CharField("来由", max_length=12)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文", max_length=6_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "投稿版本"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("contribution", "no"), name="coverage_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.no}"

    @property
    def way(self) -> str:
        return WAYS[self.how]


class ContributionPhoto(models.Model):
    """A photograph with its caption. Without `consent` of those shown it does not go before the public."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="photos", verbose_name="投稿")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    caption = models.CharField("照片说明", max_length=100)
    consent = models.BooleanField("同意公开", default=False)
    ord = models.PositiveSmallIntegerField("序")

    class Meta:
        verbose_name = "投稿照片"
        ordering = ("ord", "id")
        constraints = (models.UniqueConstraint(fields=("contribution", "ord"), name="coverage_photo_place"),)

    def __str__(self) -> str:
        return self.caption
