"""Who may play by a roster: of each organisation its people, as marks from which nobody reads a name or a number."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, person: Any) -> "RosterQuerySet":
        return self.filter(in_sight_of(person, "org_path"))


class Roster(models.Model):
    """The roster of one organisation, as it was handed in last; all quizzes above it know its people by it."""

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="+", verbose_name="单位")
    org_path = paths.PathField("单位路径")
    n = models.PositiveIntegerField("人数", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("导入时间")

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "竞答名册"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("org_path",), name="quiz_roster_path"),)

    def __str__(self) -> str:
        return str(self.organization)


class RosterPerson(models.Model):
    """One person: keyed hashes of name and number (marks.py), compared with those of what a player types."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="people", db_index=False)
    name_mark = models.CharField("姓名摘要", max_length=64)
    phone_mark = models.CharField("电话摘要", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "名册人员"
        constraints = (
            models.UniqueConstraint(fields=("roster", "name_mark"), name="quiz_roster_name_once"),
            models.UniqueConstraint(
                fields=("roster", "phone_mark"), condition=~Q(phone_mark=""), name="quiz_roster_phone_once"
            ),
        )

    def __str__(self) -> str:
        return self.name_mark[:8]


class RosterTry(models.Model):
    """A name or number that stands on no roster. Of where it came from only a digest of the day is kept."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    sender = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "名册核对"
        indexes = (
            models.Index(fields=("sender", "at"), name="quiz_try_from"),
            models.Index(fields=("organization", "at"), name="quiz_try_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
