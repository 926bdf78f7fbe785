"""Who has not reported: an anti-join that only descends where the counters are short."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.core import paths
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.totals import totals
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.orgs.models.organization import UNIT

_SMALL = 3_000  # below this many organisations one anti-join over the range is quick enough


def missing(collection: Collection, node: str, *, after: str = "", most: int = 200) -> list[Organization]:
    """The organisations at and below a node that have handed in nothing, in tree order, from behind `after`."""
    found: list[Organization] = []
    for place in _short_places(collection, node, after):
        found += _anti_join(collection, place, after)[: most - len(found)]
        if len(found) >= most:
            break
    return found


def _anti_join(collection: Collection, place: str, after: str) -> QuerySet[Organization]:
    handed_in = Submission.objects.handed_in().filter(collection=collection, organization=OuterRef("pk"))
    rows = collection.audience.organizations(under=place).filter(~Exists(handed_in)).order_by("path")
    return rows.filter(path__gt=after) if after else rows


def _short_places(collection: Collection, node: str, after: str) -> Iterator[str]:
    """The nodes to look into, in tree order: the node itself if it is small, else its parts that are short."""
    asked = expected(collection.audience, collection.year, [node])[node]
    if asked <= _SMALL:
        yield node
        return
    yield from _short_children(collection, node, after)


def _short_children(collection: Collection, node: str, after: str) -> Iterator[str]:
    children = RosterEntry.objects.children_of(collection.year, node).exclude(kind=UNIT)
    parts = list(children.order_by("path").values_list("path", flat=True))
    asked = expected(collection.audience, collection.year, parts)
    reported = totals(collection.series_id, parts)
    for part in parts:
        if _is_behind(part, after):
            continue
        short = asked[part] - sum(reported[part].counter(name) for name in HANDED_IN)
        if short > 0:
            yield from ([part] if asked[part] <= _SMALL else _short_children(collection, part, after))


def _is_behind(path: str, after: str) -> bool:
    """Whether everything at and below `path` comes before `after` in tree order."""
    return bool(after) and path + "~" <= after and not paths.is_within(after, path)
