"""The corrections of readings at and below an organisation: how many of each field, and the latest of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from jieneng.apps.notices.models import ReadingCorrection
from jieneng.apps.notices.reading.corrected import field_label

MOST = 20_000  # of one export: the latest tell most about the reader of today


@dataclass(frozen=True)
class FieldCount:
    """How often one field was put right, and how often of these the reader had missed it."""

    label: str
    n: int
    n_missed: int
    last: datetime


def counts_below(path: str) -> list[FieldCount]:
    """The fields that were put right, the most frequent first; one query."""
    counted = (
        ReadingCorrection.objects.below(path)
        .order_by()
        .values("field")
        .annotate(n=Count("id"), n_missed=Count("id", filter=Q(read="")), last=Max("at"))
        .order_by("-n", "field")
    )
    return [FieldCount(field_label(each.pop("field")), **each) for each in counted]


def latest_below(path: str) -> list[ReadingCorrection]:
    """What one export takes away."""
    return list(ReadingCorrection.objects.below(path).order_by("-id")[:MOST])
