"""Volunteers (志愿服务): posts with places, who signs up, when they came and left, the five ones, certificates."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.participation.models.held import Counting, Held
from jieneng.core import paths, scans
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.hours import as_hours
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.volunteers import five_ones

MOST_PLACES = 5_000
COME, LEAVE = "come", "leave"
WAYS = ((COME, "签到"), (LEAVE, "签退"))


class Drive(Held):
    """The volunteers' service of an activity: its posts are laid out by the holder, its volunteers come from below."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="drive", verbose_name="活动")
    says = models.TextField("说明", max_length=3_000)

    class Meta:
        verbose_name = "志愿服务项目"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="participation_drive_days"),
        )


class Post(models.Model):
    """A post with places, for some hours. `one`: which of the five ones who serves here has done.

    `route` and `category` say where it counts as an event, `held_on` since when: the day on which the first came.
    """

    drive = models.ForeignKey(Drive, models.PROTECT, related_name="posts", verbose_name="志愿服务项目")
    title = models.CharField("岗位名称", max_length=60)
    place = models.CharField("地点", max_length=100)
    says = models.CharField("岗位要求", max_length=300, blank=True, default="")
    one = models.CharField("计入五个一", max_length=12, blank=True, default="")
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    n_places = models.PositiveIntegerField("名额")
    closed_at = models.DateTimeField("停止报名时间", null=True, blank=True)
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    held_on = models.DateField("开展日期", null=True, blank=True)

    class Meta:
        verbose_name = "志愿岗位"
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="participation_post_hours"),
            models.CheckConstraint(
                condition=Q(n_places__gt=0, n_places__lte=MOST_PLACES), name="participation_post_some"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def org_path(self) -> str:
        return str(self.drive.org_path)

    @property
    def day(self) -> date:
        return in_beijing(self.starts_at).date()

    @property
    def one_label(self) -> str:
        return five_ones()[self.one].label if self.one else ""


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "org_path"))


class Volunteer(models.Model):
    """Somebody of an organisation, by name and nothing else.

    `served_on`: the first day they came; `five_on`: the day on which they had done all five ones.
    """

    drive = models.ForeignKey(Drive, models.PROTECT, related_name="volunteers", verbose_name="志愿服务项目")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    name = models.CharField("姓名", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    served_on = models.DateField("首次服务日期", null=True, blank=True)
    five_on = models.DateField("完成五个一日期", null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿者"
        ordering = ("id",)
        indexes = (models.Index(fields=("drive", "organization", "id"), name="participation_volunteer_of"),)

    def __str__(self) -> str:
        return str(self.drive)


class SignUp(Counting):
    """A volunteer takes a place of a post. `place_no` counts the places, unique while it is held: never oversold."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="sign_ups", verbose_name="志愿岗位")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="sign_ups", verbose_name="志愿者")
    place_no = models.PositiveIntegerField("第几名", null=True, blank=True)
    at = models.DateTimeField("报名时间")
    withdrawn_at = models.DateTimeField("退出时间", null=True, blank=True)
    came_at = models.DateTimeField("签到时间", null=True, blank=True)
    left_at = models.DateTimeField("签退时间", null=True, blank=True)
    tenths = models.PositiveIntegerField("服务时长（0.1小时）", null=True, blank=True)

    class Meta:
        verbose_name = "志愿报名"
        ordering = ("place_no", "id")
        constraints = (
            models.UniqueConstraint(fields=("post", "place_no"), name="participation_sign_up_place"),
            models.UniqueConstraint(
                fields=("post", "volunteer"), condition=Q(withdrawn_at__isnull=True), name="participation_sign_up_once"
            ),
            models.CheckConstraint(
                condition=Q(place_no__isnull=False, withdrawn_at__isnull=True)
                | Q(place_no__isnull=True, withdrawn_at__isnull=False, came_at__isnull=True),
                name="participation_sign_up_holds",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, tenths__isnull=True)
                | Q(left_at__gte=F("came_at"), tenths__isnull=False),
                name="participation_sign_up_left",
            ),
        )

    def __str__(self) -> str:
        return str(self.post)

    @property
    def hours(self) -> Decimal:
        return as_hours(self.tenths or 0)

    @property
    def org_path(self) -> str:
        return str(self.volunteer.org_path)


class Stamp(scans.Scan):
    """A volunteer's link that a phone has scanned at a post; `sign_up` is empty where it opened nothing there."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="stamps", verbose_name="志愿岗位")
    sign_up = models.ForeignKey(
        SignUp, models.PROTECT, null=True, blank=True, related_name="stamps", verbose_name="志愿报名"
    )
    way = models.CharField("办理", max_length=10, choices=WAYS)

    class Meta:
        verbose_name = "志愿服务扫码"
        constraints = (models.UniqueConstraint(fields=("post", "nonce"), name="participation_stamp_once"),)

    def __str__(self) -> str:
        return f"{self.post} {self.nonce}"


class OneDone(Counting):
    """One of the five ones, done by a volunteer: at a post, or as their organisation has entered it."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="ones", verbose_name="志愿者")
    one = models.CharField("事项", max_length=12)
    note = models.CharField("说明", max_length=100)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "五个一事项"
        constraints = (models.UniqueConstraint(fields=("volunteer", "one"), name="participation_one_once"),)

    def __str__(self) -> str:
        return five_ones()[self.one].label

    @property
    def label(self) -> str:
        return five_ones()[self.one].label


class ServiceProof(Counting):
    """A certificate of service (志愿服务证明). `face` is what is printed on it, as it was then."""

    volunteer = models.OneToOneField(Volunteer, models.PROTECT, related_name="proof", verbose_name="志愿者")
    drive = models.ForeignKey(Drive, models.PROTECT, related_name="proofs", verbose_name="志愿服务项目")
    code = models.CharField("核验码", max_length=16, unique=True)
    face = models.JSONField("证明内容", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("发放时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revoked_because = models.CharField("撤销原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "志愿服务证明"
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.volunteer)

    @property
    def org_path(self) -> str:
        return str(self.volunteer.org_path)
