"""Goods of the paired region (帮扶物品), what was ordered and handed over, and points that were given away."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.apps.exchange.models.cards import Card
from jieneng.apps.exchange.models.exchange import Exchange
from jieneng.core import paths
from jieneng.core.files.models import Attachment
from jieneng.core.ledger.models import Account
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

ORDERED, HANDED, CANCELLED = "ordered", "handed", "order_cancelled"
STATES = ((ORDERED, "待取货"), (HANDED, "已取货"), (CANCELLED, "已取消兑换"))


class Good(models.Model):
    """Something that is given for points. How many are left says its stock account in the ledger."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="goods", verbose_name="兑换")
    name = models.CharField("物品", max_length=60)
    origin = models.CharField("产地", max_length=60, blank=True, default="")
    unit = models.CharField("单位", max_length=8, default="件")
    points = models.PositiveIntegerField("所需积分")
    stock = models.OneToOneField(Account, models.PROTECT, related_name="+", verbose_name="库存账户")
    at = models.DateTimeField("上架时间")
    off_at = models.DateTimeField("下架时间", null=True, blank=True)
    photo = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="物品照片"
    )
    caption = models.CharField("照片说明", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "帮扶物品"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(points__gte=1), name="exchange_good_points"),
            models.UniqueConstraint(fields=("exchange", "name"), name="exchange_good_once"),
            models.CheckConstraint(condition=Q(photo__isnull=False) | Q(caption=""), name="exchange_good_caption"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def alt(self) -> str:
        """What the photograph shows, for whoever does not see it."""
        return self.caption or self.name


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, person: Any) -> "OrderQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "exchange__org_path"))

    def waiting(self) -> "OrderQuerySet":
        return self.filter(state=ORDERED)


class Order(models.Model):
    """So many of a good for a card. Points and goods are set aside at once; the hand-over code is its number, signed.

    It counts on the day on which it is handed over.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="orders", verbose_name="兑换")
    good = models.ForeignKey(Good, models.PROTECT, related_name="orders", verbose_name="帮扶物品")
    card = models.ForeignKey(Card, models.PROTECT, related_name="orders", verbose_name="兑换卡")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    form_key = models.CharField("表单键", max_length=64, unique=True)
    n = models.PositiveSmallIntegerField("数量")
    points = models.PositiveIntegerField("积分")
    state = models.CharField("状态", max_length=16, choices=STATES)
    at = models.DateTimeField("兑换时间")
    handed_at = models.DateTimeField("领取时间", null=True, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发放经办"
    )
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期", null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "物品兑换"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("exchange", "-id"), name="exchange_order_of"),
            models.Index(fields=("exchange", "id"), condition=Q(state=ORDERED), name="exchange_order_waiting"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(n__gte=1), name="exchange_order_some"),
            models.CheckConstraint(
                condition=Q(state=HANDED, handed_at__isnull=False, day__isnull=False)
                | Q(state__in=(ORDERED, CANCELLED), handed_at__isnull=True, day__isnull=True),
                name="exchange_order_handed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.good} {self.n}"


class Donation(models.Model):
    """Points that were given away instead of being exchanged (捐赠)."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="donations", verbose_name="兑换")
    card = models.ForeignKey(Card, models.PROTECT, related_name="donations", verbose_name="兑换卡")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    form_key = models.CharField("表单键", max_length=64, unique=True)
    points = models.PositiveIntegerField("积分")
    at = models.DateTimeField("捐赠时间")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    class Meta:
        verbose_name = "积分捐赠"
        ordering = ("-id",)
        indexes = (models.Index(fields=("exchange", "-id"), name="exchange_donation_of"),)
        constraints = (models.CheckConstraint(condition=Q(points__gte=1), name="exchange_donation_some"),)

    def __str__(self) -> str:
        return f"{self.exchange} {self.points}"
