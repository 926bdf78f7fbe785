"""Hazardous waste (有害垃圾): stores, pick-up days, hand-over sheets with two signatures, manifests for the handler."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.models import Attachment
from jieneng.core.ledger.models import Entry
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of

HANDED, RECEIVED, RETURNED = "sheet_handed", "sheet_received", "sheet_returned"
STATES = ((HANDED, "待接收"), (RECEIVED, "已接收"), (RETURNED, "退回核对"))
DRAFT, ISSUED = "manifest_draft", "manifest_issued"


class StoreQuerySet(models.QuerySet["Store"]):
    def visible_to(self, person: Any) -> "StoreQuerySet":
        return self.filter(in_sight_of(person, "org_path"))

    def running(self) -> "StoreQuerySet":
        return self.filter(closed_at__isnull=True)

    def around(self, path: str) -> "StoreQuerySet":
        """Running ones of this node and the levels above it: those to which it may bring."""
        return self.running().filter(org_path__in=list(paths.ancestors(path)))


class Store(models.Model):
    """Where hazardous waste is kept until it is picked up (暂存点). `limit_days` is the organiser's own."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="stores", verbose_name="活动")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="管理单位")
    org_path = paths.PathField("管理单位路径", db_index=True)
    name = models.CharField("暂存点", max_length=60)
    place = models.CharField("地点", max_length=200)
    limit_days = models.PositiveSmallIntegerField("贮存天数上限")
    limit_kg = models.DecimalField("容量", max_digits=8, decimal_places=2, null=True, blank=True)
    made_at = models.DateTimeField("设立时间")
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = StoreQuerySet.as_manager()

    class Meta:
        verbose_name = "有害垃圾暂存点"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("organization", "name"), name="exchange_store_once"),
            models.CheckConstraint(condition=Q(limit_days__gte=1), name="exchange_store_days"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        return f"waste:{self.pk}"


class PickUp(models.Model):
    """A day on which units bring, or are called at (统一收运日)."""

    store = models.ForeignKey(Store, models.PROTECT, related_name="pick_ups", verbose_name="暂存点")
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("收运地点", max_length=200, blank=True, default="")
    capacity = models.PositiveSmallIntegerField("可报名家数")
    dropped_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = "统一收运日"
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="exchange_pickup_ends"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="exchange_pickup_capacity"),
        )

    def __str__(self) -> str:
        return f"{self.store} {self.starts_at:%m-%d}"


class SignUp(models.Model):
    """A unit comes to a pick-up day with about so much. `no` is its place among those there are."""

    pick_up = models.ForeignKey(PickUp, models.PROTECT, related_name="sign_ups", verbose_name="统一收运日")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="报名单位")
    org_path = paths.PathField("报名单位路径", db_index=True)
    no = models.PositiveSmallIntegerField("号数")
    kg = models.DecimalField("预计重量", max_digits=7, decimal_places=2)
    what = models.CharField("主要品种", max_length=100, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("报名时间")

    class Meta:
        verbose_name = "收运报名"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("pick_up", "organization"), name="exchange_signup_once"),
            models.UniqueConstraint(fields=("pick_up", "no"), name="exchange_signup_place"),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.pick_up}"


class ManifestQuerySet(models.QuerySet["Manifest"]):
    def issued(self) -> "ManifestQuerySet":
        return self.filter(state=ISSUED)

    def unanswered(self, removed_before: datetime) -> "ManifestQuerySet":
        """Left before that moment, and nothing is entered of what the handler has accepted."""
        return self.issued().filter(removed_at__lte=removed_before, receipts__isnull=True)


