"""One's own notice: a document, to whom it goes, and what it asks; passed on, it stands in a cascade under its root."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from jieneng.apps.notices.models.upper import UpperNotice
from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import LocalTerms
from jieneng.core.documents.models import Document
from jieneng.core.facts.models import Series
from jieneng.core.orgs.models import Audience, Membership, Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook import local_forms

NOBODY, ADDRESSED, ALL_BELOW = "nobody", "addressed", "all"
ASKS = (
    (NOBODY, "不要求填报"),
    (ADDRESSED, "收到通知的单位填报"),
    (ALL_BELOW, "所辖全部单位填报（下级转发后一并填报）"),
)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, person: Any) -> "NoticeQuerySet":
        """One's own and what the levels below have published; what one gets is asked for by address."""
        at = Membership.objects.current().filter(person=person).values("organization_id")
        published = Q(published_at__isnull=False)
        return self.filter(in_sight_of(person, "org_path")).filter(published | Q(organization__in=at))

    def published(self) -> "NoticeQuerySet":
        return self.filter(published_at__isnull=False)

    def standing(self) -> "NoticeQuerySet":
        """Published, and not withdrawn since."""
        return self.published().filter(withdrawn_at__isnull=True)

    def reaching(self, path: str) -> "NoticeQuerySet":
        """Published notices whose range takes in this node from above; whether they address it, the audience says."""
        return self.published().filter(org_path__in=list(paths.ancestors(path))[:-1])


class Notice(models.Model):
    """`root` is the first notice of the cascade (itself, for the first); its series counts the receipts of all.

    `due_at` is by when the level below replies. A notice of an organisation stands once in a cascade.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="notices", verbose_name="发文单位")
    org_path = paths.PathField("发文单位路径")
    document = models.OneToOneField(Document, models.PROTECT, related_name="notice", verbose_name="公文")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="notices", verbose_name="活动")
    upper = models.ForeignKey(
        UpperNotice, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="来文"
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="passed_on", verbose_name="转发自"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="cascade", verbose_name="首发通知"
    )
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="notice", verbose_name="发送范围")
    number_code = models.CharField("机关代字", max_length=20, blank=True, default="")
    wanted_number = models.CharField("指定文号", max_length=60, blank=True, default="")
    asks = models.CharField("填报要求", max_length=10, choices=ASKS, default=NOBODY)
    asks_self = models.BooleanField("本级也填报", default=True)
    due_at = models.DateTimeField("下级截止时间", null=True, blank=True)
    reviews = models.BooleanField("本级复核", default=False)
    groups = models.JSONField("填报对象", default=list, blank=True)  # of a draft; sent, they stand in the collection
    remark = models.CharField("本级要求", max_length=500, blank=True, default="")
    extra_form = models.CharField("本级补充项", max_length=60, blank=True, default="")  # code of a local form
    local_terms = models.OneToOneField(
        LocalTerms, models.PROTECT, null=True, blank=True, related_name="notice", verbose_name="本级期限"
    )
    series = models.OneToOneField(
        Series, models.PROTECT, null=True, blank=True, related_name="notice", verbose_name="签收统计"
    )
    public_code = models.CharField("公开页代码", max_length=16, unique=True)
    made_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("印发时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤回原因", max_length=200, blank=True, default="")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("org_path", "-published_at"), name="notices_notice_path"),
            models.Index(fields=("org_path", "-id"), name="notices_notice_drafts"),
        )
        constraints = (
            models.UniqueConstraint(fields=("root", "organization"), name="notices_once_in_cascade"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(root=F("id")) | Q(series__isnull=False),
                name="notices_published_is_counted",
            ),
        )

    def __str__(self) -> str:
        return self.document.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def extra_title(self) -> str:
        """What the report asks in addition, by its name; "" for nothing."""
        return local_forms().get(self.extra_form, "")

    @property
    def asks_for_report(self) -> bool:
        """Whether it is this notice, and none above it, by which the campaign's report was asked for."""
        return not self.is_passed_on and self.asks != NOBODY

    @property
    def is_passed_on(self) -> bool:
        """Whether it passes on a notice from above, and adopts what that one asks."""
        return self.based_on_id is not None
