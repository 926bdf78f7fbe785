"""What is asked of whom, until when; and the terms that each level below adds to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from jieneng.core import paths
from jieneng.core.forms.definition import Form
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.models import Audience, Organization
from jieneng.core.orgs.models.audience import AudienceEntry, listed_in

if TYPE_CHECKING:
    from jieneng.core.collections.models.group import ReporterGroup


class CollectionQuerySet(models.QuerySet["Collection"]):
    def open(self, now: datetime) -> CollectionQuerySet:
        """Those that can be answered at this moment."""
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now), opens_at__lte=now)

    def reaching(self, path: str) -> CollectionQuerySet:
        """Those whose range takes in this node: their root is an ancestor, or they list it by hand.

        The lists are asked first: in one condition with the ancestors, no index would serve, and every collection of
        the nation would be looked at for each home page.
        """
        by_hand = AudienceEntry.objects.filter(organization__path=path, is_in=True).values_list("audience", flat=True)
        return self._at_or_listed(path, list(by_hand))

    def asking(self, organization: Organization) -> CollectionQuerySet:
        """Those that may ask an organisation: its place is in their range, or they list it. `includes` looks closer."""
        by_hand = [audience for audience, is_in in listed_in(organization).items() if is_in]
        return self._at_or_listed(organization.path, by_hand)

    def _at_or_listed(self, path: str, by_hand: list[int]) -> CollectionQuerySet:
        return self.filter(Q(audience__root_path__in=list(paths.ancestors(path))) | Q(audience__in=by_hand))


class Collection(models.Model):
    """One form asked of an audience for a period. A notice that is passed down adopts it; nobody is asked twice."""

    title = models.CharField("名称", max_length=120)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="collections", verbose_name="布置单位")
    org_path = paths.PathField("布置单位路径", db_index=True)
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+", verbose_name="表单")
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="collection", verbose_name="填报范围")
    series = models.OneToOneField("facts.Series", models.PROTECT, related_name="collection", verbose_name="统计序列")
    year = models.PositiveSmallIntegerField("年度")
    period_start = models.DateField("期间起")
    period_end = models.DateField("期间止")
    opens_at = models.DateTimeField("开始时间")
    due_at = models.DateTimeField("截止时间")
    closes_at = models.DateTimeField("停止填报时间", null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField("宽限分钟", default=15)
    source = models.CharField("来源", max_length=200, blank=True, default="")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = "填报任务"
        ordering = ("-due_at",)
        constraints = (
            models.CheckConstraint(condition=Q(due_at__gt=models.F("opens_at")), name="collections_due_after_open"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def form(self) -> Form:
        return self.form_version.form

    @cached_property
    def sorts(self) -> list[ReporterGroup]:
        """The groups of its reporters in their order; looked up once."""
        return list(self.groups.select_related("audience", "extra_form"))


class LocalTerms(models.Model):
    """What one level adds to the collection above it: an earlier day, its own review step, its own section."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="local_terms", verbose_name="填报任务")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    org_path = paths.PathField("组织路径")
    due_at = models.DateTimeField("本级截止时间")
    reviews = models.BooleanField("本级复核", default=False)
    extra_form = models.ForeignKey(FormVersion, models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.CharField("要求", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "本级要求"
        constraints = (models.UniqueConstraint(fields=("collection", "organization"), name="collections_terms_once"),)

    def __str__(self) -> str:
        return f"{self.collection} {self.organization}"


class Extension(models.Model):
    """A later day for one organisation, given by a level above it with a reason."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="extensions", verbose_name="填报任务")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    due_at = models.DateTimeField("延期至")
    because = models.CharField("原因", max_length=200)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "延期"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.organization} {self.due_at:%m-%d %H:%M}"