class Manifest(models.Model):
    """The fields of the legal manifest for what leaves the store. `lines` and `values` are as they were then."""

    store = models.ForeignKey(Store, models.PROTECT, related_name="manifests", verbose_name="暂存点")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="移出单位")
    org_path = paths.PathField("移出单位路径", db_index=True)
    state = models.CharField("状态", max_length=16, choices=((DRAFT, "联单草稿"), (ISSUED, "已移出")))
    number = models.CharField("联单编号", max_length=20, blank=True, default="")
    values = models.JSONField("联单内容", default=dict)
    lines = models.JSONField("废物明细", default=list)
    kg = models.DecimalField("移出量", max_digits=9, decimal_places=2)
    made_at = models.DateTimeField("拟写时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    removed_at = models.DateTimeField("移出时间", null=True, blank=True)
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记账凭证"
    )
    edit_no = models.PositiveIntegerField("修改序号", default=0)
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期", null=True, blank=True)

    objects = ManifestQuerySet.as_manager()

    class Meta:
        verbose_name = "转移联单"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("store",), condition=Q(state=DRAFT), name="exchange_manifest_one_draft"),
            models.CheckConstraint(
                condition=Q(state=DRAFT, removed_at__isnull=True) | Q(state=ISSUED, removed_at__isnull=False),
                name="exchange_manifest_removed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.store} {self.pk}"


class Receipt(models.Model):
    """What the handler has accepted of what left (接受情况), as their own paper says it.

    `lines`: of each kind how much was accepted, and why that differs from what was handed over. A correction is a new
    version with its reason; the latest stands.
    """

    manifest = models.ForeignKey(Manifest, models.PROTECT, related_name="receipts", verbose_name="转移联单")
    no = models.PositiveSmallIntegerField("版本")
    number = models.CharField("接受单据编号", max_length=40)
    accepted_on = models.DateField("接受日期")
    lines = models.JSONField("接受明细", default=list)
    kg = models.DecimalField("接受量", max_digits=9, decimal_places=2)
    because = models.CharField("更正原因", max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "联单接受情况"
        ordering = ("-no",)
        constraints = (
            models.UniqueConstraint(fields=("manifest", "no"), name="exchange_receipt_once"),
            models.CheckConstraint(condition=Q(no=1) | Q(no__gt=1) & ~Q(because=""), name="exchange_receipt_corrects"),
            models.CheckConstraint(condition=Q(kg__gte=0), name="exchange_receipt_some"),
        )

    def __str__(self) -> str:
        return f"{self.manifest} {self.no}"


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, person: Any) -> "SheetQuerySet":
        return self.filter(in_sight_of(person, "org_path") | in_sight_of(person, "store__org_path"))

    def in_store(self) -> "SheetQuerySet":
        """Received, and not removed yet."""
        return self.filter(state=RECEIVED).exclude(manifest__state=ISSUED)


class Sheet(models.Model):
    """A unit hands one kind of waste over to the store (交接单): signed by who gives and, by another, who takes."""

    store = models.ForeignKey(Store, models.PROTECT, related_name="sheets", verbose_name="暂存点")
    pick_up = models.ForeignKey(
        PickUp, models.PROTECT, null=True, blank=True, related_name="sheets", verbose_name="统一收运日"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="移交单位")
    org_path = paths.PathField("移交单位路径", db_index=True)
    kind = models.CharField("种类", max_length=30)
    n = models.PositiveIntegerField("件数", null=True, blank=True)
    kg = models.DecimalField("重量", max_digits=7, decimal_places=2)
    packing = models.CharField("包装情况", max_length=60, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    photo = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    state = models.CharField("状态", max_length=16, choices=STATES)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="移交人")
    handed_at = models.DateTimeField("移交时间")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="接收人"
    )
    received_at = models.DateTimeField("接收时间", null=True, blank=True)
    because = models.CharField("退回原因", max_length=200, blank=True, default="")
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记账凭证"
    )
    manifest = models.ForeignKey(
        Manifest, models.PROTECT, null=True, blank=True, related_name="sheets", verbose_name="转移联单"
    )
    route = paths.PathField("计入节点")
    category = models.CharField("类别", max_length=24)
    day = models.DateField("计入日期", null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "有害垃圾交接单"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("store", "state", "received_at"), name="exchange_sheet_store"),
            models.Index(fields=("organization", "-id"), name="exchange_sheet_of"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kg__gt=0), name="exchange_sheet_some"),
            models.CheckConstraint(
                condition=Q(state=RECEIVED, received_by__isnull=False, entry__isnull=False, day__isnull=False)
                | Q(state__in=(HANDED, RETURNED), entry__isnull=True),
                name="exchange_sheet_received",
            ),
            models.CheckConstraint(
                condition=Q(received_by__isnull=True) | ~Q(received_by=F("handed_by")), name="exchange_sheet_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"{self.store} {self.pk}"
