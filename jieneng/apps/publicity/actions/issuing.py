"""Hand a paper over for signature; issue it with its number and freeze what it says.

Its citations keep what was known of each figure; what is known later is held against them (queries.corrections).
"""

from datetime import date
from typing import Any

from django.db import transaction

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.documents import actions as documents
from jieneng.core.documents.disclosing import disclosure_of
from jieneng.core.documents.disclosure import OPEN
from jieneng.core.documents.layouts import nearest
from jieneng.core.documents.models import ISSUED, Document, NumberSeries
from jieneng.core.orgs.acting import require
from jieneng.engine.briefs.checking import n_characters
from jieneng.engine.briefs.framing import Frame, reframed
from jieneng.engine.documents.blocks import to_json
from jieneng.engine.documents.numbers import doc_no
from jieneng.rulebook.briefs import brief_wording
from jieneng.rulebook.compositions import ISSUE, compositions
from jieneng.rulebook.documents import template
from jieneng.ui.refusals import Refused


@transaction.atomic
def submit(brief: Brief, *, by: Any) -> Brief:
    """Hand the draft to the one who signs."""
    brief.document = documents.submit_for_signature(brief.document, by=by)
    return brief


@transaction.atomic
def issue(
    brief: Brief,
    *,
    edit_no: int,
    written_on: date,
    by: Any,
    issue_no: int | None = None,
    code: str = "",
    in_column: bool = False,
) -> Brief:
    """Issue the paper as it was seen (`edit_no`) under the next number of the year, or one of one's own choice.

    `code` is the 机关代字 of a paper that is numbered by one; without it such a paper bears no number. `in_column`: it
    stands in the column of its campaign as well as on a public page of its own.
    """
    require(by, brief.organization, "brief.issue")
    document = brief.document = Document.objects.select_for_update().get(pk=brief.document_id)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    if document.edit_no != edit_no:
        raise Refused("stale-form")
    _require_fit(brief)
    brief.issue_no = _number(brief, issue_no)
    number = _number_words(brief, code.strip(), written_on)
    frame = Frame(
        name=brief_wording().name,
        issuer=brief.organization.name,
        title=document.title,
        number=number,
        issue=str(brief.issue_no),
        signer=by.display_name,
        nearest=nearest(brief.organization),
        written_on=written_on,
    )
    made = template(brief.kind, frame.nearest)
    document.body = to_json(reframed(paper_of(brief), brief.kind, frame)) | {"template": made.version}
    document.save(update_fields=["body"])
    column = column_of(brief) if in_column else ""
    brief.document = documents.issue(document, number=number, written_on=written_on, by=by, column=column)
    brief.save(update_fields=["issue_no"])
    return brief


def column_of(brief: Brief) -> str:
    """The public code of the campaign in whose column a paper can stand; "" where its campaign has no public page."""
    return brief.campaign.public_code if brief.campaign and brief.campaign.is_published else ""


def next_issue(brief: Brief) -> int:
    """The number that the next brief of the year would bear; it is taken only when one is issued."""
    series = NumberSeries.objects.filter(**_series(brief)).first()
    return (series.last if series else 0) + 1


def _require_fit(brief: Brief) -> None:
    """Not longer than such a paper may be, and no photograph before the public without consent."""
    limit = compositions()[brief.kind].most_characters
    n = n_characters(paper_of(brief))
    if limit and n > limit:
        raise Refused("brief-too-long", title=brief.document.title, n=n, limit=limit, over=n - limit)
    n_unasked = brief.photos.filter(consent="").count()
    if n_unasked and disclosure_of(brief.document).openness == OPEN:
        raise Refused("brief-photos-unasked", n=n_unasked)


def _number_words(brief: Brief, code: str, written_on: date) -> str:
    """第n期 of the year, or the next number of the code in the year it was written."""
    if compositions()[brief.kind].numbering == ISSUE:
        return f"{brief.year}年第{brief.issue_no}期"
    if not code:
        return ""
    return doc_no(code, written_on.year, documents.next_number(brief.organization, code, written_on.year))


def _series(brief: Brief) -> dict[str, Any]:
    return {"organization": brief.organization, "code": compositions()[brief.kind].series, "year": brief.year}


def _number(brief: Brief, chosen: int | None) -> int:
    """The number, under the lock of its series; a chosen one moves the series on."""
    which = _series(brief)
    NumberSeries.objects.get_or_create(**which)
    series = NumberSeries.objects.select_for_update().get(**which)
    number = chosen or series.last + 1
    taken = Brief.objects.filter(organization=brief.organization, kind=brief.kind, year=brief.year, issue_no=number)
    if taken.exists():
        raise Refused("number-taken", number=f"第{number}期")
    series.last = max(series.last, number)
    series.save(update_fields=["last"])
    return number
