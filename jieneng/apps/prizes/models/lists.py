"""The published list of who takes part: pseudonyms, and the versions of the list with their roots."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.prizes.models.draws import Draw
from jieneng.core.orgs.models import Organization


class EntrantList(models.Model):
    """One version of the list. The first is made at close; a correction makes the next and says why.

    `parts` are first line and root of every 256 lines, from which root and proofs come without the whole list.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="lists")
    no = models.PositiveSmallIntegerField("版本号")
    n = models.PositiveIntegerField("人数")
    root = models.CharField("名单根值", max_length=64)
    parts = models.JSONField("分段", default=list)
    because = models.CharField("更正原因", max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="更正人")
    at = models.DateTimeField("公布时间")

    class Meta:
        verbose_name = "参加者名单"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("draw", "no"), name="prizes_list_no"),
            models.CheckConstraint(condition=Q(no=1) | ~Q(because=""), name="prizes_correction_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.draw} {self.no}"


class EntrantQuerySet(models.QuerySet["Entrant"]):
    def in_version(self, no: int) -> "EntrantQuerySet":
        """Those that stand in this version of the list, ascending."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=no), since__lte=no).order_by("pseudonym")


class Entrant(models.Model):
    """A pseudonym in the list, from one version on and until another; nothing here says who it is."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entrants", db_index=False)
    pseudonym = models.CharField("匿名编号", max_length=64)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    since = models.PositiveSmallIntegerField("自版本")
    until = models.PositiveSmallIntegerField("至版本", null=True, blank=True)

    objects = EntrantQuerySet.as_manager()

    class Meta:
        verbose_name = "参加者"
        ordering = ("pseudonym",)
        indexes = (models.Index(fields=("draw", "pseudonym"), name="prizes_entrant_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=("draw", "pseudonym"), condition=Q(until__isnull=True), name="prizes_entrant_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="prizes_entrant_span"
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym
