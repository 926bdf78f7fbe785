"""Who has not reported: by the roster of the year, an anti-join that only descends where the counters are short.

Figures follow the roster: whoever has moved since is missing where it stood, as it is counted there. Whoever was
closed, or has left the range of the collection, before it answered can be asked no more: neither expected nor missing.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from jieneng.core import paths
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.descent import Counts, Short, find
from jieneng.core.facts.totals import totals
from jieneng.core.orgs.headcounts import entries, expected
from jieneng.core.orgs.models import RosterEntry


def missing(
    collection: Collection, node: str, *, after: str = "", most: int = 200, n_asked: int | None = None
) -> list[RosterEntry]:
    """The entries at and below a node of the roster that have handed in nothing, in its order, from behind `after`.

    `n_asked` is how many are asked at the node, where that is known already.
    """

    def n_asked_at(nodes: Iterable[str]) -> Counts:
        return asked(collection, nodes)

    def n_answered(nodes: Iterable[str]) -> Counts:
        counted = totals(collection.series_id, nodes)
        return {path: sum(total.counter(name) for name in HANDED_IN) for path, total in counted.items()}

    def rows(place: str) -> "QuerySet[RosterEntry]":
        return silent(collection, place)

    short = Short(collection.year, n_asked_at, n_answered, rows)
    return find(short, node, after=after, most=most, n_asked=n_asked)


def asked(collection: Collection, nodes: Iterable[str]) -> dict[str, int]:
    """How many are asked at each node and below it: those of the roster, less those that are gone."""
    places = list(nodes)
    n_gone = gone(collection, places)
    return {node: n - n_gone[node] for node, n in expected(collection.audience, collection.year, places).items()}


def gone(collection: Collection, nodes: Iterable[str]) -> dict[str, int]:
    """How many at each node and below it can be asked no more and have not answered; one query while nobody has left.

    Those who have left are looked up by themselves, for they are few: together with a range of paths a planner that has
    no statistics of so small an index walks the whole range instead.
    """
    found = dict.fromkeys(nodes, 0)
    left = RosterEntry.objects.filter(year=collection.year, has_left=True).values_list("pk", "path") if found else ()
    inside = [pk for pk, path in left if any(node in found for node in paths.ancestors(path))]
    silent_ones = _unanswered(collection, "").filter(_is_gone(collection), pk__in=inside) if inside else None
    for path in silent_ones.values_list("path", flat=True) if silent_ones is not None else ():
        for node in paths.ancestors(path):
            if node in found:
                found[node] += 1
    return found


def silent(collection: Collection, place: str) -> "QuerySet[RosterEntry]":
    """The entries at and below a place that have handed in nothing and could still."""
    still = Q(has_left=False) | ~_is_gone(collection)
    return _unanswered(collection, place).filter(still).select_related("organization")


def _unanswered(collection: Collection, place: str) -> "QuerySet[RosterEntry]":
    handed_in = Submission.objects.handed_in().filter(collection=collection, organization=OuterRef("organization"))
    return entries(collection.audience, collection.year, under=place).filter(~Exists(handed_in))


def _is_gone(collection: Collection) -> Q:
    """Closed, or outside of the range today without being listed by hand."""
    inside = paths.within(collection.audience.root_path, "organization__path")
    by_hand = Q(organization__in=[entry.organization_id for entry in collection.audience.by_hand if entry.is_in])
    return Q(organization__closed_on__isnull=False) | ~(inside | by_hand)
