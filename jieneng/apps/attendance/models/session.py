"""A session of an activity (场次): when it is held, what it offers, and what is laid out for those who come."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Audience, Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.periods import in_beijing

ONE, NUMBER, OPEN = "one", "number", "open"
RULES = ((ONE, "每家 1 席"), (NUMBER, "每家限若干席"), (OPEN, "不限家数席数，先报先得"))
MOST_SEATS = 5_000


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Any) -> "SessionQuerySet":
        """One's own and those of the levels below; what one is invited to is asked for by address."""
        return self.filter(in_sight_of(person, "org_path"))

    def opened(self) -> "SessionQuerySet":
        return self.filter(opened_at__isnull=False)

    def inviting(self, path: str) -> "SessionQuerySet":
        """Opened sessions of this node and the levels above it; whether they invite it, the audience says."""
        return self.opened().filter(org_path__in=list(paths.ancestors(path)))


class Session(models.Model):
    """One for an activity, held by the organisation whose campaign it is. `code` opens its public pages.

    `each` is how many seats one organisation may take (0: as many as there are). `hours` stands on certificates.
    """

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="session", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织单位")
    org_path = paths.PathField("组织单位路径")
    code = models.CharField("公开页代码", max_length=16, unique=True)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=200, blank=True, default="")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", verbose_name="参加范围")
    has_live = models.BooleanField("直播页", default=False)
    stream = models.URLField("直播地址", max_length=500, blank=True, default="")
    has_questions = models.BooleanField("观众提问", default=False)
    counts_halls = models.BooleanField("登记集中收看", default=False)
    n_seats = models.PositiveIntegerField("席位总数", default=0)
    rule = models.CharField("席位分配", max_length=8, choices=RULES, default=ONE)
    each = models.PositiveSmallIntegerField("每家席位", default=1)
    has_waiting_list = models.BooleanField("可以候补", default=True)
    needs_phone = models.BooleanField("需要手机号", default=False)
    replies_by = models.DateTimeField("回执截止", null=True, blank=True)
    gives_certificates = models.BooleanField("发放参加证明", default=False)
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, null=True, blank=True)
    made_at = models.DateTimeField("建立时间")
    opened_at = models.DateTimeField("发布时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束办理时间", null=True, blank=True)
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "场次"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("org_path", "-starts_at"), name="attendance_session_path"),
            models.Index(fields=("organization", "-id"), name="attendance_session_of"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="attendance_session_ends"),
            models.CheckConstraint(condition=Q(n_seats__lte=MOST_SEATS), name="attendance_session_most"),
            models.CheckConstraint(
                condition=Q(n_seats=0) | Q(replies_by__isnull=False), name="attendance_session_replies"
            ),
        )

    def __str__(self) -> str:
        return self.activity.title

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def has_seats(self) -> bool:
        return self.n_seats > 0

    @property
    def day(self) -> date:
        """The day on which it is held, for seats and certificates: the first of several."""
        return in_beijing(self.starts_at).date()

    @property
    def last_day(self) -> date:
        return in_beijing(self.ends_at).date()

    def is_on(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


class Material(models.Model):
    """A file laid out on the live page for everybody."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="materials", verbose_name="场次")
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")
    title = models.CharField("名称", max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("上传时间")
    dropped_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = "资料"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title
