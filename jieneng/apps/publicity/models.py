"""A brief: the paper it is, the collection it tells of, the texts and photographs that were picked for it."""

from typing import Any

from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.documents.models import Document
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class BriefQuerySet(models.QuerySet["Brief"]):
    def visible_to(self, person: Any) -> "BriefQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def issued(self) -> "BriefQuerySet":
        return self.filter(issue_no__isnull=False)

    def in_writing(self) -> "BriefQuerySet":
        return self.filter(issue_no__isnull=True)


class Brief(models.Model):
    """One organisation's brief on one collection. State, prose and figures are the document's."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="brief", verbose_name="公文")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="briefs", verbose_name="活动"
    )
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="briefs", verbose_name="填报任务")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="briefs", verbose_name="编发单位")
    org_path = paths.PathField("编发单位路径", db_index=True)
    year = models.PositiveSmallIntegerField("年度")
    issue_no = models.PositiveSmallIntegerField("期号", null=True, blank=True)  # given when it is issued
    as_of = models.DateTimeField("数据截至")

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = "简讯"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("organization", "year", "issue_no"), name="publicity_issue_once"),
            models.UniqueConstraint(
                fields=("organization", "collection"), condition=Q(issue_no__isnull=True), name="publicity_one_draft"
            ),
        )

    def __str__(self) -> str:
        return self.document.title


class Highlight(models.Model):
    """A text that an organisation wrote about itself, picked for the brief; the paper keeps its own wording of it."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="highlights", verbose_name="简讯")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="上报件")
    text = models.CharField("摘编文字", max_length=500)
    ord = models.PositiveSmallIntegerField("序")

    class Meta:
        verbose_name = "摘编"
        ordering = ("ord",)
        constraints = (models.UniqueConstraint(fields=("brief", "submission"), name="publicity_highlight_once"),)

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def key(self) -> str:
        """The key under which the paper leads here."""
        return f"h{self.submission_id}"


class BriefPhoto(models.Model):
    """A photograph from a report, picked for the brief; `shown` is the caption in the paper."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="photos", verbose_name="简讯")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="上报件")
    caption = models.CharField("照片说明", max_length=200)
    ord = models.PositiveSmallIntegerField("序")

    class Meta:
        verbose_name = "简讯照片"
        ordering = ("ord",)
        constraints = (models.UniqueConstraint(fields=("brief", "attachment"), name="publicity_photo_once"),)

    def __str__(self) -> str:
        return self.caption
