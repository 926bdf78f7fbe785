"""Who works where in which role, and what an organisation may see beyond its own subtree."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core.orgs.models.organization import Organization


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(until__isnull=True, person__is_active=True)


class Membership(models.Model):
    """A person in a role at an organisation. It ends by a day; it is not deleted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=24)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = (
            models.UniqueConstraint(
                fields=("person", "organization", "role"), condition=Q(until__isnull=True), name="orgs_membership_once"
            ),
        )
        indexes = (models.Index(fields=("organization", "role"), name="orgs_membership_role"),)

    def __str__(self) -> str:
        return f"{self.person} {self.organization} {self.role}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> "GrantQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Grant(models.Model):
    """What the people of `holder` may see besides their own subtree: a subtree, or a region and a category.

    An education authority sees the schools of its region, whoever they report to; a city bureau sees the central
    units located in the city, which do not count in its totals.
    """

    holder = models.ForeignKey(Organization, models.PROTECT, related_name="grants", verbose_name="被授权组织")
    root = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    region_prefix = models.CharField("行政区划前缀", max_length=6, blank=True, default="")
    category = models.CharField("类别", max_length=24, blank=True, default="")
    because = models.CharField("依据", max_length=200)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "可见范围授权"
        constraints = (
            models.CheckConstraint(
                condition=Q(root__isnull=False) | ~Q(region_prefix=""), name="orgs_grant_says_where"
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} {self.because}"
