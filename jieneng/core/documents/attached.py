"""The files that belong to a paper: each under the name that stands in its 附件."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from jieneng.core.files import disk
from jieneng.core.files.kinds import JPEG, kind_of_mime, label_of
from jieneng.core.files.models import Attachment

if TYPE_CHECKING:
    from jieneng.core.documents.models import Document


class AttachedFile(models.Model):
    """One file of one paper. It is put and taken off with the draft; with an issued paper it stays."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="attached", verbose_name="公文")
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="文件")
    name = models.CharField("附件名称", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "公文附件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("document", "name"), name="documents_attached_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.document.org_path

    @property
    def kind_label(self) -> str:
        """What a reader gets: of every picture the clean copy, which is a jpeg."""
        return label_of(JPEG if self.file.kind == "image" else kind_of_mime(self.file.mime))

    @property
    def size(self) -> int:
        """How large that is, in bytes."""
        clean = disk.path_of(self.file.sha256, disk.CLEAN)
        return clean.stat().st_size if self.file.kind == "image" and clean.exists() else self.file.size


def by_name(document: "Document") -> dict[str, AttachedFile]:
    """The files of a paper by the name under which they stand; one query."""
    return {row.name: row for row in document.attached.select_related("file")}


def frozen(document: "Document") -> list[dict[str, str]]:
    """What an issued paper keeps of its files, so that its version code stands for them too."""
    return [{"name": row.name, "sha256": row.file.sha256} for row in by_name(document).values()]


def in_attached(files: Iterable[Attachment]) -> set[int]:
    """Which files belong to papers."""
    return set(AttachedFile.objects.filter(file__in=list(files)).values_list("file_id", flat=True))
