"""The yearly roster (名录库) by which figures are counted, and how many of what stand below each node."""

from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.orgs.models.organization import UNIT, Organization


class RosterEntryQuerySet(models.QuerySet["RosterEntry"]):
    def within(self, year: int, path: str) -> "RosterEntryQuerySet":
        return self.filter(paths.within(path), year=year)

    def children_of(self, year: int, path: str) -> "RosterEntryQuerySet":
        return self.filter(paths.below(path), year=year, depth=paths.depth(path) + 1)


class RosterEntry(models.Model):
    """One organisation as it stands in the statistics of one year: figures follow this, rights follow the tree."""

    year = models.PositiveSmallIntegerField("年度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="roster_entries", verbose_name="组织")
    path = paths.PathField("路径")
    depth = models.PositiveSmallIntegerField("层级")
    region_code = models.CharField("行政区划", max_length=6, blank=True, default="")
    kind = models.CharField("性质", max_length=12)
    level = models.CharField("级别", max_length=12)
    category = models.CharField("类别", max_length=24)
    affiliation = models.CharField("隶属", max_length=12)
    # closed, or moved away from here, since the roster was opened: few, so that those who ask look only at them
    has_left = models.BooleanField("已撤并或划转", default=False, db_default=False)

    objects = RosterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "名录"
        constraints = (
            models.UniqueConstraint(fields=("year", "organization"), name="orgs_roster_once"),
            models.UniqueConstraint(fields=("year", "path"), name="orgs_roster_path"),
        )
        indexes = (
            models.Index(fields=("year", "depth", "path"), name="orgs_roster_depth"),
            models.Index(fields=("year", "path"), condition=Q(has_left=True), name="orgs_roster_left"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.path}"

    @property
    def route(self) -> str:
        """The lowest node whose totals this organisation stands in: a unit has none of its own."""
        return paths.parent(self.path) if self.kind == UNIT else self.path


class Headcount(models.Model):
    """How many organisations of one sort stand at a node and below it in one year's roster.

    Kept for nodes that can have others below them, never for units; moved when the register changes, so that
    "of how many" is a handful of rows at any level.
    """

    year = models.PositiveSmallIntegerField("年度")
    node = paths.PathField("节点")
    kind = models.CharField("性质", max_length=12)
    level = models.CharField("级别", max_length=12)
    category = models.CharField("类别", max_length=24)
    affiliation = models.CharField("隶属", max_length=12)
    depth = models.PositiveSmallIntegerField("层级")
    n = models.IntegerField("家数")

    class Meta:
        verbose_name = "家数"
        constraints = (
            models.UniqueConstraint(
                fields=("year", "node", "kind", "level", "category", "affiliation", "depth"), name="orgs_headcount_once"
            ),
            models.CheckConstraint(condition=Q(n__gte=0), name="orgs_headcount_not_neg"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.node} {self.n}"
