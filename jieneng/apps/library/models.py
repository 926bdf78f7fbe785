"""What a bureau gives out for its activity (宣传品), who has taken it, and what was done with it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook import PieceKind, PieceUse, piece_kinds


class PieceQuerySet(models.QuerySet["Piece"]):
    def visible_to(self, person: Any) -> "PieceQuerySet":
        """One's own and those of the levels below; what comes from above is asked for by `reaching`."""
        return self.filter(in_sight_of(person, "org_path"))

    def standing(self) -> "PieceQuerySet":
        return self.filter(dropped_at__isnull=True)

    def published(self) -> "PieceQuerySet":
        """Those that anybody may look at: not taken down, of a campaign that is public."""
        return self.standing().filter(activity__campaign__is_published=True)

    def reaching(self, path: str) -> "PieceQuerySet":
        """Published ones of this node and of the levels above it."""
        return self.published().filter(org_path__in=list(paths.ancestors(path)))


class Piece(models.Model):
    """One poster, video, leaflet … of an activity: the original that organisations take, and what everybody looks at.

    The web copy is the clean copy of `cover`, or of the original where that is a picture. A video may be a link alone.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="pieces", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="发布单位")
    org_path = paths.PathField("发布单位路径")
    year = models.PositiveSmallIntegerField("年度")
    ord = models.PositiveSmallIntegerField("序")
    kind = models.CharField("种类", max_length=20)
    title = models.CharField("名称", max_length=100)
    size = models.CharField("规格", max_length=60, blank=True, default="")
    licence = models.CharField("使用说明", max_length=200, blank=True, default="")
    original = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原件"
    )
    cover = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="封面")
    link = models.URLField("链接", max_length=300, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("发布时间")
    edit_no = models.PositiveIntegerField("修改序号", default=0)
    dropped_at = models.DateTimeField("撤下时间", null=True, blank=True)
    dropped_because = models.CharField("撤下原因", max_length=200, blank=True, default="")

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = "宣传品"
        ordering = ("ord", "id")
        indexes = (
            models.Index(fields=("org_path", "-year", "-id"), name="library_piece_path"),
            models.Index(fields=("activity", "ord", "id"), name="library_piece_of"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(original__isnull=False) | ~Q(link=""), name="library_piece_is_there"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | ~Q(dropped_because=""), name="library_dropped_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_dropped(self) -> bool:
        return self.dropped_at is not None

    @property
    def picture(self) -> Attachment | None:
        """The file whose clean copy is looked at."""
        return self.cover or self.original

    @property
    def known(self) -> PieceKind:
        return piece_kinds()[self.kind]

    @property
    def kind_label(self) -> str:
        return self.known.label


class Download(models.Model):
    """An organisation has taken the original of a piece on a day: one row, however often it was fetched."""

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="downloads", db_index=False, verbose_name="宣传品")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="下载单位")
    org_path = paths.PathField("下载单位路径")
    day = models.DateField("计入日期")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("下载时间")

    class Meta:
        verbose_name = "宣传品下载"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("piece", "organization", "day"), name="library_download_once"),)

    def __str__(self) -> str:
        return f"{self.piece} {self.day}"


class UsageQuerySet(models.QuerySet["Usage"]):
    def visible_to(self, person: Any) -> "UsageQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "piece__org_path"))

    def current(self) -> "UsageQuerySet":
        """The last row of each: those that no other one corrects."""
        return self.filter(corrected_by__isnull=True)


class Usage(models.Model):
    """How many of a piece an organisation has printed, put up, handed out … on a day, as it was entered.

    A correction is a new row that says why and points at the former one; the last counts, with 0 nothing. `item` is
    what it counts as, kept as the rulebook said it then.
    """

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="usages", db_index=False, verbose_name="宣传品")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="使用单位")
    org_path = paths.PathField("使用单位路径", db_index=True)
    use = models.CharField("使用方式", max_length=12)
    item = models.CharField("计数项目", max_length=60)
    n = models.PositiveIntegerField("数量")
    day = models.DateField("使用日期")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    because = models.CharField("更正说明", max_length=200, blank=True, default="")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="所更正的登记"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")

    objects = UsageQuerySet.as_manager()

    class Meta:
        verbose_name = "宣传品使用登记"
        ordering = ("-id",)
        indexes = (models.Index(fields=("piece", "organization", "-id"), name="library_usage_of"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, n__gt=0) | (Q(corrects__isnull=False) & ~Q(because="")),
                name="library_usage_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.piece} {self.use_label}"

    @property
    def known(self) -> PieceUse | None:
        return piece_kinds()[self.piece.kind].uses.get(self.use)

    @property
    def use_label(self) -> str:
        return self.known.label if self.known else self.use

    @property
    def unit(self) -> str:
        return self.known.unit if self.known else ""
