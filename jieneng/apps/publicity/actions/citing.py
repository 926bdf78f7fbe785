"""Cite figures: from what is known at a moment to citations of a paper, and the same figures at a later moment."""

from collections.abc import Iterable

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.figures import Cell
from jieneng.apps.publicity.queries.paper import written_ways
from jieneng.apps.publicity.queries.past import Past
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import Standing, cited


def cite(brief: Brief, cells: Iterable[Cell], known: Standing) -> list[Citation]:
    """Citations for these figures, as they are known."""
    return Citation.objects.bulk_create(
        Citation(
            document=brief.document,
            key=cell.figure.key,
            label=cell.figure.label,
            unit=cell.figure.unit,
            series_id=cell.series or brief.collection.series_id,
            node=cell.node or brief.org_path,
            item=cell.item,
            sum=cell.sum,
            n_expected=cell.of[1] if cell.of else known.n_expected,
            n_counted=cell.of[0] if cell.of else known.n_counted,
            as_of=known.as_of,
            shown=cell.figure.text,
        )
        for cell in cells
    )


def renew(citation: Citation, known: Standing, past: Past) -> None:
    """The newest sum; rounded stays rounded, exact stays exact as long as that is true; by hand stays by hand."""
    ways = written_ways(citation)
    was_rounded = len(ways) > 1 and citation.shown == ways[-1]
    citation.sum = known.sum(citation.item)
    citation.n_expected, citation.n_counted, citation.as_of = known.n_expected, known.n_counted, known.as_of
    if citation.edited_because:
        return
    if cited(citation.item).counts == "change":
        last = past.of(citation)
        citation.shown = last.change if last and last.is_comparable else citation.shown
    else:
        citation.shown = written_ways(citation)[-1 if was_rounded else 0]
