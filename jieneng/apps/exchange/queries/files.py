"""Which files stand in exchanges: photographs of weighings and of sheets."""

from collections.abc import Iterable

from jieneng.apps.exchange.models import Delivery, Sheet
from jieneng.core.files.models import Attachment


def in_exchange(attachments: Iterable[Attachment]) -> set[int]:
    asked = [each.pk for each in attachments]
    weighed = Delivery.objects.filter(photo__in=asked).values_list("photo_id", flat=True)
    return {pk for pk in weighed if pk} | set(Sheet.objects.filter(photo__in=asked).values_list("photo_id", flat=True))
