"""Who watches: one viewer at a screen of their own, minute by minute; a hall in front of one screen; what they ask."""

from typing import Any

from django.conf import settings
from django.db import models

from jieneng.apps.attendance.models.session import Session
from jieneng.core import paths
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of


class Viewer(models.Model):
    """Somebody before the live page. `key` is the account ("p12"), else a random key in a cookie: nothing personal.

    `day` is the day of the first minute watched, on which the viewer counts; null as long as nothing was watched.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="viewers", verbose_name="场次")
    key = models.CharField("观众标识", max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    at = models.DateTimeField("进入时间")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期", null=True, blank=True)

    class Meta:
        verbose_name = "观众"
        constraints = (models.UniqueConstraint(fields=("session", "key"), name="attendance_viewer_once"),)

    def __str__(self) -> str:
        return f"{self.session} {self.pk}"


class Minute(models.Model):
    """A minute during which the page was open and visible. Only added, at most one a minute."""

    viewer = models.ForeignKey(Viewer, models.PROTECT, related_name="minutes", db_index=False, verbose_name="观众")
    at = models.DateTimeField("分钟")
    day = models.DateField("计入日期")

    class Meta:
        verbose_name = "收看分钟"
        constraints = (models.UniqueConstraint(fields=("viewer", "at"), name="attendance_minute_once"),)

    def __str__(self) -> str:
        return f"{self.viewer_id} {self.at:%H:%M}"


class HallQuerySet(models.QuerySet["Hall"]):
    def visible_to(self, person: Any) -> "HallQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "session__org_path"))


class Hall(models.Model):
    """A room in which many watch one screen (集中收看会场); its number of people is entered by whoever runs it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="halls", verbose_name="场次")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="会场单位")
    org_path = paths.PathField("会场单位路径", db_index=True)
    name = models.CharField("会场", max_length=60)

    objects = HallQuerySet.as_manager()

    class Meta:
        verbose_name = "会场"
        constraints = (
            models.UniqueConstraint(fields=("session", "organization", "name"), name="attendance_hall_once"),
        )

    def __str__(self) -> str:
        return f"{self.organization} {self.name}"


class HallCount(models.Model):
    """One version of how many were in a hall; the last one counts, with 0 nobody was."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="counts", db_index=False, verbose_name="会场")
    no = models.PositiveSmallIntegerField("版本")
    n = models.PositiveIntegerField("人数")
    photo = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="现场照片")
    because = models.CharField("说明", max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期")

    class Meta:
        verbose_name = "会场人数"
        ordering = ("-no",)
        constraints = (models.UniqueConstraint(fields=("hall", "no"), name="attendance_hall_version"),)

    def __str__(self) -> str:
        return f"{self.hall} {self.no}"


class Question(models.Model):
    """What a viewer asks. It stands on the page once the organiser has answered it; hidden, only on the desk."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="questions", verbose_name="场次")
    viewer = models.ForeignKey(Viewer, models.PROTECT, related_name="questions", verbose_name="观众")
    form_key = models.CharField("表单键", max_length=64, unique=True)
    text = models.CharField("问题", max_length=300)
    at = models.DateTimeField("提问时间")
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    hidden_at = models.DateTimeField("隐藏时间", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )

    class Meta:
        verbose_name = "提问"
        ordering = ("-id",)
        indexes = (models.Index(fields=("session", "-id"), name="attendance_question_of"),)

    def __str__(self) -> str:
        return str(self.session)
