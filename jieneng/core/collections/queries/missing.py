"""Who has not reported: by the roster of the year, an anti-join that only descends where the counters are short.

Figures follow the roster: whoever has moved since is missing where it stood, as it is counted there. Whoever was
closed, or has left the range of the collection, before it answered can be asked no more: neither expected nor missing.
"""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from jieneng.core import paths
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.descent import Counts, Short, find
from jieneng.core.facts.totals import totals
from jieneng.core.orgs.headcounts import entries, expected
from jieneng.core.orgs.models import RosterEntry

_AFTER = "~"  # sorts after every character of a path


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
    """How many at each node and below it can be asked no more and have not answered; one query."""
    found = dict.fromkeys(nodes, 0)
    if not found:
        return found
    left = _unanswered(collection, "").filter(_is_gone(collection), has_left=True)
    left = left.filter(path__gte=min(found), path__lt=max(node + _AFTER for node in found))
    by_place = left.annotate(place=Substr("path", 1, max(map(len, found)))).values("place").annotate(n=Count("pk"))
    for place, n in by_place.order_by().values_list("place", "n"):
        for node in paths.ancestors(place):
            if node in found:
                found[node] += n
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
