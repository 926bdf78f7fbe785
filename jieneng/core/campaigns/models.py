"""A campaign of one year: its themes, its dated periods, its activities. Notices, reports and publicity hang on it."""

from typing import Any

from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.collections.models import Collection
from jieneng.core.facts.models import Series
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook import kinds

SCOPES = (("week", "宣传周"), ("low_carbon_day", "全国低碳日"), ("month", "宣传月"), ("other", "其他"))
MODES = (("online", "线上"), ("offline", "线下"), ("hybrid", "线上线下结合"))


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, person: Any) -> "CampaignQuerySet":
        """One's own and those of the levels below; what comes from above is seen through its notice."""
        return self.filter(in_sight_of(person, "org_path"))

    def reaching(self, path: str) -> "CampaignQuerySet":
        """Published campaigns of this node and of the levels above it."""
        return self.filter(org_path__in=list(paths.ancestors(path)), is_published=True)


class Campaign(models.Model):
    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaigns", verbose_name="组织单位")
    org_path = paths.PathField("组织单位路径", db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="local", verbose_name="上级活动"
    )
    upper_title = models.CharField("上级通知", max_length=200, blank=True, default="")
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name="填报任务"
    )
    public_code = models.CharField("公开页代码", max_length=16, unique=True)
    is_published = models.BooleanField("已发布", default=False)
    made_at = models.DateTimeField("建立时间")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "活动"
        ordering = ("-year", "-id")
        constraints = (models.UniqueConstraint(fields=("parent", "organization"), name="campaigns_local_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> "Period | None":
        """The week itself (or the month, where there is no week)."""
        return self.periods.filter(scope__in=("week", "month")).order_by("ord").first()

    @property
    def is_asked(self) -> bool:
        """Whether its activities stand in a form that was asked: from then on they do not change.

        A local campaign shares the collection of the one above it, whose form holds that one's activities only.
        """
        return self.collection is not None and self.collection.org_path == self.org_path


class Theme(models.Model):
    """A slogan and what it is the slogan of; several stand side by side, each with its own name."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="themes")
    ord = models.PositiveSmallIntegerField("序")
    scope = models.CharField("范围", max_length=20, choices=SCOPES)
    name = models.CharField("名称", max_length=60)
    slogan = models.CharField("主题", max_length=120)

    class Meta:
        verbose_name = "主题"
        ordering = ("ord",)

    def __str__(self) -> str:
        return f"{self.name}：{self.slogan}"


class Period(models.Model):
    """A dated part of the campaign: the week, the low-carbon day, a month. None is derived from another."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="periods")
    ord = models.PositiveSmallIntegerField("序")
    scope = models.CharField("范围", max_length=20, choices=SCOPES)
    name = models.CharField("名称", max_length=60)
    start = models.DateField("起")
    end = models.DateField("止")

    class Meta:
        verbose_name = "时间"
        ordering = ("ord",)
        constraints = (models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="campaigns_period_days"),)

    def __str__(self) -> str:
        return f"{self.name} {self.start} {self.end}"


class Activity(models.Model):
    """One activity of a campaign. Its kind says which figures are asked for (rulebook/activities.yaml)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="activities")
    ord = models.PositiveSmallIntegerField("序")
    kind = models.CharField("种类", max_length=30)
    title = models.CharField("名称", max_length=120)
    start_date = models.DateField("开始日期", null=True, blank=True)
    end_date = models.DateField("结束日期", null=True, blank=True)
    start_time = models.TimeField("开始时间", null=True, blank=True)
    end_time = models.TimeField("结束时间", null=True, blank=True)
    place = models.CharField("地点", max_length=200, blank=True, default="")
    participants = models.CharField("参加人员", max_length=300, blank=True, default="")
    mode = models.CharField("方式", max_length=10, choices=MODES, blank=True, default="")
    method = models.CharField("做法", max_length=300, blank=True, default="")
    link = models.URLField("链接", blank=True, default="")
    passed_on = models.BooleanField("下级参加", default=True)

    class Meta:
        verbose_name = "活动项目"
        ordering = ("ord",)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "ord"), name="campaigns_activity_ord"),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=models.F("start_date")),
                name="campaigns_activity_days",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Its name in the report form, stable while activities are added."""
        return f"a{self.ord}"

    @property
    def kind_label(self) -> str:
        return kinds()[self.kind].label


class ActivityDay(models.Model):
    """A day of an activity on which the platform has counted something; its series keeps what."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="days")
    day = models.DateField("日期")
    series = models.OneToOneField(Series, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "平台计数"
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=("activity", "day"), name="campaigns_day_once"),)

    def __str__(self) -> str:
        return f"{self.activity} {self.day}"
