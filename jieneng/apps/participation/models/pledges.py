"""Pledges (承诺): a wording, and signatures by account or by browser, of which nothing is kept but the organisation."""

from django.db import models
from django.db.models import F, Q

from jieneng.apps.participation.models.held import CountedHeld, Counting
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization

MOST_POINTS = 12


class Pledge(CountedHeld):
    """A wording to sign. `points`: one commitment a line, of which whoever signs takes one to stand on the wall.

    To open it is to issue one appeal (发出倡议); what people have signed is never worded anew.
    """

    counts_as = "pledge.appeals"
    settled = ("wording", "points")
    settled_code = "pledge-signed"

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="pledge", verbose_name="活动")
    wording = models.TextField("倡议书", max_length=5_000)
    points = models.TextField("承诺事项", max_length=600)

    class Meta:
        verbose_name = "倡议承诺"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="participation_pledge_days"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, day__isnull=True) | Q(opened_at__isnull=False, day__isnull=False),
                name="participation_pledge_counts",
            ),
        )

    @property
    def has_begun(self) -> bool:
        return self.signatures.exists()

    @property
    def commitments(self) -> list[str]:
        return [line.strip() for line in self.points.splitlines() if line.strip()][:MOST_POINTS]


class Signature(Counting):
    """One signature, once for each account or browser. `point`: which commitment stands on the wall beside it."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="signatures", verbose_name="倡议承诺")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="所在单位")
    org_path = paths.PathField("所在单位路径", db_index=True)
    signer = models.CharField("参加人代号", max_length=40)
    point = models.CharField("承诺事项", max_length=60)
    at = models.DateTimeField("承诺时间")

    class Meta:
        verbose_name = "承诺记录"
        constraints = (models.UniqueConstraint(fields=("pledge", "signer"), name="participation_signed_once"),)
        indexes = (models.Index(fields=("pledge", "-id"), name="participation_signed_latest"),)

    def __str__(self) -> str:
        return f"{self.organization}：{self.pledge}"


class PointChange(models.Model):
    """A signature adds one to its commitment; a loop folds it into the total, so that no signature waits."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="+", verbose_name="倡议承诺")
    point = models.CharField("承诺事项", max_length=60)

    class Meta:
        verbose_name = "承诺变动"

    def __str__(self) -> str:
        return self.point


class PointTotal(models.Model):
    """How many have signed a commitment, as it is folded."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="totals", verbose_name="倡议承诺")
    point = models.CharField("承诺事项", max_length=60)
    n = models.PositiveIntegerField("人数", default=0)
    as_of = models.DateTimeField("截至")

    class Meta:
        verbose_name = "承诺人数"
        constraints = (models.UniqueConstraint(fields=("pledge", "point"), name="participation_point_once"),)

    def __str__(self) -> str:
        return f"{self.point} {self.n}"
