"""A brief: the paper it is, the collection it tells of, what was picked for it, and the versions of it.

Summaries and circulars are composed, written and issued in the same way: `kind` says which, rulebook/compositions.yaml
what that means.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.documents.models import Document
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook.compositions import Composition, compositions


class BriefQuerySet(models.QuerySet["Brief"]):
    def visible_to(self, person: Any) -> "BriefQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def issued(self) -> "BriefQuerySet":
        return self.filter(issue_no__isnull=False)

    def in_writing(self) -> "BriefQuerySet":
        return self.filter(issue_no__isnull=True)


class Brief(models.Model):
    """One organisation's brief on one collection. State, prose and figures are the document's."""

    kind = models.CharField("文种", max_length=12, default="brief")  # brief, summary, circular: compositions.yaml
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
            models.UniqueConstraint(fields=("organization", "kind", "year", "issue_no"), name="publicity_issue_once"),
            models.UniqueConstraint(
                fields=("organization", "collection", "kind"),
                condition=Q(issue_no__isnull=True),
                name="publicity_one_draft",
            ),
        )

    def __str__(self) -> str:
        return self.document.title

    @property
    def composition(self) -> Composition:
        """What a paper of its kind consists of."""
        return compositions()[self.kind]

    @property
    def number_words(self) -> str:
        """How it is called by its number: 2025年第7期, 云机管〔2025〕7号; "" before it is issued or without one."""
        return self.document.number


class Highlight(models.Model):
    """A text that an organisation wrote about itself, picked for the brief; the paper keeps its own wording of it.

    It comes from a report (`submission`), or from another `source` (core.campaigns.tellings) by its `number` there: of
    that the words, the writer and the place are kept as they were when it was picked.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="highlights", verbose_name="简讯")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上报件"
    )
    source = models.CharField("来源", max_length=20, blank=True, default="")
    number = models.PositiveBigIntegerField("来源编号", null=True, blank=True)
    organization_name = models.CharField("供稿单位", max_length=200, blank=True, default="")
    original = models.TextField("原文", blank=True, default="")
    said = models.CharField("出处", max_length=200, blank=True, default="")
    url = models.CharField("出处地址", max_length=200, blank=True, default="")
    text = models.CharField("摘编文字", max_length=500)
    ord = models.PositiveSmallIntegerField("序")

    class Meta:
        verbose_name = "摘编"
        ordering = ("ord",)
        constraints = (
            models.UniqueConstraint(fields=("brief", "submission"), name="publicity_highlight_once"),
            models.UniqueConstraint(
                fields=("brief", "source", "number"),
                condition=Q(submission__isnull=True),
                name="publicity_telling_once",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=False, source="", number__isnull=True)
                | (Q(submission__isnull=True, number__isnull=False) & ~Q(source="")),
                name="publicity_highlight_from_one",
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def key(self) -> str:
        """The key under which the paper leads here."""
        return f"h{self.submission_id}" if self.submission_id else f"{self.source}.{self.number}"

    @property
    def who(self) -> str:
        """The organisation that wrote it."""
        return self.submission.organization.name if self.submission else self.organization_name


class BriefPhoto(models.Model):
    """A photograph from a report, picked for the brief, with its caption in the paper.

    `consent`: whether those shown have agreed. "form": the report says so; "desk": the desk has asked, and who did is
    in the audit trail; "": nobody has said so, and the photograph does not go before the public.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="photos", verbose_name="简讯")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="上报件")
    caption = models.CharField("照片说明", max_length=200)
    consent = models.CharField("同意公开", max_length=4, blank=True, default="")
    ord = models.PositiveSmallIntegerField("序")

    class Meta:
        verbose_name = "简讯照片"
        ordering = ("ord",)
        constraints = (models.UniqueConstraint(fields=("brief", "attachment"), name="publicity_photo_once"),)

    def __str__(self) -> str:
        return self.caption


class Version(models.Model):
    """The brief as it stood after one change. Only added: what was written stays to be compared and taken back.

    `figures`, `picks` and `photos` are what else belongs to it, as `actions.keeping` writes it; `labels` what its
    tokens were called, `edit_no` the state of the document that it is.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="versions", verbose_name="简讯")
    no = models.PositiveIntegerField("版次")
    edit_no = models.PositiveIntegerField("修改序号")
    how = models.CharField("来由", max_length=12)  # queries.versions.WAYS
    title = models.CharField("标题", max_length=200)
    body = models.JSONField("内容")
    figures = models.JSONField("引用数据", default=list)
    picks = models.JSONField("摘编", default=list)
    photos = models.JSONField("照片", default=list)
    labels = models.JSONField("名称", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "简讯版本"
        ordering = ("-no",)
        constraints = (models.UniqueConstraint(fields=("brief", "no"), name="publicity_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.no}"


class Writing(models.Model):
    """What someone has typed into the boxes and not saved yet; one row for each writer, gone when it is saved."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="writings", verbose_name="简讯")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填写人")
    edit_no = models.PositiveIntegerField("修改序号")  # the state of the document on which it was typed
    draft_no = models.PositiveIntegerField("暂存序号", default=0)
    texts = models.JSONField("文字", default=dict)  # by the name of the box
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "未保存的正文"
        constraints = (models.UniqueConstraint(fields=("brief", "person"), name="publicity_writing_once"),)

    def __str__(self) -> str:
        return f"{self.brief_id} {self.at:%Y-%m-%d %H:%M}"


class PastFigure(models.Model):
    """A figure of an earlier year that no collection here knows: read from a brief of that time, and confirmed."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="单位")
    org_path = paths.PathField("单位路径", db_index=True)
    year = models.PositiveSmallIntegerField("年度")
    item = models.CharField("数据项", max_length=80)
    count = models.DecimalField("数值", max_digits=20, decimal_places=4)
    approx = models.BooleanField("约数", default=False)
    source = models.CharField("来源", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "往年数据"
        constraints = (
            models.UniqueConstraint(fields=("organization", "year", "item"), name="publicity_past_figure_once"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.item} {self.count}"
