"""What people do with documents: draft, change, submit for signature, issue with a number."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.documents.attached import frozen
from jieneng.core.documents.disclosing import disclose
from jieneng.core.documents.models import DRAFT, ISSUED, SUBMITTED, Document, NumberSeries
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.rulebook import open_information
from jieneng.ui.refusals import Refused

_COMPOSED = ("brief.draft", "brief.issue")
ACTIONS = {
    "notice": ("notice.draft", "notice.sign_off"),
    "brief": _COMPOSED,
    "summary": _COMPOSED,
    "circular": _COMPOSED,
}
_FREE = "paper"  # whatever has a template for free use: roles and words of the audit trail are the same for all


def rights_of(kind: str) -> tuple[str, str]:
    """The role actions by which papers of a kind are drafted and signed."""
    return ACTIONS.get(kind, (f"{_FREE}.draft", f"{_FREE}.sign_off"))


def deed_of(kind: str, what: str) -> str:
    """How the audit trail calls what was done to a paper of a kind."""
    return f"{kind if kind in ACTIONS else _FREE}.{what}"


@transaction.atomic
def draft(kind: str, organization: Organization, title: str, body: Mapping[str, Any], *, by: Any) -> Document:
    """A new draft. `body` holds blocks as engine.documents writes them."""
    require(by, organization, rights_of(kind)[0])
    document = Document.objects.create(
        kind=kind,
        organization=organization,
        org_path=organization.path,
        title=title,
        body=dict(body),
        code=secrets.token_hex(8),
        made_by=by,
        made_at=timezone.now(),
    )
    record(by, deed_of(kind, "draft"), document)
    return document


@transaction.atomic
def change(document: Document, title: str, body: Mapping[str, Any], *, edit_no: int, by: Any) -> Document:
    """Replace title and body of a draft; who edits an old state of it is told."""
    require(by, document.organization, rights_of(document.kind)[0])
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    if document.edit_no != edit_no:
        raise Refused("stale-form")
    document.title, document.body, document.edit_no = title, dict(body), document.edit_no + 1
    document.state = DRAFT
    document.save(update_fields=["title", "body", "edit_no", "state"])
    record(by, deed_of(document.kind, "change"), document)
    return document


@transaction.atomic
def submit_for_signature(document: Document, *, by: Any) -> Document:
    """The drafter hands the draft to the one who signs."""
    require(by, document.organization, rights_of(document.kind)[0])
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    document.state = SUBMITTED
    document.save(update_fields=["state"])
    record(by, deed_of(document.kind, "submit_for_signature"), document)
    return document


@transaction.atomic
def issue(document: Document, *, number: str, written_on: date, by: Any, column: str = "") -> Document:
    """Sign off and issue under a number of one's own choice, or none. From now on nothing of it changes.

    Its entry in the catalogue of open information gets its number, and what is open is before the public, in the
    column of a campaign where `column` names its public code.
    """
    require(by, document.organization, rights_of(document.kind)[1])
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == ISSUED:
        raise Refused("document-issued", title=document.title)
    taken = Document.objects.filter(organization=document.organization, number=number).exclude(pk=document.pk)
    if number and taken.exists():
        raise Refused("number-taken", number=number)
    document.number, document.written_on, document.state = number, written_on, ISSUED
    document.signed_by, document.issued_at = by, timezone.now()
    if attached := frozen(document):
        document.body = document.body | {"attached": attached}
    with once("number-taken", number=number):
        document.save(update_fields=["number", "written_on", "state", "signed_by", "issued_at", "body"])
    series = open_information().series
    entry = disclose(document, next_number(document.organization, series, written_on.year), column=column)
    changes = {"number": number, "index_no": entry.index_no, "openness": entry.openness_label}
    if column:
        changes["column"] = True
    record(by, deed_of(document.kind, "issue"), document, changes=changes)
    return document


@transaction.atomic
def next_number(organization: Organization, code: str, year: int) -> int:
    """The next running number; taken for good when the transaction commits, so there are no gaps."""
    NumberSeries.objects.get_or_create(organization=organization, code=code, year=year)
    series = NumberSeries.objects.select_for_update().get(organization=organization, code=code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
