"""Which files stand in sessions: photographs of halls, materials."""

from collections.abc import Iterable

from jieneng.apps.attendance.models import HallCount, Material
from jieneng.core.files.models import Attachment


def in_sessions(attachments: Iterable[Attachment]) -> set[int]:
    asked = [each.pk for each in attachments]
    photos = HallCount.objects.filter(photo__in=asked).values_list("photo_id", flat=True)
    return {*photos, *Material.objects.filter(file__in=asked).values_list("file_id", flat=True)}
