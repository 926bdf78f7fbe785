"""Which files are works."""

from collections.abc import Iterable

from jieneng.apps.participation.models import WorkVersion
from jieneng.core.files.models import Attachment


def in_works(attachments: Iterable[Attachment]) -> set[int]:
    asked = [each.pk for each in attachments]
    return set(WorkVersion.objects.filter(file__in=asked).values_list("file_id", flat=True))
