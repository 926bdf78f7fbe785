"""What an addressed organisation has done with a notice: read it, signed for it, passed it on."""

from typing import Any

from django.conf import settings
from django.db import models

from jieneng.apps.notices.models.notice import Notice
from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, person: Any) -> "ReceiptQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def signed(self) -> "ReceiptQuerySet":
        return self.filter(signed_at__isnull=False)


class Receipt(models.Model):
    """The row appears when the organisation first acts. In a cascade each organisation counts once (contribution.py).

    `route` and `category` say where it counts, by the roster of the year, fixed when the row is made. `n_reached` is
    how many organisations its passing on reached that the notices above had not.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="receipts", verbose_name="通知")
    root = models.ForeignKey(Notice, models.PROTECT, related_name="cascade_receipts", verbose_name="首发通知")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="收文单位")
    org_path = paths.PathField("收文单位路径")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签收人"
    )
    passed_on_at = models.DateTimeField("转发时间", null=True, blank=True)
    n_reached = models.PositiveIntegerField("转发新增家数", default=0)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "签收"
        constraints = (models.UniqueConstraint(fields=("notice", "organization"), name="notices_receipt_once"),)
        indexes = (models.Index(fields=("root", "organization"), name="notices_receipt_cascade"),)

    def __str__(self) -> str:
        return f"{self.organization}：{self.notice}"
