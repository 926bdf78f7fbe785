"""A stamped copy of an issued paper: scanned by hand, or sealed by a service. The platform paints no seal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jieneng.core.files.models import Attachment

SCANNED, SEALED = "scan", "service"
HOW = ((SCANNED, "盖章后扫描"), (SEALED, "电子印章"))


class SealedCopy(models.Model):
    """One stamped copy. `version` is the code of the text that was stamped; the last one that stands is shown."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="sealed_copies", verbose_name="公文"
    )
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="文件")
    how = models.CharField("方式", max_length=10, choices=HOW)
    service = models.CharField("电子印章服务", max_length=60, blank=True, default="")
    version = models.CharField("版本号", max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("时间")
    taken_back_at = models.DateTimeField("撤下时间", null=True, blank=True)
    taken_back_because = models.CharField("撤下原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "盖章件"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=Q(taken_back_at__isnull=True), name="documents_sealed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document}（{self.get_how_display()}）"

    @property
    def org_path(self) -> str:
        return self.document.org_path
