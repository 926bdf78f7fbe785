"""Instant win: the chances that people take, and their order, day by day. Rows are added, and numbered once."""

from django.db import models
from django.db.models import Q

from jieneng.apps.prizes.models.draws import Draw
from jieneng.core.orgs.models import Organization


class Attempt(models.Model):
    """A qualified attempt of somebody on a day: one a day, however often it is sent.

    It is added without a number, so that nobody waits for anybody; `turn_day` and `n` are put beside it, once, by
    whoever numbers all that wait. `n` counts from 1 without a gap.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="attempts", db_index=False)
    pseudonym = models.CharField("匿名编号", max_length=64)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField("日期")
    at = models.DateTimeField("时间")
    turn_day = models.DateField("计入日期", null=True)
    n = models.PositiveIntegerField("当日次序", null=True)

    class Meta:
        verbose_name = "抽奖机会"
        indexes = (models.Index(fields=("draw", "id"), condition=Q(n__isnull=True), name="prizes_attempt_waiting"),)
        constraints = (
            models.UniqueConstraint(fields=("draw", "pseudonym", "day"), name="prizes_attempt_a_day"),
            models.UniqueConstraint(fields=("draw", "turn_day", "n"), name="prizes_turn_once"),
            models.CheckConstraint(
                condition=Q(n__isnull=True, turn_day__isnull=True) | Q(n__gte=1, turn_day__isnull=False),
                name="prizes_turn_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.pseudonym[:8]}"
