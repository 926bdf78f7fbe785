"""The winners of every activity, counted again from their rows."""

from collections.abc import Iterator

from jieneng.apps.prizes.models import FORFEITED, Win
from jieneng.core.campaigns.tallying import Place, Tallied
from jieneng.rulebook import tallies


def witness() -> Iterator[Tallied]:
    """A win that was forfeited counts no more; that of the reserve who follows does."""
    rows = Win.objects.exclude(state=FORFEITED).values_list(
        "draw__activity", "draw__activity__kind", "day", "route", "category"
    )
    for activity_id, kind, day, route, category in rows.iterator(chunk_size=2_000):
        if f"{kind}.winners" in tallies():
            yield Tallied(activity_id, day, Place(route, category), {f"{kind}.winners": 1})
