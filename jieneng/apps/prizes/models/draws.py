"""A draw of an activity: what is promised before it opens, and its stock as single prizes."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

NUMBER, INSTANT = "number", "instant"
KINDS = ((NUMBER, "截止后抽奖"), (INSTANT, "即时中奖"))
DRAFT, PUBLISHED, LISTED, DRAWN = "draft", "published", "listed", "drawn"
STATES = ((DRAFT, "草稿"), (PUBLISHED, "规则已公布"), (LISTED, "名单已公布"), (DRAWN, "结果已公布"))


class DrawQuerySet(models.QuerySet["Draw"]):
    def visible_to(self, person: Any) -> "DrawQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def public(self) -> "DrawQuerySet":
        """Those whose rules anybody may read."""
        return self.exclude(state=DRAFT)


class Draw(models.Model):
    """From its publication on nothing of what was promised changes; the state only goes forward.

    `rules` is the canonical JSON over which the commitment was made. `sealed` is the secret and `salt` the salt, both
    enciphered; the salt is emptied when the personal data are.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="draws", verbose_name="活动项目")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="主办单位")
    org_path = paths.PathField("主办单位路径", db_index=True)
    code = models.CharField("公开页代码", max_length=16, unique=True)
    title = models.CharField("名称", max_length=80)
    kind = models.CharField("方式", max_length=10, choices=KINDS)
    entrant = models.CharField("参加条件", max_length=200)
    opens_at = models.DateTimeField("开始时间")
    closes_at = models.DateTimeField("截止时间")
    objections_until = models.DateTimeField("异议截止", null=True, blank=True)
    number_name = models.CharField("公开数名称", max_length=100, blank=True, default="")
    number_where = models.CharField("公布处", max_length=100, blank=True, default="")
    number_due_at = models.DateTimeField("公布时间", null=True, blank=True)
    number_digits = models.PositiveSmallIntegerField("公开数位数", default=0)
    reserves = models.PositiveIntegerField("候补人数", default=0)
    expected = models.JSONField("每日预计人次", default=list)  # one number for each day, in their order
    claim_days = models.PositiveSmallIntegerField("领奖登记天数", default=7)
    claim_place = models.CharField("领奖地点", max_length=120)
    contact = models.CharField("咨询方式", max_length=120)  # of the office, not of a person
    purge_days = models.PositiveSmallIntegerField("个人信息保存天数", default=90)
    state = models.CharField("状态", max_length=10, choices=STATES, default=DRAFT)
    rules = models.TextField("公布的规则", blank=True, default="")
    commitment = models.CharField("承诺值", max_length=64, blank=True, default="")
    sealed = models.CharField("封存数", max_length=200, blank=True, default="")
    salt = models.CharField("盐", max_length=200, blank=True, default="")
    made_at = models.DateTimeField("建立时间")
    published_at = models.DateTimeField("公布规则时间", null=True, blank=True)
    drawn_at = models.DateTimeField("开奖时间", null=True, blank=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = "抽奖"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="prizes_draw_days"),
            models.CheckConstraint(
                condition=Q(kind=INSTANT)
                | Q(objections_until__gt=F("closes_at"), number_due_at__gt=F("objections_until")),
                name="prizes_number_after_objections",
            ),
            models.CheckConstraint(
                condition=Q(state=DRAFT) | (~Q(commitment="") & ~Q(sealed="") & Q(published_at__lt=F("opens_at"))),
                name="prizes_promised_before_opening",
            ),
            models.CheckConstraint(condition=~Q(kind=INSTANT, state=LISTED), name="prizes_instant_has_no_list"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_instant(self) -> bool:
        return self.kind == INSTANT


class Prize(models.Model):
    """A kind of prize and how many of it there are, in the order in which they are given out."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="prizes")
    ord = models.PositiveSmallIntegerField("序")
    code = models.CharField("代码", max_length=8)
    name = models.CharField("奖品", max_length=60)
    stock = models.PositiveIntegerField("数量")

    class Meta:
        verbose_name = "奖品"
        ordering = ("ord",)
        constraints = (
            models.UniqueConstraint(fields=("draw", "ord"), name="prizes_prize_ord"),
            models.UniqueConstraint(fields=("draw", "code"), name="prizes_prize_code"),
            models.CheckConstraint(condition=Q(stock__gte=1), name="prizes_prize_stock"),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One single prize. There are as many rows as were promised, so no more can be given out than there are."""

    prize = models.ForeignKey(Prize, models.PROTECT, related_name="units")
    no = models.PositiveIntegerField("序号")

    class Meta:
        verbose_name = "单个奖品"
        ordering = ("prize_id", "no")
        constraints = (models.UniqueConstraint(fields=("prize", "no"), name="prizes_unit_once"),)

    def __str__(self) -> str:
        return f"{self.prize} {self.no}"
