"""What a draw has come to: the public number, the result, who won which single prize, who stands by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.prizes.models.draws import Draw, Unit
from jieneng.apps.prizes.models.lists import EntrantList
from jieneng.core import paths
from jieneng.core.orgs.models import Organization

WON, CLAIMED, HANDED, FORFEITED = "won", "claimed", "handed", "forfeited"
WIN_STATES = ((WON, "待登记"), (CLAIMED, "待领取"), (HANDED, "已领取"), (FORFEITED, "已弃奖"))
HOW = (("drawn", "抽中"), ("reserve", "候补递补"), ("instant", "即时中奖"))
SIGNED_BY = (("self", "本人"), ("deputy", "代领"))


class DrawNumber(models.Model):
    """The public number as one person typed it, and another confirmed it."""

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="number")
    value = models.CharField("公开数", max_length=64)
    source = models.CharField("出处", max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    confirmed_at = models.DateTimeField("复核时间", null=True)

    class Meta:
        verbose_name = "公开数"
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="prizes_number_two_people",
            ),
        )

    def __str__(self) -> str:
        return self.value


class Result(models.Model):
    """That the draw has been made: one row for a draw, so that there is no second time."""

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="result")
    listed = models.ForeignKey(EntrantList, models.PROTECT, null=True, related_name="+", verbose_name="所用名单")
    sha256 = models.CharField("核对文件校验值", max_length=64)
    n_winners = models.PositiveIntegerField("中奖人数")
    at = models.DateTimeField("开奖时间")

    class Meta:
        verbose_name = "抽奖结果"

    def __str__(self) -> str:
        return str(self.draw)


class Reserve(models.Model):
    """Who stands by, in the order of the ranking."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="standing_by")
    ord = models.PositiveIntegerField("序")
    pseudonym = models.CharField("匿名编号", max_length=64)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    called_at = models.DateTimeField("递补时间", null=True, blank=True)

    class Meta:
        verbose_name = "候补"
        ordering = ("ord",)
        constraints = (
            models.UniqueConstraint(fields=("draw", "ord"), name="prizes_reserve_ord"),
            models.UniqueConstraint(fields=("draw", "pseudonym"), name="prizes_reserve_once"),
        )

    def __str__(self) -> str:
        return f"{self.ord} {self.pseudonym}"


class Win(models.Model):
    """That somebody holds a single prize, or held it until it was forfeited. A single prize has one holder at a time.

    `place` is the place in the ranking, or the number of the attempt in its day. `route` and `category` say where it
    counts. The code is kept as its digest for finding, and enciphered for showing it to the winner.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="wins", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="wins")
    pseudonym = models.CharField("匿名编号", max_length=64)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=20)
    day = models.DateField("中奖日期")
    how = models.CharField("方式", max_length=10, choices=HOW)
    place = models.PositiveIntegerField("名次")
    state = models.CharField("状态", max_length=10, choices=WIN_STATES, default=WON)
    at = models.DateTimeField("中奖时间")
    claim_until = models.DateTimeField("登记截止")
    code_digest = models.CharField("领奖码摘要", max_length=64, unique=True)
    code_kept = models.CharField("领奖码", max_length=200, blank=True, default="")
    handed_at = models.DateTimeField("领取时间", null=True, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="发放人"
    )
    signed_by = models.CharField("签收", max_length=10, choices=SIGNED_BY, blank=True, default="")
    forfeited_at = models.DateTimeField("弃奖时间", null=True, blank=True)
    forfeit_no = models.PositiveIntegerField("弃奖次序", null=True, blank=True)
    because = models.CharField("弃奖原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "中奖"
        ordering = ("id",)
        indexes = (
            models.Index(fields=("draw", "state", "id"), name="prizes_win_book"),
            models.Index(fields=("state", "claim_until"), name="prizes_win_overdue"),
        )
        constraints = (
            models.UniqueConstraint(fields=("unit",), condition=~Q(state=FORFEITED), name="prizes_unit_one_holder"),
            models.UniqueConstraint(fields=("draw", "pseudonym"), name="prizes_win_once"),
            models.UniqueConstraint(
                fields=("draw", "forfeit_no"), condition=Q(forfeit_no__isnull=False), name="prizes_forfeit_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=HANDED)
                | (Q(handed_at__isnull=False) & Q(handed_by__isnull=False) & ~Q(signed_by="")),
                name="prizes_handed_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=FORFEITED) | (Q(forfeited_at__isnull=False) & Q(forfeit_no__isnull=False)),
                name="prizes_forfeit_is_numbered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit.prize.name} {self.pseudonym[:8]}"
