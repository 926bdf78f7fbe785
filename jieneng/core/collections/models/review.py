"""What reviewers say: return slips, confirmations of a level, reminders."""

from django.conf import settings
from django.db import models

from jieneng.core import paths
from jieneng.core.collections.models.answers import Submission, SubmissionVersion
from jieneng.core.collections.models.collection import Collection
from jieneng.core.orgs.models import Organization


class ReturnSlip(models.Model):
    """Why an answer went back: a reason, a text, and the very fields that are open again."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="return_slips", verbose_name="上报件")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+", verbose_name="退回版本")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="退回单位")
    reason = models.CharField("原因", max_length=24)
    text = models.CharField("退回意见", max_length=500)
    points = models.JSONField("退回各项", default=list)  # [{"field", "reason", "text"}]; none: all fields are open
    due_at = models.DateTimeField("重报期限")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("退回时间")
    reply = models.CharField("答复", max_length=500, blank=True, default="")
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "退回单"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.submission} {self.at:%m-%d %H:%M}"

    @property
    def org_path(self) -> str:
        return self.submission.org_path

    @property
    def fields(self) -> list[str]:
        """The keys of the fields that were returned."""
        return [point["field"] for point in self.points]


class Confirmation(models.Model):
    """A level says: my part is complete, but for these gaps. What it knew then is kept with it."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="confirmations", verbose_name="填报任务")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    org_path = paths.PathField("组织路径")
    # where it counts, by the roster of the year: a later move or change of category does not change the past
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    n_expected = models.IntegerField("应报")
    n_accepted = models.IntegerField("已审核")
    gaps = models.JSONField("缺报", default=list)  # [{"organization", "name", "reason", "text"}]
    counters = models.JSONField("计数", default=dict)
    sums = models.JSONField("数值", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("上报时间")
    taken_back_at = models.DateTimeField("退回时间", null=True, blank=True)
    taken_back_because = models.CharField("退回意见", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "本级汇总上报"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "organization"),
                condition=models.Q(taken_back_at__isnull=True),
                name="collections_confirmed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.collection}"


class Reminder(models.Model):
    """One chase, stored once with to whom it goes: everyone below who has not reported. It shows in their agenda."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="reminders", verbose_name="填报任务")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="催报单位")
    org_path = paths.PathField("催报单位路径")
    under = paths.PathField("催报范围")
    text = models.CharField("内容", max_length=500)
    n_missing = models.IntegerField("催报家数")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("催报时间")

    class Meta:
        verbose_name = "催报"
        ordering = ("-id",)
        indexes = (models.Index(fields=("collection", "under"), name="collections_reminder_under"),)

    def __str__(self) -> str:
        return f"{self.collection} {self.at:%m-%d %H:%M}"
