"""Who has not reported: an anti-join that only descends where the counters are short."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.descent import Counts, Short, find
from jieneng.core.facts.totals import totals
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Organization


def missing(
    collection: Collection, node: str, *, after: str = "", most: int = 200, n_asked: int | None = None
) -> list[Organization]:
    """The organisations at and below a node that have handed in nothing, in tree order, from behind `after`.

    `n_asked` is how many are asked at the node, where that is known already.
    """

    def n_asked_at(nodes: Iterable[str]) -> Counts:
        return expected(collection.audience, collection.year, nodes)

    def n_answered(nodes: Iterable[str]) -> Counts:
        counted = totals(collection.series_id, nodes)
        return {path: sum(total.counter(name) for name in HANDED_IN) for path, total in counted.items()}

    def rows(place: str) -> "QuerySet[Organization]":
        handed_in = Submission.objects.handed_in().filter(collection=collection, organization=OuterRef("pk"))
        return collection.audience.organizations(under=place).filter(~Exists(handed_in))

    short = Short(collection.year, n_asked_at, n_answered, rows)
    return find(short, node, after=after, most=most, n_asked=n_asked)
