"""An organisation: a node of the one tree along which is reported and counted."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from jieneng.core import paths
from jieneng.core.orgs.names import NameTokensField, tokens_of

UNIT = "unit"  # the kind that has nobody below it


class OrganizationQuerySet(MP_NodeQuerySet):
    def open(self) -> "OrganizationQuerySet":
        return self.filter(closed_on__isnull=True)

    def within(self, organization: "Organization") -> "OrganizationQuerySet":
        return self.filter(paths.within(organization.path))

    def children_of(self, organization: "Organization") -> "OrganizationQuerySet":
        return self.filter(paths.below(organization.path), depth=organization.depth + 1)

    def ancestors_of(self, path: str, *, own: bool = False) -> "OrganizationQuerySet":
        """From the root down; with the node itself if `own`."""
        above = list(paths.ancestors(path))
        return self.filter(path__in=above if own else above[:-1]).order_by("path")


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OrganizationQuerySet:  # treebeard's own gives its own queryset class
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(MP_Node):
    """A bureau, a sector authority or a public institution. `path` is the reporting and counting line."""

    steplen = paths.STEP
    node_order_by: ClassVar[list[str]] = []  # an order would rewrite paths on every rename

    path = paths.PathField("路径", unique=True)
    name = models.CharField("名称", max_length=100)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    region = models.ForeignKey("orgs.Region", models.PROTECT, null=True, blank=True, verbose_name="行政区划")
    kind = models.CharField("性质", max_length=12)
    level = models.CharField("级别", max_length=12)
    category = models.CharField("类别", max_length=24)
    affiliation = models.CharField("隶属", max_length=12)
    opened_on = models.DateField("成立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)
    name_tokens = NameTokensField("名称检索词", blank=True, default="", editable=False)

    objects = OrganizationManager()
    listed_in: dict[int, bool] | None = None  # kept here by audience.listed_in
    counted_at: dict[int, str] | None = None  # kept here by roster.places_of

    class Meta:
        verbose_name = "组织"
        indexes = (
            models.Index(fields=("region", "category", "path"), name="orgs_org_region"),
            models.Index(fields=("depth", "path"), name="orgs_org_depth"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")), name="orgs_org_days"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_tokens = tokens_of(self.name, path=self.path, region=self.region_id or "", category=self.category)
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "name_tokens"}
        super().save(*args, **kwargs)

    @property
    def is_unit(self) -> bool:
        return self.kind == UNIT

    @property
    def place_name(self) -> str:
        """Who this is, in short: the county for its office, every other organisation by its name."""
        region = self.region if self.kind == "bureau" else None
        return region.name if region else self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def parent(self) -> "Organization | None":
        """The counting owner of this organisation, today."""
        above = paths.parent(self.path)
        return Organization.objects.get(path=above) if above else None


class OrganizationChange(models.Model):
    """What happened to an organisation, and from when on: opened, renamed, moved, changed, closed."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="changes", verbose_name="组织")
    what = models.CharField("变更", max_length=12)
    on = models.DateField("生效日期")
    before = models.JSONField("变更前", default=dict)
    after = models.JSONField("变更后", default=dict)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "组织变更"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.organization} {self.what}"
