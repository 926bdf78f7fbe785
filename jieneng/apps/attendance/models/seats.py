"""Seats of a session (席位), who is registered for them, who does not come, who signed in, who was reminded."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.apps.attendance.models.session import Session
from jieneng.core import paths, scans
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

SEATED, WAITING, WITHDRAWN, REPLACED = "seated", "waiting", "withdrawn", "replaced"
STATES = ((SEATED, "已报名"), (WAITING, "候补中"), (WITHDRAWN, "已退出"), (REPLACED, "已换人"))
COMING = (SEATED, WAITING)
SCANNED, AT_HALL, BY_NAME = "scan", "hall", "name"
HOWS = ((SCANNED, "扫个人码"), (AT_HALL, "扫会场码"), (BY_NAME, "查名登记"))


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, person: Any) -> "RegistrationQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "session__org_path"))

    def coming(self) -> "RegistrationQuerySet":
        return self.filter(state__in=COMING)

    def seated(self) -> "RegistrationQuerySet":
        return self.filter(state=SEATED)

    def waiting(self) -> "RegistrationQuerySet":
        """Who waits for a seat, the first first."""
        return self.filter(state=WAITING).order_by("at", "id")


class Registration(models.Model):
    """One name for one seat, by the organisation that sends it. A replaced or withdrawn one stays as it was.

    `own_no` counts the places that an organisation holds of its quota, unique while it holds it: two clerks who take
    the last one at the same moment cannot both have it. `phone` is enciphered and asked for only where it is needed.
    `at` is the place in the queue: whoever comes instead of another keeps it.
    `route`, `category` and `day` say where and when the seat counts.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="registrations", verbose_name="场次")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="报名单位")
    org_path = paths.PathField("报名单位路径")
    own_no = models.PositiveSmallIntegerField("本单位第几席", null=True, blank=True)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True, default="")
    phone = models.CharField("手机号", max_length=400, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=STATES)
    at = models.DateTimeField("报名时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="替换"
    )
    left_at = models.DateTimeField("退出时间", null=True, blank=True)
    because = models.CharField("退出原因", max_length=200, blank=True, default="")
    moved_up_at = models.DateTimeField("递补时间", null=True, blank=True)
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "报名"
        indexes = (
            models.Index(fields=("session", "org_path"), name="attendance_reg_session"),
            models.Index(fields=("session", "at", "id"), condition=Q(state=WAITING), name="attendance_reg_waiting"),
            models.Index(fields=("org_path",), name="attendance_reg_path"),
        )
        constraints = (
            models.UniqueConstraint(fields=("session", "organization", "own_no"), name="attendance_reg_quota"),
            models.CheckConstraint(
                condition=Q(own_no__isnull=False, state__in=COMING) | Q(own_no__isnull=True, left_at__isnull=False),
                name="attendance_reg_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.session}"


class Seat(models.Model):
    """One place in the room, made with the session. It is taken by naming the registration: never by two."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="seats", verbose_name="场次")
    no = models.PositiveIntegerField("席号")
    registration = models.OneToOneField(
        Registration, models.PROTECT, null=True, blank=True, related_name="seat", verbose_name="报名"
    )

    class Meta:
        verbose_name = "席位"
        constraints = (models.UniqueConstraint(fields=("session", "no"), name="attendance_seat_once"),)
        indexes = (
            models.Index(fields=("session", "no"), condition=Q(registration__isnull=True), name="attendance_seat_free"),
        )

    def __str__(self) -> str:
        return f"{self.session} {self.no}"


class Decline(models.Model):
    """An organisation says that nobody comes (不参加); void as long as somebody of it is registered."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="declines", verbose_name="场次")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="单位")
    org_path = paths.PathField("单位路径", db_index=True)
    because = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("回执时间")

    class Meta:
        verbose_name = "不参加回执"
        constraints = (models.UniqueConstraint(fields=("session", "organization"), name="attendance_decline_once"),)

    def __str__(self) -> str:
        return f"{self.organization}：{self.session}"


class ReplyReminder(models.Model):
    """One reminder to everybody who has not replied, stored once; it shows in their agenda."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="reminders", verbose_name="场次")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="催办单位")
    org_path = paths.PathField("催办单位路径", db_index=True)
    text = models.CharField("内容", max_length=500, blank=True, default="")
    n_missing = models.IntegerField("催办家数")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("催办时间")

    class Meta:
        verbose_name = "催办回执"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.session} {self.at:%m-%d %H:%M}"


class SignIn(models.Model):
    """Someone who was registered has come; once, however often they are scanned."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="sign_in", verbose_name="报名")
    session = models.ForeignKey(Session, models.PROTECT, related_name="sign_ins", verbose_name="场次")
    how = models.CharField("方式", max_length=8, choices=HOWS)
    at = models.DateTimeField("签到时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    class Meta:
        verbose_name = "签到"
        indexes = (models.Index(fields=("session", "-id"), name="attendance_in_latest"),)

    def __str__(self) -> str:
        return str(self.registration)


class Scan(scans.Scan):
    """What a phone has scanned at the door of a session."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="scans", verbose_name="场次")
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报名"
    )

    class Meta:
        verbose_name = "扫码"
        constraints = (models.UniqueConstraint(fields=("session", "nonce"), name="attendance_scan_once"),)

    def __str__(self) -> str:
        return f"{self.session} {self.nonce}"


class Certificate(models.Model):
    """A certificate of attendance (参加证明). `face` is what is printed on it, as it was then."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="certificate", verbose_name="报名")
    session = models.ForeignKey(Session, models.PROTECT, related_name="certificates", verbose_name="场次")
    code = models.CharField("核验码", max_length=16, unique=True)
    face = models.JSONField("证明内容", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("发放时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revoked_because = models.CharField("撤销原因", max_length=200, blank=True, default="")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销人"
    )
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    class Meta:
        verbose_name = "参加证明"

    def __str__(self) -> str:
        return str(self.registration)
