"""A card (兑换卡) that holds points, the slots in which things are brought, and who has booked one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.exchange.models.exchange import Exchange
from jieneng.core import paths
from jieneng.core.ledger.models import Account
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

PERSON, UNIT = "person", "unit"
HOLDERS = ((PERSON, "个人"), (UNIT, "单位"))
BOOKED, CANCELLED = "booked", "booking_cancelled"


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, person: Any) -> "CardQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "exchange__org_path"))


class Card(models.Model):
    """Points of an organisation, or of somebody of it without a name: whoever holds the card has them.

    `no` is what is read out at the counter. A card of one who was signed in is bound to the account.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="cards", verbose_name="兑换")
    no = models.CharField("卡号", max_length=8)
    holder = models.CharField("积分归属", max_length=8, choices=HOLDERS)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    account = models.OneToOneField(Account, models.PROTECT, related_name="+", verbose_name="积分账户")
    at = models.DateTimeField("领卡时间")

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = "兑换卡"
        constraints = (
            models.UniqueConstraint(fields=("exchange", "no"), name="exchange_card_no"),
            models.UniqueConstraint(
                fields=("exchange", "organization"), condition=Q(holder=UNIT), name="exchange_card_of_unit"
            ),
            models.UniqueConstraint(
                fields=("exchange", "person", "organization"),
                condition=Q(person__isnull=False),
                name="exchange_card_of_person",
            ),
        )

    def __str__(self) -> str:
        return self.no

    @property
    def is_of_unit(self) -> bool:
        return self.holder == UNIT


class Slot(models.Model):
    """A stretch of time in which so many may come."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="slots", verbose_name="兑换")
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=100, blank=True, default="")
    capacity = models.PositiveSmallIntegerField("可预约数")
    dropped_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "预约时段"
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("exchange", "starts_at"), name="exchange_slot_of"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="exchange_slot_ends"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="exchange_slot_capacity"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%m-%d %H:%M}"


class Booking(models.Model):
    """A card has a place in a slot. `no` is the place, held by one as long as it is booked."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="bookings", verbose_name="预约时段")
    card = models.ForeignKey(Card, models.PROTECT, related_name="bookings", verbose_name="兑换卡")
    no = models.PositiveSmallIntegerField("号数", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=((BOOKED, "已预约"), (CANCELLED, "已取消预约")))
    at = models.DateTimeField("预约时间")
    left_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = "预约"
        constraints = (
            models.UniqueConstraint(fields=("slot", "no"), name="exchange_booking_place"),
            models.UniqueConstraint(fields=("slot", "card"), condition=Q(state=BOOKED), name="exchange_booking_once"),
            models.CheckConstraint(
                condition=Q(state=BOOKED, no__isnull=False) | Q(state=CANCELLED, no__isnull=True),
                name="exchange_booking_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slot} {self.card}"
