"""To whom something is addressed: stored once as a predicate, never as a row per organisation."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property

from jieneng.core import paths
from jieneng.core.orgs.models.organization import Organization, OrganizationQuerySet

if TYPE_CHECKING:
    from jieneng.core.orgs.models.roster import RosterEntry


class Audience(models.Model):
    """A root and what must hold of an organisation below it; empty lists ask nothing. Plus and minus lists go last.

    It answers two questions: which organisations (a queryset), and does it include this one. Both ask the lists, which
    an instance reads once.
    """

    root = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="范围")
    root_path = paths.PathField("范围路径", db_index=True)
    deepest = models.PositiveSmallIntegerField("最深层级", null=True, blank=True)
    with_root = models.BooleanField("含本级", default=False)
    kinds = models.JSONField("性质", default=list, blank=True)
    levels = models.JSONField("级别", default=list, blank=True)
    categories = models.JSONField("类别", default=list, blank=True)
    affiliations = models.JSONField("隶属", default=list, blank=True)

    class Meta:
        verbose_name = "发送范围"

    def __str__(self) -> str:
        return f"{self.root} 所辖"

    @property
    def org_path(self) -> str:
        return self.root_path

    def conditions(self) -> dict[str, object]:
        """What the predicate asks of any row that has kind, level, category, affiliation and depth."""
        asked = {
            "kind__in": self.kinds,
            "level__in": self.levels,
            "category__in": self.categories,
            "affiliation__in": self.affiliations,
        }
        conditions: dict[str, object] = {column: wanted for column, wanted in asked.items() if wanted}
        if self.deepest is not None:
            conditions["depth__lte"] = self.deepest
        return conditions

    @cached_property
    def by_hand(self) -> "list[AudienceEntry]":
        """The plus and minus lists with their organisations; `put_by_hand` changes them."""
        return list(self.entries.select_related("organization"))

    def put_by_hand(self, organization: Organization, *, is_in: bool | None) -> None:
        """List an organisation as addressed (True) or not (False), whatever the rule says; None takes it off."""
        self.entries.filter(organization=organization).delete()
        if is_in is not None:
            self.entries.create(organization=organization, is_in=is_in)
        self.__dict__.pop("by_hand", None)

    def organizations(self, *, under: str | None = None) -> OrganizationQuerySet:
        """The organisations addressed, of the whole audience or of one node of it."""
        node = self.root_path if under is None else under
        minus = [entry.organization_id for entry in self.by_hand if not entry.is_in]
        plus = [entry.organization_id for entry in self.by_hand if entry.is_in]
        by_rule = models.Q(**self.conditions()) & paths.within(self.root_path)
        if not self.with_root:
            by_rule &= ~models.Q(path=self.root_path)
        if minus:
            by_rule &= ~models.Q(pk__in=minus)
        if plus:
            by_rule |= models.Q(pk__in=plus)
        return Organization.objects.open().filter(paths.within(node)).filter(by_rule)

    def includes(self, organization: Organization) -> bool:
        """Whether this organisation is addressed; one query at most, for the lists."""
        listed = {entry.organization_id: entry.is_in for entry in self.by_hand}
        return organization.is_open and listed.get(organization.pk, self.admits(organization))

    def admits(self, organization: Organization) -> bool:
        """Whether the rule, without the lists, takes this organisation in."""
        if not paths.is_within(organization.path, self.root_path):
            return False
        if organization.path == self.root_path and not self.with_root:
            return False
        return self.takes(organization)

    def takes(self, one: "Organization | RosterEntry") -> bool:
        """Whether `conditions` hold of an organisation, or of its entry in a roster."""
        wanted = (
            (self.kinds, one.kind),
            (self.levels, one.level),
            (self.categories, one.category),
            (self.affiliations, one.affiliation),
        )
        deep = self.deepest is not None and one.depth > self.deepest
        return not deep and all(not allowed or value in allowed for allowed, value in wanted)


class AudienceEntry(models.Model):
    """An organisation that is addressed, or not addressed, whatever the predicate says."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="entries", verbose_name="发送范围")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    is_in = models.BooleanField("在内")

    class Meta:
        verbose_name = "发送范围增减"
        constraints = (models.UniqueConstraint(fields=("audience", "organization"), name="orgs_audience_entry_once"),)

    def __str__(self) -> str:
        return f"{'+' if self.is_in else '-'}{self.organization}"


def read_lists(audiences: Iterable[Audience]) -> None:
    """Read the lists of many audiences at once; one query."""
    entries = AudienceEntry.objects.select_related("organization")
    models.prefetch_related_objects(list(audiences), models.Prefetch("entries", entries, to_attr="by_hand"))


def listed_in(organization: Organization) -> dict[int, bool]:
    """The audiences that list an organisation by hand, each with whether it is addressed; read once for an instance."""
    if organization.listed_in is None:
        rows = AudienceEntry.objects.filter(organization=organization)
        organization.listed_in = dict(rows.values_list("audience", "is_in"))
    return organization.listed_in
