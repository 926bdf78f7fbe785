"""Append what an action changes in the totals, in its transaction."""

from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Delta, Series


def append(series: Series | int, route: str, category: str, *, before: Amounts, after: Amounts) -> None:
    """Append the difference between what counted before and what counts now; no row when nothing changed."""
    change = after.minus(before)
    if not change.is_nothing:
        series_id = series if isinstance(series, int) else series.pk
        Delta.objects.create(
            series_id=series_id, route=route, category=category, counters=change.counters, sums=change.sums
        )
