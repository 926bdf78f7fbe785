"""What people do with papers: begin, change, hand over for signature, sign and issue."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.papers.kinds import offered, template_of
from jieneng.apps.papers.paper import Said, body_of, kept, missing, names_of, said_of, with_files
from jieneng.core.documents import actions as documents
from jieneng.core.documents.attaching import NOTHING, Given, attach
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.documents.numbering import take
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import in_beijing
from jieneng.ui.refusals import Refused


@transaction.atomic
def draft(kind: str, organization: Organization, said: Said, *, by: Any, files: Given = NOTHING) -> Document:
    """A new draft of one of the kinds that are offered; papers are written at offices, not at single units."""
    if kind not in offered(organization):
        raise Refused("template-broken")
    if organization.is_unit:
        raise Refused("only-offices", organization=organization.name)
    said = with_files(said, files)
    document = documents.draft(kind, organization, said.title, body_of(said), by=by)
    attach(document, files, names_of(said), by=by)
    return document


@transaction.atomic
def change(document: Document, said: Said, *, edit_no: int, by: Any, files: Given = NOTHING) -> Document:
    """Replace what a draft says, and which files go with it; who edits an old state of it is told."""
    said = with_files(said, files)
    document = documents.change(document, said.title, body_of(said), edit_no=edit_no, by=by)
    attach(document, files, names_of(said), by=by)
    return document


@transaction.atomic
def submit(document: Document, *, by: Any) -> Document:
    """Hand a draft that is filled in to the one who signs."""
    _require_filled(document)
    return documents.submit_for_signature(document, by=by)


@transaction.atomic
def issue(document: Document, *, edit_no: int, by: Any, now: datetime) -> Document:
    """Sign and issue the paper as it was seen (`edit_no`), with its number; from now on it is kept as a whole."""
    require(by, document.organization, "paper.sign_off")
    document = Document.objects.select_for_update().select_related("organization").get(pk=document.pk)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    if document.edit_no != edit_no:
        raise Refused("stale-form")
    _require_filled(document)
    made, said, today = template_of(document), said_of(document), in_beijing(now).date()
    number = ""
    if "number" in made.fields:
        number = take(document.organization, today.year, code=said.number_code, wanted=said.wanted_number)
    document = documents.issue(document, number=number, written_on=today, by=by)
    document.body = kept(document, made)
    document.save(update_fields=["body"])
    return document


def _require_filled(document: Document) -> None:
    labels = missing(document, template_of(document))
    if labels:
        raise Refused("paper-unfilled", what="、".join(labels))
