"""What every part has in common: who holds it, from when to when, and where what happens in it counts."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class HeldQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """One's own and those of the levels below; what one may take part in is asked for by `reaching`."""
        return self.filter(in_sight_of(person, "org_path"))

    def opened(self) -> Self:
        return self.filter(opened_at__isnull=False)

    def reaching(self, path: str) -> Self:
        """Opened ones of this node and of the levels above it: everybody below a holder may take part."""
        return self.opened().filter(org_path__in=list(paths.ancestors(path)))


class Held(models.Model):
    """Something that an organisation holds for an activity of its campaign. `code` opens its public page."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织单位")
    org_path = paths.PathField("组织单位路径", db_index=True)
    code = models.CharField("公开页代码", max_length=16, unique=True)
    opens_at = models.DateTimeField("开始时间")
    closes_at = models.DateTimeField("截止时间")
    made_at = models.DateTimeField("建立时间")
    opened_at = models.DateTimeField("发布时间", null=True, blank=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    settled: ClassVar[tuple[str, ...]] = ()  # columns that stay once somebody has taken part
    settled_code: ClassVar[str] = "participation-begun"  # the refusal that says so

    objects = HeldQuerySet.as_manager()

    class Meta:
        abstract = True

    activity: models.ForeignKey[Activity, Activity] | models.OneToOneField[Activity, Activity]

    def __str__(self) -> str:
        return self.activity.title

    @property
    def title(self) -> str:
        return self.activity.title

    def takes(self, organization: Organization) -> bool:
        """Whether an organisation may take part: the holder, and everybody below where the activity is passed on."""
        if not organization.is_open:
            return False
        if organization.pk == self.organization_id:
            return True
        return self.activity.passed_on and paths.is_within(organization.path, self.org_path)

    @property
    def has_begun(self) -> bool:
        """Whether somebody has taken part; asked only where some column is settled by that."""
        return False

    def is_on(self, now: datetime) -> bool:
        """Whether one may take part at this moment."""
        return self.opened_at is not None and self.opens_at <= now < self.closes_at


class CountedHeld(Held):
    """Something whose opening counts with its holder: as which item, and from then on where and on which day."""

    counts_as: ClassVar[str]

    route = paths.PathField("计入节点", blank=True, default="")
    category = models.CharField("类别", max_length=24, blank=True, default="")
    day = models.DateField("计入日期", null=True, blank=True)

    class Meta:
        abstract = True


class Counting(models.Model):
    """Where and when a row counts: node and category by the roster of the campaign's year, and the day."""

    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    class Meta:
        abstract = True
