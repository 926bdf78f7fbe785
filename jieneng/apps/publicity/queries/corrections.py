"""What an issued paper said and what is known now: for its own page, for the public one, and for the next paper."""

from collections.abc import Iterator

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.figures import Cell
from jieneng.apps.publicity.queries.paper import citations_of
from jieneng.core.collections.models import Collection
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import changed_since, cited, value_of
from jieneng.core.facts.amounts import Sum
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.material import Correction, Figure

_MOST = 6


def last_issued(organization: Organization, kind: str, *, before: Brief | None = None) -> Brief | None:
    """The paper of this kind that was issued last; `before` one of the same series."""
    rows = Brief.objects.issued().filter(organization=organization, kind=kind)
    rows = rows.filter(pk__lt=before.pk) if before else rows
    return rows.select_related("document", "collection").order_by("-document__issued_at").first()


def corrections_of(issued: Brief) -> Iterator[tuple[Citation, Sum]]:
    """The totals of an issued paper that are known otherwise now, with what they are; one reading of the totals."""
    citations = [one for one in citations_of(issued) if _is_told(one)]
    changed = changed_since(citations)
    return ((one, changed[one.key]) for one in citations if one.key in changed)


def proposed(
    collection: Collection, organization: Organization, kind: str, *, before: Brief | None = None
) -> list[tuple[Correction, Cell]]:
    """What the next paper should say about the last one, each with the cell that its new figure stands for."""
    last = last_issued(organization, kind, before=before)
    if last is None:
        return []
    found = list(corrections_of(last))[:_MOST]
    return [_proposed(last, citation, now) for citation, now in found]


def _proposed(last: Brief, citation: Citation, now: Sum) -> tuple[Correction, Cell]:
    value = value_of(citation, now)
    label = f"更正{citation.label}"
    figure = Figure(f"fix.{citation.key}", label, "{figure}", citation.unit, value, approximate=now[2] > 0)
    return (
        Correction(last.document.number or last.document.title, citation.label, citation.shown, figure),
        Cell(figure, citation.item, now, series=citation.series_id),
    )


def _is_told(citation: Citation) -> bool:
    """Totals that the paper gave as they were: not one's own, not one that was written by hand or is a correction."""
    meant = cited(citation.item)
    is_total = bool(meant.key) and meant.counts == "sum" and not meant.is_own
    return is_total and not citation.edited_because and not citation.key.startswith("fix.")
