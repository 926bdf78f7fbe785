"""What of a download and of a use counts as what (rulebook/tallies.yaml), and the same counted again from the rows."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Count, Sum

from jieneng.apps.library.models import Download, Usage
from jieneng.core.campaigns.tallying import Place, Tallied, tally

DOWNLOADS = "publicity_materials.downloads"


def count_download(row: Download) -> None:
    """Count a download in the caller's transaction."""
    tally(row.piece.activity, row.day, Place(row.route, row.category), {DOWNLOADS: 1})


def count_usage(row: Usage) -> None:
    """Count a use in the caller's transaction; of a correction what it changes, where the former row counted."""
    change = row.n - (row.corrects.n if row.corrects else 0)
    if change:
        tally(row.piece.activity, row.day, Place(row.route, row.category), {row.item: change})


def witness() -> Iterator[Tallied]:
    """Every row that counts, added up by the database."""
    by = ("piece__activity", "day", "route", "category")
    taken = Download.objects.values_list(*by).annotate(n=Count("pk")).order_by()
    used = Usage.objects.current().filter(n__gt=0).values_list(*by, "item").annotate(total=Sum("n")).order_by()
    downloads = ((activity, day, Place(route, category), DOWNLOADS, n) for activity, day, route, category, n in taken)
    usages = ((activity, day, Place(route, category), item, n) for activity, day, route, category, item, n in used)
    for activity, day, place, item, n in chain(downloads, usages):
        yield Tallied(activity, day, place, {item: n})
