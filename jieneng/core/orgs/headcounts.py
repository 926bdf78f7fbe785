"""Keep the headcounts in step with the roster, and read "of how many" for an audience at any node."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from jieneng.core import paths
from jieneng.core.orgs.models import Audience, Headcount, Organization, RosterEntry

_SORT = ("kind", "level", "category", "affiliation", "depth")
_UPSERT = (
    "INSERT INTO orgs_headcount (year, node, kind, level, category, affiliation, depth, n)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (year, node, kind, level, category, affiliation, depth)"
    " DO UPDATE SET n = orgs_headcount.n + %s"
)
Sort = tuple[int, str, str, str, str, str, int]


def count_in(entries: Iterable[RosterEntry], sign: int = 1) -> None:
    """Add roster entries to (or with sign -1 take them from) the headcounts of every node above them."""
    sums: Counter[Sort] = Counter()
    for entry in entries:
        for node in paths.ancestors(entry.route):
            sums[(entry.year, node, *(getattr(entry, column) for column in _SORT))] += sign
    add(sums)


def add(sums: Counter[Sort]) -> None:
    """Add many counts at once, in a fixed order so that two writers cannot wait for each other.

    What is offered as a new row is never negative: its check is made even where the row exists and is only changed.
    """
    rows = [(*sort, max(n, 0), n) for sort, n in sorted(sums.items()) if n]
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, rows)


def expected(audience: Audience, year: int, nodes: Iterable[str]) -> dict[str, int]:
    """How many organisations an audience has at each node and below it, by the roster of the year.

    One query for all nodes, whatever stands below them; the lists of the audience are added by hand.
    """
    nodes = list(nodes)
    counted = Headcount.objects.filter(year=year, node__in=nodes, **audience.conditions())
    found = dict.fromkeys(nodes, 0) | dict(counted.values_list("node").annotate(total=Sum("n")).order_by())
    for path, change in _corrections(audience, year):
        for node in paths.ancestors(path):
            if node in found:
                found[node] += change
    return found


def _corrections(audience: Audience, year: int) -> list[tuple[str, int]]:
    """What the plus and minus lists, and leaving out the root, change: (path, +1 or -1)."""
    listed = list(audience.entries.select_related("organization"))
    paths_of = dict(
        RosterEntry.objects.filter(year=year, organization__in=[entry.organization_id for entry in listed]).values_list(
            "organization_id", "path"
        )
    )
    changes = [
        (paths_of[entry.organization_id], 1 if entry.is_in else -1)
        for entry in listed
        if entry.organization_id in paths_of and entry.is_in != audience.admits(entry.organization)
    ]
    if not audience.with_root and _rule_takes(audience, audience.root):
        rostered = RosterEntry.objects.filter(year=year, organization=audience.root).first()
        changes += [(rostered.path, -1)] if rostered else []
    return changes


def _rule_takes(audience: Audience, root: Organization) -> bool:
    return Audience(**{**_rule(audience), "with_root": True}).admits(root)


def _rule(audience: Audience) -> dict[str, object]:
    columns = ("root_id", "root_path", "deepest", "kinds", "levels", "categories", "affiliations")
    return {column: getattr(audience, column) for column in columns}


def recount(year: int) -> int:
    """The headcounts of a year from its roster alone: for a bulk load, and to check the running ones."""
    Headcount.objects.filter(year=year).delete()
    sums: Counter[Sort] = Counter()
    entries = RosterEntry.objects.filter(year=year).only("year", "path", *_SORT)
    for entry in entries.iterator(chunk_size=10_000):
        for node in paths.ancestors(entry.route):
            sums[(entry.year, node, *(getattr(entry, column) for column in _SORT))] += 1
    add(sums)
    return len(sums)
