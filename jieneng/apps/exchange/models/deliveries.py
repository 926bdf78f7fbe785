"""What was brought and weighed (交投): one delivery of a card, its lines, and the points it gave."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.apps.exchange.models.cards import Card
from jieneng.apps.exchange.models.exchange import Exchange, Item
from jieneng.core import paths
from jieneng.core.files.models import Attachment
from jieneng.core.ledger.models import Entry
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, person: Any) -> "DeliveryQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "exchange__org_path"))

    def standing(self) -> "DeliveryQuerySet":
        """Those that were not taken back: what counts."""
        return self.filter(taken_back_at__isnull=True)


class Delivery(models.Model):
    """A weighing at the counter. Wrong, it is taken back whole, with its points, and weighed again.

    `route`, `category` and `day` say where and when it counts.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="deliveries", verbose_name="兑换")
    card = models.ForeignKey(Card, models.PROTECT, related_name="deliveries", verbose_name="兑换卡")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    photo = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="现场照片"
    )
    points = models.PositiveIntegerField("积分")
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记账凭证"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("称重时间")
    taken_back_at = models.DateTimeField("作废时间", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作废经办"
    )
    because = models.CharField("作废原因", max_length=200, blank=True, default="")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "交投"
        ordering = ("-id",)
        indexes = (models.Index(fields=("exchange", "-id"), name="exchange_delivery_of"),)
        constraints = (
            models.CheckConstraint(condition=Q(points=0) | Q(entry__isnull=False), name="exchange_delivery_entered"),
        )

    def __str__(self) -> str:
        return f"{self.exchange} {self.pk}"


class Weight(models.Model):
    """A line of a delivery: so much of an item, at the rate of that day, gives so many points."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="weights", verbose_name="交投")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="回收品种")
    amount = models.DecimalField("数量", max_digits=9, decimal_places=2)
    rate = models.PositiveIntegerField("每单位积分")
    points = models.PositiveIntegerField("积分")

    class Meta:
        verbose_name = "称重"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("delivery", "item"), name="exchange_weight_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="exchange_weight_positive"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"
