"""Keep the headcounts in step with the roster, and read "of how many" for an audience at any node."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, Sum

from jieneng.core import paths
from jieneng.core.orgs.models import Audience, Headcount, RosterEntry
from jieneng.core.orgs.models.audience import read_lists
from jieneng.core.orgs.models.roster import RosterEntryQuerySet

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
    counted = _by_rule(audience.conditions(), year, nodes)
    return {node: counted.get(node, 0) + n for node, n in _corrections(audience, year, nodes).items()}


def expected_by_each(audiences: Iterable[tuple[Audience, int]], node: str) -> dict[int, int]:
    """The same for many audiences, each by the roster of its year, at one node: audience id -> how many.

    One query for their lists, and one for all that ask alike.
    """
    asked = list(audiences)
    read_lists(audience for audience, _ in asked)
    alike: dict[str, int] = {}
    found = {}
    for audience, year in asked:
        conditions = audience.conditions()
        sort = f"{year} {conditions}"
        if sort not in alike:
            alike[sort] = _by_rule(conditions, year, [node]).get(node, 0)
        found[audience.pk] = alike[sort] + _corrections(audience, year, [node])[node]
    return found


def _by_rule(conditions: dict[str, object], year: int, nodes: list[str]) -> dict[str, int]:
    counted = Headcount.objects.filter(year=year, node__in=nodes, **conditions)
    return dict(counted.values_list("node").annotate(total=Sum("n")).order_by())


def _corrections(audience: Audience, year: int, nodes: list[str]) -> dict[str, int]:
    """What the plus and minus lists, and leaving out the root, change at each node; one query, none without them."""
    found = dict.fromkeys(nodes, 0)
    listed = _by_hand(audience) if _all_below(audience.root_path, nodes) else _listed(audience)
    rostered = RosterEntry.objects.filter(year=year, organization__in=listed) if listed else ()
    for entry in rostered:
        change = int(listed[entry.organization_id]) - int(audience.takes(entry))
        for node in paths.ancestors(entry.path) if change else ():
            if node in found:
                found[node] += change
    return found


def entries(audience: Audience, year: int, *, under: str) -> RosterEntryQuerySet:
    """The same organisations one by one, at and below a node of the audience, as they stand in the roster."""
    listed = _listed(audience)
    by_rule = Q(**audience.conditions()) & ~Q(organization__in=[pk for pk, is_in in listed.items() if not is_in])
    by_hand = Q(organization__in=[pk for pk, is_in in listed.items() if is_in])
    return RosterEntry.objects.within(year, under).filter(by_rule | by_hand)


def _by_hand(audience: Audience) -> dict[int, bool]:
    return {entry.organization_id: entry.is_in for entry in audience.by_hand}


def _listed(audience: Audience) -> dict[int, bool]:
    """The lists, and the root as left out where it is not addressed itself."""
    return _by_hand(audience) if audience.with_root else {audience.root_id: False, **_by_hand(audience)}


def _all_below(root: str, nodes: Iterable[str]) -> bool:
    """Whether the root stands at or below none of the nodes, and so counts at none of them."""
    return all(node != root and paths.is_within(node, root) for node in nodes)


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
