"""The low-energy day (低碳体验日): its checklist, what each organisation did, and what its meter says."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jieneng.apps.participation.models.held import Counting, Held
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.engine.periods import in_beijing
from jieneng.engine.saving import Metered, Saving, saving
from jieneng.rulebook.shortage import Measure, shortage_measures


class ShortageDay(Held):
    """One day with its checklist: codes of rulebook/shortage.yaml. Entries are taken until `closes_at`."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="shortage_day", verbose_name="活动")
    on = models.DateField("体验日")
    says = models.TextField("要求", max_length=3_000)
    measures = models.JSONField("措施", default=list)

    settled = ("on",)

    class Meta:
        verbose_name = "低碳体验日"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="participation_shortage_times"),
        )

    @property
    def has_begun(self) -> bool:
        return self.entries.exists()

    @property
    def checklist(self) -> list[Measure]:
        return [one for code, one in shortage_measures().items() if code in self.measures]


class ShortageEntryQuerySet(models.QuerySet["ShortageEntry"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(in_sight_of(person, "org_path"))


class ShortageEntry(Counting):
    """What one organisation did that day. `saved_kwh` is there only where its meter has something to compare with."""

    shortage = models.ForeignKey(ShortageDay, models.PROTECT, related_name="entries", verbose_name="低碳体验日")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="填报单位")
    org_path = paths.PathField("填报单位路径", db_index=True)
    people = models.PositiveIntegerField("参加人数")
    hours = models.DecimalField("停用时长合计", max_digits=6, decimal_places=1, default=0)
    n_measures = models.PositiveSmallIntegerField("措施项数")
    ratio = models.PositiveIntegerField("倍率", default=1)
    saved_kwh = models.DecimalField("实测节电", max_digits=14, decimal_places=1, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("填报时间")
    edit_no = models.PositiveIntegerField("修改序号", default=0)

    objects = ShortageEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "体验日填报"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("shortage", "organization"), name="participation_shortage_once"),
            models.CheckConstraint(condition=Q(ratio__gt=0, people__gt=0), name="participation_shortage_numbers"),
        )

    def __str__(self) -> str:
        return f"{self.organization}：{self.shortage}"

    @property
    def saving(self) -> Saving | None:
        """By its readings; the same that was counted."""
        return saving(self.day, self.metered)

    @property
    def metered(self) -> dict[date, Metered]:
        return {one.on: one.metered(self.ratio) for one in self.readings.all()}


class MeasureDone(models.Model):
    """One measure that was taken, and for how many hours where that is asked."""

    entry = models.ForeignKey(ShortageEntry, models.CASCADE, related_name="done", verbose_name="体验日填报")
    measure = models.CharField("措施", max_length=20)
    hours = models.DecimalField("停用时长", max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = "落实措施"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("entry", "measure"), name="participation_measure_once"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=24), name="participation_measure_hours"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        known = shortage_measures().get(self.measure)
        return known.label if known else self.measure


class MeterReading(models.Model):
    """Two readings of the meter with their hours: of the day itself, or of the same weekday of a week before."""

    entry = models.ForeignKey(ShortageEntry, models.CASCADE, related_name="readings", verbose_name="体验日填报")
    on = models.DateField("日期")
    starts_at = models.DateTimeField("起始抄表时间")
    ends_at = models.DateTimeField("终止抄表时间")
    start_kwh = models.DecimalField("起始示数", max_digits=14, decimal_places=2)
    end_kwh = models.DecimalField("终止示数", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "抄表记录"
        ordering = ("-on",)
        constraints = (
            models.UniqueConstraint(fields=("entry", "on"), name="participation_reading_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), end_kwh__gte=F("start_kwh"), start_kwh__gte=0),
                name="participation_reading_runs_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry} {self.on}"

    def metered(self, ratio: int) -> Metered:
        hours = in_beijing(self.starts_at), in_beijing(self.ends_at)
        return Metered(*hours, self.start_kwh, self.end_kwh, ratio)

    @property
    def hours(self) -> str:
        """08:00—18:00, or 08:00—次日08:00."""
        starts, ends = in_beijing(self.starts_at), in_beijing(self.ends_at)
        return f"{starts:%H:%M}—{'次日' if ends.date() > starts.date() else ''}{ends:%H:%M}"

    @property
    def kwh(self) -> Decimal:
        return self.metered(self.entry.ratio).kwh
