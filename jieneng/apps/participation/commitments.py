"""How many have signed each commitment of a pledge: changes folded into totals by one loop."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from jieneng.apps.participation.models import PointChange, PointTotal

_BATCH = 2_000


def fold(now: datetime) -> int:
    """Add one batch of changes to the totals, exactly once; how many. The round of the loop."""
    with transaction.atomic():
        oldest = PointChange.objects.select_for_update().order_by("id")  # another folder waits, and finds them gone
        taken = list(oldest.values_list("pk", "pledge_id", "point")[:_BATCH])
        if not taken:
            return 0
        PointChange.objects.filter(pk__in=[pk for pk, _, _ in taken]).delete()
        _add(Counter((pledge, point) for _, pledge, point in taken), now)
    return len(taken)


def _add(changes: Counter[tuple[int, str]], now: datetime) -> None:
    found = PointTotal.objects.filter(pledge__in={pledge for pledge, _ in changes})
    totals = {(total.pledge_id, total.point): total for total in found}
    rows = []
    for key, n in changes.items():
        row = totals.get(key) or PointTotal(pledge_id=key[0], point=key[1])
        row.n, row.as_of = row.n + n, now
        rows.append(row)
    PointTotal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pledge", "point"], update_fields=["n", "as_of"]
    )
