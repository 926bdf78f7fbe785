"""An organisation's answer under its lock: found or begun, and which of its fields may be written."""

from datetime import datetime

from jieneng.core.collections import terms
from jieneng.core.collections.models import Collection, ReturnSlip, Submission
from jieneng.core.collections.models.answers import ACCEPTED, RETURNED
from jieneng.core.forms.raw import Raw
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused


def answer_of(collection: Collection, organization: Organization, now: datetime) -> Submission:
    """The organisation's answer, locked. Two first saves at once come one after the other to the same row."""
    _require_open(collection, organization, now)
    answer = {"collection": collection, "organization": organization}
    if not Submission.objects.filter(**answer).exists():
        if not collection.audience.includes(organization):
            raise Refused("not-addressed", title=collection.title, owner=collection.organization.name)
        first = Submission(**answer, org_path=organization.path, changed_at=now)
        Submission.objects.bulk_create([first], ignore_conflicts=True)
    return locked(Submission.objects.get(**answer))


def locked(submission: Submission) -> Submission:
    """The answer as it stands now, nobody else's until the transaction ends."""
    related = ("collection", "organization", "version", "accepted_version")
    rows = Submission.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=submission.pk)


def require_editable(submission: Submission) -> None:
    """Raise Refused unless the organisation may write: before the submit, after a return, while it corrects."""
    if not submission.is_editable:
        raise Refused("already-accepted" if submission.state == ACCEPTED else "already-submitted")


def reopened_only(submission: Submission, raw: Raw) -> Raw:
    """After a return only the returned fields are open; the rest stays as it was handed in.

    What begins with "_" is no field: the notes and the reply that are being written.
    """
    fields = reopened(submission)
    if fields is None:
        return dict(raw)
    return {key: value for key, value in raw.items() if key in fields or key.startswith("_")}


def reopened(submission: Submission) -> frozenset[str] | None:
    """The keys that the last return opened again; None: all of them."""
    if submission.state != RETURNED:
        return None
    slip = ReturnSlip.objects.filter(submission=submission).first()
    return frozenset(slip.fields) if slip and slip.points else None


def _require_open(collection: Collection, organization: Organization, now: datetime) -> None:
    if now < collection.opens_at:
        raise Refused("not-open", title=collection.title, opens=collection.opens_at)
    if collection.closes_at and now > collection.closes_at:
        due = terms.due_of(collection, organization)
        if not due.is_extended or due.is_past(now):
            raise Refused("closed", title=collection.title, owner=collection.organization.name)
