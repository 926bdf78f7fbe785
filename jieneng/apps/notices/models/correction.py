"""What the reader had read otherwise, or not at all, and a person put right: an example for the next reader."""

from django.db import models

from jieneng.apps.notices.models.upper import UpperNotice
from jieneng.core import paths


class ReadingCorrectionQuerySet(models.QuerySet["ReadingCorrection"]):
    def below(self, path: str) -> "ReadingCorrectionQuerySet":
        """Those of a node of the tree and of everything under it."""
        return self.filter(paths.within(path, "upper__org_path"))


class ReadingCorrection(models.Model):
    """One value of one reading; kept anew each time the reading is decided on, so the last word stands.

    `read` is empty for what was missed. `passage` is the text around the value, without names and numbers to call.
    """

    LONGEST_PASSAGE = 200

    upper = models.ForeignKey(UpperNotice, models.CASCADE, related_name="corrections", verbose_name="来文")
    place = models.CharField("位置", max_length=60)
    field = models.CharField("项目", max_length=40, db_index=True)
    read = models.CharField("原读作", max_length=300, blank=True, default="")
    right = models.CharField("应读作", max_length=300)
    passage = models.CharField("原文片段", max_length=LONGEST_PASSAGE, blank=True, default="")
    reader = models.CharField("读取程序版本", max_length=20, blank=True, default="")
    at = models.DateTimeField("更正时间")

    objects = ReadingCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "识读更正"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("upper", "place"), name="notices_correction_once"),)

    def __str__(self) -> str:
        return self.field
