"""Calls for works (征集): terms, works in versions, recommendations, judges and marks, votes, choice, objections."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.participation.models.held import Counting, Held
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.rulebook.works import work_kinds, work_rungs


class Call(Held):
    """A call for works. They are handed in until `closes_at`, recommended upward until `recommends_by`.

    `judging_at`: since then the works that stand with the holder are marked, and none is added. `judged_at`: marks are
    closed. `chosen_at` .. `notice_until`: public notice. `confirmed_at`: the choice stands.
    """

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="call", verbose_name="活动")
    requirements = models.TextField("征集要求", max_length=3_000)
    recommends_by = models.DateTimeField("推荐截止")
    n_chosen = models.PositiveSmallIntegerField("入选件数")
    scores_needed = models.PositiveSmallIntegerField("每件评审人数")
    votes_from = models.DateTimeField("投票开始", null=True, blank=True)
    votes_until = models.DateTimeField("投票截止", null=True, blank=True)
    accounts_only = models.BooleanField("只限账号投票", default=True)
    notice_days = models.PositiveSmallIntegerField("公示天数")
    judging_at = models.DateTimeField("评审开始时间", null=True, blank=True)
    judged_at = models.DateTimeField("评审结束时间", null=True, blank=True)
    chosen_at = models.DateTimeField("公示开始时间", null=True, blank=True)
    notice_until = models.DateTimeField("公示截止", null=True, blank=True)
    confirmed_at = models.DateTimeField("入选确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "作品征集"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at"), recommends_by__gte=F("closes_at")),
                name="participation_call_days",
            ),
            models.CheckConstraint(
                condition=Q(votes_from__isnull=True, votes_until__isnull=True) | Q(votes_until__gt=F("votes_from")),
                name="participation_call_votes",
            ),
            models.CheckConstraint(
                condition=Q(n_chosen__gt=0, scores_needed__gt=0, notice_days__gt=0), name="participation_call_numbers"
            ),
        )

    @property
    def has_vote(self) -> bool:
        return self.votes_from is not None

    @property
    def notice_last(self) -> datetime | None:
        """A moment of the last day of the public notice, which ends at midnight."""
        return self.notice_until - timedelta(seconds=1) if self.notice_until else None

    def is_voting(self, now: Any) -> bool:
        """Whether votes are taken: among the works that are judged, in the time that was said."""
        if not (self.votes_from and self.votes_until and self.judging_at) or self.chosen_at:
            return False
        return bool(self.votes_from <= now < self.votes_until)


class CallKind(models.Model):
    """A kind of work that is called for, and how large its file may be."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="kinds", verbose_name="作品征集")
    kind = models.CharField("种类", max_length=12)
    most_mb = models.PositiveSmallIntegerField("文件上限（MB）")

    class Meta:
        verbose_name = "征集种类"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("call", "kind"), name="participation_kind_once"),)

    def __str__(self) -> str:
        return work_kinds()[self.kind].label


class CallQuota(models.Model):
    """How many works each organisation of a step may recommend; a step that is not named has no limit."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="quotas", verbose_name="作品征集")
    rung = models.CharField("级次", max_length=12)
    n = models.PositiveSmallIntegerField("件数")

    class Meta:
        verbose_name = "推荐名额"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("call", "rung"), name="participation_quota_once"),
            models.CheckConstraint(condition=Q(n__gt=0), name="participation_quota_some"),
        )

    def __str__(self) -> str:
        return f"{work_rungs()[self.rung].label} {self.n}"


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "org_path"))

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def finalists(self) -> Self:
        """Those that have come up to the holder of the call."""
        return self.standing().filter(stands_at=F("call__organization"))


class Work(Counting):
    """A work as it was handed in by an organisation; it stands where it has been recommended to."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="works", verbose_name="作品征集")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="报送单位")
    org_path = paths.PathField("报送单位路径", db_index=True)
    kind = models.CharField("种类", max_length=12)
    latest = models.OneToOneField("WorkVersion", models.PROTECT, null=True, related_name="+", verbose_name="最新版本")
    stands_at = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在级次")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("报送时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤回原因", max_length=200, blank=True, default="")

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "征集作品"
        ordering = ("id",)
        indexes = (
            models.Index(fields=("call", "stands_at", "id"), name="participation_work_stands"),
            models.Index(fields=("call", "org_path"), name="participation_work_call"),
        )

    def __str__(self) -> str:
        return self.latest.title if self.latest else ""

    @property
    def number(self) -> str:
        """By which judges and voters know it."""
        return f"{self.pk:05d}"

    @property
    def kind_label(self) -> str:
        return work_kinds()[self.kind].label


