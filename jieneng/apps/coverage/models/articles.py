"""The register of media coverage (媒体报道): what stood where, on which day, and which activity it tells of."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook.coverage import media_levels

ENTERED, CONFIRMED, RETURNED, WITHDRAWN = "entered", "confirmed", "returned", "withdrawn"
COUNTING = (ENTERED, CONFIRMED)
STATES = {
    ENTERED: ("wait", "待确认"),
    CONFIRMED: ("done", "已确认"),
    RETURNED: ("back", "退回"),
    WITHDRAWN: ("idle", "已撤销"),
}


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "org_path"))

    def within(self, path: str) -> Self:
        return self.filter(paths.within(path, "org_path"))

    def standing(self) -> Self:
        return self.exclude(state=WITHDRAWN)

    def counting(self) -> Self:
        """Those that stand in the figures: what was sent back counts again once it is put right."""
        return self.filter(state__in=COUNTING)


class Article(models.Model):
    """One item of coverage. `activity` is the media activity that counts it, `about` the one that it tells of.

    `source` is what makes it the same item: the digest of its link, or of medium, title and day where there is none.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", verbose_name="活动方案")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="articles", verbose_name="活动")
    about = models.ForeignKey(Activity, models.PROTECT, related_name="+", verbose_name="报道的活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="登记单位")
    org_path = paths.PathField("登记单位路径")
    title = models.CharField("标题", max_length=120)
    medium = models.CharField("媒体名称", max_length=60)
    level = models.CharField("媒体级别", max_length=12)
    link = models.URLField("链接", max_length=300, blank=True, default="")
    source = models.CharField("来源摘要", max_length=64)
    screenshot = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="截图"
    )
    day = models.DateField("刊播日期")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    state = models.CharField("状态", max_length=12, default=ENTERED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人"
    )
    checked_at = models.DateTimeField("核对时间", null=True, blank=True)
    because = models.CharField("退回或者撤销原因", max_length=200, blank=True, default="")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "媒体报道"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("activity", "org_path", "-id"), name="coverage_article_list"),
            models.Index(fields=("activity",), condition=Q(state="entered"), name="coverage_article_waiting"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "organization", "source"),
                condition=~Q(state="withdrawn"),
                name="coverage_article_once",
            ),
            models.CheckConstraint(
                condition=~Q(link="") | Q(screenshot__isnull=False), name="coverage_article_is_proved"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("returned", "withdrawn")) | ~Q(because=""), name="coverage_article_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def level_label(self) -> str:
        return media_levels()[self.level].label

    @property
    def look(self) -> str:
        return STATES[self.state][0]

    @property
    def word(self) -> str:
        return STATES[self.state][1]

    @property
    def is_open(self) -> bool:
        """Whether the unit may still put it right."""
        return self.state in (ENTERED, RETURNED)

    @property
    def is_general(self) -> bool:
        """Whether it tells of the week as a whole."""
        return self.about_id == self.activity_id
