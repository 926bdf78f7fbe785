"""The paper of a brief as values: its blocks, its citations, the labels and tokens by which they are edited."""

from jieneng.apps.publicity.models import Brief
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import cited, value_of
from jieneng.engine.briefs.editing import cited_keys, cited_runs, token
from jieneng.engine.briefs.material import wordings
from jieneng.engine.briefs.ranking import CELL
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import from_json

PICKED = "摘编："


def paper_of(brief: Brief) -> Paper:
    return from_json(brief.document.body)


def citations_of(brief: Brief) -> list[Citation]:
    """The citations of the prose in the order in which it gives them; those of tables are opened one by one."""
    order = {key: n for n, key in enumerate(reversed(cited_keys(paper_of(brief))))}
    found = brief.document.citations.exclude(key__startswith=CELL).select_related("series__collection__audience")
    return sorted(found, key=lambda citation: -order.get(citation.key, -1))


def cell_citation(brief: Brief, key: str) -> Citation | None:
    """The citation of a figure in a table."""
    if not key.startswith(CELL):
        return None
    return brief.document.citations.filter(key=key).select_related("series__collection__audience").first()


def written_ways(citation: Citation) -> tuple[str, ...]:
    """The ways in which this figure may be written without a reason; the exact one first, where that is true."""
    if cited(citation.item).counts == "change":
        return (citation.shown,) if not citation.edited_because else ()
    value = value_of(citation, citation.sum)
    return wordings(value, approximate=citation.sum[2] > 0, unit=citation.unit)


def labels_of(brief: Brief) -> dict[str, str]:
    """The label of each cited run by its key: figures by what they count, picked texts by who wrote them."""
    labels = {citation.key: citation.label for citation in brief.document.citations.exclude(key__startswith=CELL)}
    for highlight in brief.highlights.select_related("submission__organization"):
        name = PICKED + highlight.who
        number = highlight.submission_id or highlight.number
        labels[highlight.key] = f"{name}{number}" if name in labels.values() else name
    return labels_with_own(brief, labels)


def labels_with_own(brief: Brief, labels: dict[str, str]) -> dict[str, str]:
    """The office's own text is cited too, but not among the picked ones."""
    for key in cited_keys(paper_of(brief)):
        labels.setdefault(key, f"{PICKED}{brief.organization.name}")
    return labels


def spoken(brief: Brief) -> dict[str, int]:
    """How many characters stand behind each token that shows its label alone: a picked text says more than that."""
    labels, hidden = labels_of(brief), picked_keys(brief)
    runs = (run for run in cited_runs(paper_of(brief)) if run.citation in hidden)
    return {token(run, labels, hidden): len("".join(run.text.split())) for run in runs}


def picked_keys(brief: Brief) -> list[str]:
    """The keys of runs that are texts and not figures."""
    figures = {citation.key for citation in brief.document.citations.all()}
    return [key for key in dict.fromkeys(cited_keys(paper_of(brief))) if key not in figures]
