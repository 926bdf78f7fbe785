"""A file that someone handed in: its bytes by digest, its true type, its clean copies."""

from django.conf import settings
from django.db import models

from jieneng.core import paths


class Attachment(models.Model):
    """One uploaded file of one organisation. The original is kept as it came; what the public sees is a clean copy."""

    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+", verbose_name="组织")
    org_path = paths.PathField("组织路径", db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    kind = models.CharField("种类", max_length=12)  # image, document, sheet, video
    name = models.CharField("文件名", max_length=120)
    mime = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    width = models.PositiveIntegerField("宽", null=True)
    height = models.PositiveIntegerField("高", null=True)
    at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "附件"
        indexes = (models.Index(fields=("organization", "-at"), name="files_of_org"),)

    def __str__(self) -> str:
        return self.name
