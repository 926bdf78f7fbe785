"""Reporters of one sort, asked on terms of their own: cities by one day, sector authorities by another."""

from django.db import models

from jieneng.core.collections.models.collection import Collection
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.models import Audience


class ReporterGroup(models.Model):
    """Its audience says which of those that report to the one who asks belong to it; the first that fits holds.

    Who stands further below has the terms of the line it reports through: a school those of its county's city.
    """

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="groups", verbose_name="填报任务")
    ord = models.PositiveSmallIntegerField("序")
    name = models.CharField("填报对象", max_length=120)
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="reporter_group", verbose_name="范围")
    due_at = models.DateTimeField("截止时间")
    channel = models.CharField("报送方式", max_length=200, blank=True, default="")
    leaves_out = models.JSONField("不填的活动", default=list, blank=True)  # keys of activities that are not asked of it
    extra_form = models.ForeignKey(FormVersion, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "填报对象"
        ordering = ("ord",)
        constraints = (models.UniqueConstraint(fields=("collection", "ord"), name="collections_group_ord"),)

    def __str__(self) -> str:
        return self.name
