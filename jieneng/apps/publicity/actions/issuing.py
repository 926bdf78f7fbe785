"""Hand a brief over for signature; issue it with its number and freeze what it says beside the facts."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import citations_of, paper_of
from jieneng.core.documents import actions as documents
from jieneng.core.documents.models import ISSUED, Document, NumberSeries
from jieneng.core.documents.queries import cited
from jieneng.core.facts.models import Publication
from jieneng.core.orgs.acting import require
from jieneng.engine.documents.blocks import Masthead, to_json
from jieneng.engine.documents.numbers import date_cn
from jieneng.rulebook.briefs import brief_wording
from jieneng.ui.refusals import Refused

_SERIES = "简讯"


@transaction.atomic
def submit(brief: Brief, *, by: Any) -> Brief:
    """Hand the draft to the one who signs."""
    brief.document = documents.submit_for_signature(brief.document, by=by)
    return brief


@transaction.atomic
def issue(brief: Brief, *, edit_no: int, written_on: date, by: Any, issue_no: int | None = None) -> Brief:
    """Issue the brief as it was seen (`edit_no`) under the next number of the year, or one of one's own choice."""
    require(by, brief.organization, "brief.issue")
    document = brief.document = Document.objects.select_for_update().get(pk=brief.document_id)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    if document.edit_no != edit_no:
        raise Refused("stale-form")
    number = _number(brief, issue_no)
    paper = paper_of(brief)
    head = Masthead(brief_wording().name, "brief", str(number), brief.organization.name, date_cn(written_on))
    blocks = (head if isinstance(block, Masthead) else block for block in paper.blocks)
    document.body = to_json(replace(paper, blocks=tuple(blocks), code=document.code))
    document.save(update_fields=["body"])
    brief.document = documents.issue(document, number=f"{brief.year}年第{number}期", written_on=written_on, by=by)
    brief.issue_no = number
    brief.save(update_fields=["issue_no"])
    _publish(brief)
    return brief


def next_issue(brief: Brief) -> int:
    """The number that the next brief of the year would bear; it is taken only when one is issued."""
    series = NumberSeries.objects.filter(organization=brief.organization, code=_SERIES, year=brief.year).first()
    return (series.last if series else 0) + 1


def _number(brief: Brief, chosen: int | None) -> int:
    """The number, under the lock of its series; a chosen one moves the series on."""
    which = {"organization": brief.organization, "code": _SERIES, "year": brief.year}
    NumberSeries.objects.get_or_create(**which)
    series = NumberSeries.objects.select_for_update().get(**which)
    number = chosen or series.last + 1
    if Brief.objects.filter(organization=brief.organization, year=brief.year, issue_no=number).exists():
        raise Refused("number-taken", number=f"第{number}期")
    series.last = max(series.last, number)
    series.save(update_fields=["last"])
    return number


def _publish(brief: Brief) -> None:
    """What the brief says of each node, kept as it was published; the office's own figures are no totals of it."""
    by_node = defaultdict(list)
    for citation in citations_of(brief):
        by_node[citation.series_id, citation.node].append(citation)
    for (series, node), citations in by_node.items():
        sums = {c.item: c.sum for c in citations if cited(c.item).counts == "sum" and not cited(c.item).is_own}
        Publication.objects.create(
            series_id=series,
            node=node,
            at=brief.document.issued_at,
            n_expected=citations[0].n_expected,
            counters={"counted": citations[0].n_counted},
            sums=sums,
        )
