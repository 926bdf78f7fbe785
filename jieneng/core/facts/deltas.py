"""Append what an action changes in the totals, in its transaction."""

from django.db import connection

from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.fields import written
from jieneng.core.facts.models import Series

# Nearly every action appends one, and reads none back: written out, it costs a quarter of what a model's row costs.
_APPEND = "INSERT INTO facts_delta (series_id, route, category, counters, sums) VALUES (%s, %s, %s, %s, %s)"


def append(series: Series | int, route: str, category: str, *, before: Amounts, after: Amounts) -> None:
    """Append the difference between what counted before and what counts now; no row when nothing changed."""
    change = after.minus(before)
    if not change.is_nothing:
        series_id = series if isinstance(series, int) else series.pk
        with connection.cursor() as cursor:
            cursor.execute(_APPEND, [series_id, route, category, written(change.counters), written(change.sums)])
