"""Walks (健步走): teams, their walkers, steps by day with a cap, odd numbers for a person to decide, the ranking."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.participation.models.held import Counting, Held
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.periods import in_beijing

MOST_STEPS = 200_000


class Walk(Held):
    """A challenge. Of a day at most `daily_cap` steps count; what is above `odd_above` waits for a person."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="walk", verbose_name="活动")
    says = models.TextField("说明", max_length=3_000)
    daily_cap = models.PositiveIntegerField("每日计入上限", default=20_000)
    odd_above = models.PositiveIntegerField("超过即核实", default=50_000)
    team_min = models.PositiveSmallIntegerField("排名最少人数", default=3)

    class Meta:
        verbose_name = "健步走活动"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at"), daily_cap__gt=0, odd_above__gte=F("daily_cap")),
                name="participation_walk_terms",
            ),
        )

    @property
    def days(self) -> tuple[date, date]:
        return in_beijing(self.opens_at).date(), in_beijing(self.closes_at).date()


class Team(Counting):
    """A team of an organisation. `day` is that on which it was formed; `n_walkers` who is in it."""

    walk = models.ForeignKey(Walk, models.PROTECT, related_name="teams", verbose_name="健步走活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    name = models.CharField("队名", max_length=60)
    n_walkers = models.PositiveIntegerField("队员人数", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("组队时间")

    class Meta:
        verbose_name = "健步走队伍"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("walk", "organization", "name"), name="participation_team_once"),
        )

    def __str__(self) -> str:
        return self.name


class Walker(models.Model):
    """Somebody of a team, by name or nickname. `first_on`: since when they count as taking part."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="walkers", verbose_name="健步走队伍")
    name = models.CharField("姓名或者昵称", max_length=40)
    first_on = models.DateField("首次计步日期", null=True, blank=True)

    class Meta:
        verbose_name = "健步走队员"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("team", "name"), name="participation_walker_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return str(self.team.org_path)


class StepsQuerySet(models.QuerySet["Steps"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "walker__team__org_path"))

    def waiting(self) -> Self:
        """Odd ones that nobody has decided on."""
        return self.filter(is_odd=True, decided_at__isnull=True)


class Steps(Counting):
    """The steps of a walker on a day, as entered; `counted` is what counts of them. Odd ones count once accepted."""

    walker = models.ForeignKey(Walker, models.PROTECT, related_name="steps", verbose_name="健步走队员")
    walk = models.ForeignKey(Walk, models.PROTECT, related_name="+", verbose_name="健步走活动")
    n = models.PositiveIntegerField("步数")
    counted = models.PositiveIntegerField("计入步数")
    is_odd = models.BooleanField("待核实", default=False)
    odd_because = models.CharField("核实原因", max_length=60, blank=True, default="")
    is_accepted = models.BooleanField("核实通过", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核实人"
    )
    decided_at = models.DateTimeField("核实时间", null=True, blank=True)
    decided_because = models.CharField("核实说明", max_length=200, blank=True, default="")
    at = models.DateTimeField("登记时间")

    objects = StepsQuerySet.as_manager()

    class Meta:
        verbose_name = "步数记录"
        ordering = ("day", "id")
        constraints = (
            models.UniqueConstraint(fields=("walker", "day"), name="participation_steps_once"),
            models.CheckConstraint(
                condition=Q(n__lte=MOST_STEPS, counted__lte=F("n")), name="participation_steps_counted"
            ),
            models.CheckConstraint(
                condition=Q(is_odd=False) | Q(is_accepted=True) | Q(counted=0), name="participation_steps_odd"
            ),
        )
        indexes = (
            models.Index(
                fields=("walk", "id"),
                condition=Q(is_odd=True, decided_at__isnull=True),
                name="participation_steps_odd_ones",
            ),
        )

    def __str__(self) -> str:
        return f"{self.walker.team} {self.day}"

    @property
    def org_path(self) -> str:
        return str(self.walker.org_path)


class StepChange(models.Model):
    """What an entry adds to its team; a loop folds it into the team's total, so that no entry waits for another."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name="健步走队伍")
    n = models.IntegerField("步数")

    class Meta:
        verbose_name = "步数变动"

    def __str__(self) -> str:
        return f"{self.team} {self.n}"


class TeamTotal(models.Model):
    """The steps of a team as they are folded, and their mean by walker: the order of the ranking."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="total", verbose_name="健步走队伍")
    walk = models.ForeignKey(Walk, models.PROTECT, related_name="+", verbose_name="健步走活动")
    n = models.BigIntegerField("步数", default=0)
    mean = models.BigIntegerField("人均步数", default=0)
    as_of = models.DateTimeField("截至")

    class Meta:
        verbose_name = "队伍步数"
        indexes = (models.Index(fields=("walk", "-mean", "team"), name="participation_ranking"),)

    def __str__(self) -> str:
        return f"{self.team} {self.n}"
