"""Open a cited figure: what it stands for, what is known of it now, its parts by level, the answers behind it.

What the item of a citation says is read, and what it comes to, in core/collections/queries (standing, opened).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jieneng.core.collections.queries import opened
from jieneng.core.collections.queries import standing as now
from jieneng.core.collections.queries.opened import Behind, Part
from jieneng.core.collections.queries.standing import (
    CHANGE,
    COUNTED,
    COUNTS,
    EXPECTED,
    GIVEN,
    OWN,
    Standing,
    cited,
    own_answer,
    standing,
)
from jieneng.core.documents.models import Citation
from jieneng.core.facts.amounts import Sum

__all__ = (
    "CHANGE",
    "COUNTED",
    "COUNTS",
    "EXPECTED",
    "GIVEN",
    "OWN",
    "Behind",
    "Part",
    "Standing",
    "behind",
    "by_category",
    "changed_since",
    "cited",
    "own_answer",
    "parts",
    "standing",
    "value_of",
)


def value_of(citation: Citation, sum_: Sum) -> Decimal | int:
    """The number that a sum of this citation stands for, by the decimals of its series."""
    return now.value_of(citation.series, citation.item, sum_)


def changed_since(citations: Iterable[Citation]) -> dict[str, Sum]:
    """What the figures would be now, by the key of those that are no longer as they were when they were written."""
    known: dict[tuple[int, str], Standing] = {}
    changed: dict[str, Sum] = {}
    for citation in citations:
        place = (citation.series_id, citation.node)
        if place not in known:
            known[place] = standing(citation.series.collection, citation.node)
        found = known[place].sum(citation.item)
        if found[0] != citation.sum[0]:
            changed[citation.key] = found
    return changed


def parts(citation: Citation, *, node: str | None = None) -> list[Part]:
    """The total of a node, the citation's own without one, and what it is made of."""
    return opened.parts(citation.series.collection, citation.item, node or citation.node)


def by_category(citation: Citation, *, node: str | None = None) -> list[Part]:
    """The total of a node by the categories of the organisations, as it is folded."""
    return opened.by_category(citation.series.collection, citation.item, node or citation.node)


def behind(
    citation: Citation,
    *,
    seen_by: Any,
    node: str | None = None,
    after: str = "",
    most: int = 50,
    outside: Iterable[str] | None = None,
) -> list[Behind]:
    """The accepted answers that the figure is made of; those changed since it was written are marked."""
    return opened.behind(
        citation.series.collection,
        citation.item,
        node or citation.node,
        seen_by=seen_by,
        since=citation.as_of,
        after=after,
        most=most,
        outside=outside,
    )
