"""Which files stand in exchanges: photographs of goods, of weighings and of sheets."""

from collections.abc import Iterable

from jieneng.apps.exchange.models import Delivery, Good, Sheet
from jieneng.core.files.models import Attachment


def in_exchange(attachments: Iterable[Attachment]) -> set[int]:
    asked = [each.pk for each in attachments]
    shown = (
        model.objects.filter(photo__in=asked).values_list("photo_id", flat=True) for model in (Delivery, Good, Sheet)
    )
    return {pk for ids in shown for pk in ids if pk}
