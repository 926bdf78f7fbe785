"""An exchange (云兑换) of an activity: when and where, what is taken and for how many points."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook.recycling import UNITS

KG, PIECE = "kg", "piece"


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def visible_to(self, person: Any) -> "ExchangeQuerySet":
        """One's own and those of the levels below; one in which one takes part is asked for by address."""
        return self.filter(in_sight_of(person, "org_path"))

    def opened(self) -> "ExchangeQuerySet":
        return self.filter(opened_at__isnull=False)

    def around(self, path: str) -> "ExchangeQuerySet":
        """Opened ones of this node and the levels above it: those in which it may take part."""
        return self.opened().filter(org_path__in=list(paths.ancestors(path)))


class Exchange(models.Model):
    """One for an activity, held by the organisation whose campaign it is; whoever is of its range takes part.

    `code` opens its public page. `region` is the paired region (结对帮扶地区) whose goods are given, `donates_to` what
    given points go to.
    """

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="exchange", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织单位")
    org_path = paths.PathField("组织单位路径")
    code = models.CharField("公开页代码", max_length=16, unique=True)
    opens_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("回收点", max_length=200, blank=True, default="")
    region = models.CharField("结对帮扶地区", max_length=60, blank=True, default="")
    donates_to = models.CharField("捐赠用途", max_length=100, blank=True, default="")
    made_at = models.DateTimeField("建立时间")
    opened_at = models.DateTimeField("发布时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束办理时间", null=True, blank=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = "兑换"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("org_path", "-opens_at"), name="exchange_path"),
            models.Index(fields=("organization", "-id"), name="exchange_of"),
        )
        constraints = (models.CheckConstraint(condition=Q(ends_at__gt=F("opens_at")), name="exchange_ends"),)

    def __str__(self) -> str:
        return self.activity.title

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def book(self) -> str:
        """The name of its book in the ledger."""
        return f"exchange:{self.pk}"

    def is_on(self, now: datetime) -> bool:
        return self.is_open and self.opens_at <= now < self.ends_at


class Item(models.Model):
    """A sort of thing that this exchange knows, with its rate. What was weighed keeps the rate of its day."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="items", verbose_name="兑换")
    ord = models.PositiveSmallIntegerField("序")
    code = models.CharField("品种代码", max_length=30)
    name = models.CharField("品种", max_length=40)
    unit = models.CharField("计量", max_length=8, choices=tuple(UNITS.items()))
    points = models.PositiveIntegerField("每单位积分")
    counts = models.CharField("计入项目", max_length=30)
    is_taken = models.BooleanField("回收", default=True)

    class Meta:
        verbose_name = "回收品种"
        ordering = ("ord",)
        constraints = (models.UniqueConstraint(fields=("exchange", "code"), name="exchange_item_once"),)

    def __str__(self) -> str:
        return self.name