class WorkVersion(models.Model):
    """What was handed in: file or link, or both, and the statement of rights that was confirmed with it."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="versions", verbose_name="征集作品")
    no = models.PositiveSmallIntegerField("版本")
    title = models.CharField("作品名称", max_length=100)
    authors = models.CharField("作者", max_length=100)
    shows_authors = models.BooleanField("同意公布作者", default=False)
    abstract = models.TextField("作品简介", max_length=1_000, blank=True, default="")
    link = models.URLField("视频链接", max_length=300, blank=True, default="")
    file = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作品文件"
    )
    rights_version = models.CharField("权利声明版本", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "作品版本"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("work", "no"), name="participation_version_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(link=""), name="participation_version_something"
            ),
            models.CheckConstraint(condition=~Q(rights_version=""), name="participation_version_rights"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.no}"


class Recommendation(Counting):
    """An organisation sends a work one level up. `quota_no` counts its places, unique while it holds them."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="recommendations", verbose_name="征集作品")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name="作品征集")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="推荐单位")
    org_path = paths.PathField("推荐单位路径", db_index=True)
    rung = models.CharField("级次", max_length=12)
    quota_no = models.PositiveIntegerField("第几件", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("推荐时间")
    taken_back_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "逐级推荐"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("work", "organization"), condition=Q(taken_back_at__isnull=True), name="participation_rec_once"
            ),
            models.UniqueConstraint(fields=("call", "organization", "quota_no"), name="participation_rec_quota"),
            models.CheckConstraint(
                condition=Q(quota_no__isnull=False, taken_back_at__isnull=True)
                | Q(quota_no__isnull=True, taken_back_at__isnull=False),
                name="participation_rec_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.work}"


class Judge(models.Model):
    """An expert who marks the works of a call, without seeing from whom they are."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="judges", verbose_name="作品征集")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="专家")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("聘请时间")
    dropped_at = models.DateTimeField("退出时间", null=True, blank=True)

    class Meta:
        verbose_name = "评审专家"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("call", "person"), name="participation_judge_once"),)

    def __str__(self) -> str:
        return str(self.person)

    @property
    def org_path(self) -> str:
        return str(self.call.org_path)


class Recusal(models.Model):
    """A judge does not mark a work (回避), by their own word or because it is of their organisation."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="recusals", verbose_name="评审专家")
    work = models.ForeignKey(Work, models.PROTECT, related_name="recusals", verbose_name="征集作品")
    because = models.CharField("回避原因", max_length=200)
    at = models.DateTimeField("回避时间")

    class Meta:
        verbose_name = "评审回避"
        constraints = (models.UniqueConstraint(fields=("judge", "work"), name="participation_recusal_once"),)

    def __str__(self) -> str:
        return f"{self.judge} {self.work}"


class Mark(models.Model):
    """What a judge gives a work: points by criterion, and their sum."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="marks", verbose_name="评审专家")
    work = models.ForeignKey(Work, models.PROTECT, related_name="marks", verbose_name="征集作品")
    points = models.JSONField("各项得分", default=dict)
    total = models.DecimalField("总分", max_digits=4, decimal_places=1)
    remark = models.CharField("评语", max_length=300, blank=True, default="")
    at = models.DateTimeField("评分时间")

    class Meta:
        verbose_name = "专家评分"
        constraints = (
            models.UniqueConstraint(fields=("judge", "work"), name="participation_mark_once"),
            models.CheckConstraint(condition=Q(total__gte=0, total__lte=100), name="participation_mark_range"),
        )

    def __str__(self) -> str:
        return f"{self.judge} {self.work}"


class Vote(Counting):
    """One vote in a call, by one account or one browser: `voter` says no more of them. Counts where the work does."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="votes", verbose_name="作品征集")
    work = models.ForeignKey(Work, models.PROTECT, related_name="votes", verbose_name="征集作品")
    voter = models.CharField("投票人代号", max_length=40)
    at = models.DateTimeField("投票时间")

    class Meta:
        verbose_name = "公众投票"
        constraints = (models.UniqueConstraint(fields=("call", "voter"), name="participation_vote_once"),)
        indexes = (models.Index(fields=("call", "work"), name="participation_vote_work"),)

    def __str__(self) -> str:
        return f"{self.call} {self.work_id}"


class Choice(Counting):
    """A work that is chosen (入选): its place and mark as they were. `struck_at`: an objection was upheld."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="choices", verbose_name="作品征集")
    work = models.OneToOneField(Work, models.PROTECT, related_name="choice", verbose_name="征集作品")
    rank = models.PositiveIntegerField("名次")
    mark = models.DecimalField("得分", max_digits=5, decimal_places=2)
    is_filled_up = models.BooleanField("递补", default=False)
    at = models.DateTimeField("选定时间")
    struck_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = "入选作品"
        ordering = ("rank", "work_id")

    def __str__(self) -> str:
        return str(self.work)


class Objection(models.Model):
    """What somebody says against a choice, without a name; whoever has the code reads the answer."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="objections", verbose_name="作品征集")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="受理单位")
    org_path = paths.PathField("受理单位路径", db_index=True)
    work = models.ForeignKey(Work, models.PROTECT, related_name="objections", verbose_name="征集作品")
    code = models.CharField("查询编号", max_length=16, unique=True)
    form_key = models.CharField("表单编号", max_length=64, unique=True)
    text = models.TextField("异议内容", max_length=2_000)
    at = models.DateTimeField("提交时间")
    is_upheld = models.BooleanField("成立", null=True, blank=True)
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    answered_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta:
        verbose_name = "公示异议"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_upheld__isnull=True, answered_at__isnull=True)
                | Q(is_upheld__isnull=False, answered_at__isnull=False),
                name="participation_objection_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.call} {self.code}"
