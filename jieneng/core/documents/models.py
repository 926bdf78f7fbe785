"""A numbered paper: its blocks, the figures it cites, its number, and where it stands on the way to being issued."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.documents.attached import AttachedFile
from jieneng.core.documents.disclosure import Disclosure
from jieneng.core.documents.sealed import SealedCopy
from jieneng.core.facts.models import Series
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

__all__ = ("AttachedFile", "Citation", "Disclosure", "Document", "NumberSeries", "SealedCopy")

DRAFT, SUBMITTED, ISSUED = "draft", "submitted", "issued"
STATES = ((DRAFT, "草稿"), (SUBMITTED, "待签发"), (ISSUED, "已印发"))


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, person: Any) -> "DocumentQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def issued(self) -> "DocumentQuerySet":
        return self.filter(state=ISSUED)


class Document(models.Model):
    """`body` is what engine.documents reads (blocks as JSON); it is frozen when the document is issued."""

    kind = models.CharField("文种", max_length=20)  # name of its template
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="documents", verbose_name="发文单位")
    org_path = paths.PathField("发文单位路径", db_index=True)
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=60, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=STATES, default=DRAFT)
    body = models.JSONField("内容", default=dict)
    code = models.CharField("校验码", max_length=16, unique=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="拟稿人")
    made_at = models.DateTimeField("拟稿时间")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签发人"
    )
    written_on = models.DateField("成文日期", null=True, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "number"), condition=~Q(number=""), name="documents_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=ISSUED) | Q(issued_at__isnull=False, signed_by__isnull=False),
                name="documents_issued_is_signed",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Citation(models.Model):
    """A figure in a document and the facts that it stands for, as they were when it was written.

    `shown` is the text in the prose. An edited figure keeps what it was and says why.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations", verbose_name="公文")
    key = models.CharField("键", max_length=60)
    label = models.CharField("项目", max_length=60)
    unit = models.CharField("单位", max_length=10, blank=True, default="")
    series = models.ForeignKey(Series, models.PROTECT, related_name="+", verbose_name="统计序列")
    node = paths.PathField("节点")
    item = models.CharField("数据项", max_length=80)  # read by core.collections.queries.standing.cited
    sum = models.JSONField("当时数值", default=list)  # [scaled sum, n given, n approximate, n not counted]
    n_expected = models.IntegerField("应报")
    n_counted = models.IntegerField("已计")
    as_of = models.DateTimeField("截至")
    shown = models.CharField("文中写作", max_length=40)
    edited_because = models.CharField("改动说明", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "引用数据"
        constraints = (models.UniqueConstraint(fields=("document", "key"), name="documents_citation_once"),)

    def __str__(self) -> str:
        return f"{self.label} {self.shown}"

    @property
    def org_path(self) -> str:
        return self.document.org_path


class NumberSeries(models.Model):
    """The running number of one code in one year of one organisation; without gaps, by a lock on its row."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发文单位")
    code = models.CharField("机关代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "文号序列"
        constraints = (models.UniqueConstraint(fields=("organization", "code", "year"), name="documents_series_once"),)

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.last}"
