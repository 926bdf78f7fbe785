"""Answer: save a draft, submit it, withdraw it before review, correct what was accepted."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.collections import terms
from jieneng.core.collections.contribution import append_change, contribution
from jieneng.core.collections.models import Collection, ReturnSlip, Submission, SubmissionVersion
from jieneng.core.collections.models.answers import ACCEPTED, DRAFT, RETURNED, WAITING
from jieneng.core.collections.queries.last_year import Figures, last_year_of
from jieneng.core.files.queries import require_own
from jieneng.core.forms.checks import Flag, flags
from jieneng.core.forms.counted import sums_of
from jieneng.core.forms.definition import Form
from jieneng.core.forms.raw import Raw
from jieneng.core.forms.values import Values, clean
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.roster import entry_for
from jieneng.ui.refusals import Problem, Refused

_SITTING = timedelta(minutes=10)  # a pause in typing after which a new sitting begins


class Incomplete(Exception):
    """What was typed cannot be submitted yet: problems by field, errors between fields, warnings to be confirmed."""

    def __init__(self, problems: Mapping[str, Problem], found: list[Flag]) -> None:
        super().__init__(f"{len(problems)} problems, {len(found)} flags")
        self.problems = problems
        self.flags = found

    @property
    def only_asks(self) -> bool:
        """Nothing is wrong; only warnings wait for "it is so"."""
        return not self.problems and all(flag.kind == "warning" for flag in self.flags)


@transaction.atomic
def save_draft(
    collection: Collection, organization: Organization, raw: Raw, *, draft_no: int, by: Any, now: datetime
) -> Submission:
    """Keep what has been typed so far, as it is. The row appears with the first save.

    `draft_no` is the one that the page was rendered with; when somebody saved since, this is refused and nothing of
    theirs is overwritten.
    """
    submission, _ = _kept_draft(collection, organization, raw, draft_no=draft_no, by=by, now=now)
    record(by, "report.fill", submission)
    return submission


@transaction.atomic
def autosave(
    collection: Collection, organization: Organization, raw: Raw, *, draft_no: int, by: Any, now: datetime
) -> Submission:
    """The same while somebody is typing: one audit entry for a sitting, not for every pause in typing."""
    submission, is_new_sitting = _kept_draft(collection, organization, raw, draft_no=draft_no, by=by, now=now)
    if is_new_sitting:
        record(by, "report.fill", submission)
    return submission


def _kept_draft(
    collection: Collection, organization: Organization, raw: Raw, *, draft_no: int, by: Any, now: datetime
) -> tuple[Submission, bool]:
    """The submission with its new draft, and whether a new sitting begins with it."""
    require(by, organization, "report.fill")
    submission = _mine(collection, organization, now)
    _require_editable(submission)
    if submission.draft_no != draft_no:
        raise Refused("stale-form")
    goes_on = submission.draft_by_id == by.pk and submission.draft_at and now - submission.draft_at < _SITTING
    submission.draft |= _reopened_only(submission, raw)
    submission.draft_no += 1
    submission.draft_at = submission.changed_at = now
    submission.draft_by = by
    submission.save()
    return submission, not goes_on


@transaction.atomic
def submit(
    collection: Collection,
    organization: Organization,
    raw: Raw,
    *,
    draft_no: int,
    by: Any,
    now: datetime,
    notes: Mapping[str, str] | None = None,
    reply: str = "",
    confirmed: bool = False,
) -> Submission:
    """Hand in a new version for review. Raises Incomplete when the form is not right; then nothing has happened.

    Doubtful figures need a note beside them or `confirmed`; errors are errors. After the due day it counts as late;
    after the collection is closed it is refused.
    """
    require(by, organization, "report.submit")
    submission = _mine(collection, organization, now)
    _require_editable(submission)
    if submission.draft_no != draft_no:
        raise Refused("stale-form")
    submission.draft |= _reopened_only(submission, raw)
    form = terms.form_for(collection, organization.path)
    figures = last_year_of(collection, organization.pk)
    values = _judged(form, submission.draft, notes or {}, confirmed, figures)
    require_own(_file_ids(form, values), organization)
    _answer_slip(submission, reply, values, now)
    before = contribution(submission)
    _hand_in(submission, form, values, dict(notes or {}), by=by, now=now)
    append_change(submission, before)
    record(by, "report.submit", submission, changes={"version": submission.version.no, "late": submission.is_late})
    return submission


@transaction.atomic
def withdraw(submission: Submission, *, by: Any, now: datetime) -> Submission:
    """Take an answer back before anybody has reviewed it; it becomes a draft again."""
    require(by, submission.organization, "report.withdraw")
    submission = _locked(submission)
    if submission.state != WAITING:
        raise Refused("withdrawn-too-late")
    before = contribution(submission)
    submission.state = ACCEPTED if submission.accepted_version_id else DRAFT
    submission.reviewer = None
    submission.changed_at = now
    submission.save()
    append_change(submission, before)
    record(by, "report.withdraw", submission)
    return submission


@transaction.atomic
def correct(submission: Submission, *, because: str, by: Any, now: datetime) -> Submission:
    """Open an accepted answer for a correction. What was accepted counts on until the new version is accepted."""
    require(by, submission.organization, "report.correct")
    submission = _locked(submission)
    if submission.state != ACCEPTED:
        raise Refused("nothing-to-review")
    if not because.strip():
        raise Refused("reason-missing", what="更正原因")
    submission.is_correction = True
    submission.draft |= {"_because": because.strip()[:500]}
    submission.changed_at = now
    submission.save(update_fields=["is_correction", "draft", "changed_at"])
    record(by, "report.correct", submission, because=because)
    return submission


def _mine(collection: Collection, organization: Organization, now: datetime) -> Submission:
    """The organisation's answer, locked. Two first saves at once come one after the other to the same row."""
    _require_open(collection, organization, now)
    answer = {"collection": collection, "organization": organization}
    if not Submission.objects.filter(**answer).exists():
        if not collection.audience.includes(organization):
            raise Refused("not-addressed", title=collection.title, owner=collection.organization.name)
        first = Submission(**answer, org_path=organization.path, changed_at=now)
        Submission.objects.bulk_create([first], ignore_conflicts=True)
    return _locked(Submission.objects.get(**answer))


def _locked(submission: Submission) -> Submission:
    related = ("collection", "organization", "version", "accepted_version")
    rows = Submission.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=submission.pk)


def _require_open(collection: Collection, organization: Organization, now: datetime) -> None:
    if now < collection.opens_at:
        raise Refused("not-open", title=collection.title, opens=collection.opens_at)
    if collection.closes_at and now > collection.closes_at:
        due = terms.due_of(collection, organization)
        if not due.is_extended or due.is_past(now):
            raise Refused("closed", title=collection.title, owner=collection.organization.name)


def _require_editable(submission: Submission) -> None:
    if not submission.is_editable:
        raise Refused("already-accepted" if submission.state == ACCEPTED else "already-submitted")


def _reopened_only(submission: Submission, raw: Raw) -> Raw:
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


def _judged(form: Form, raw: Raw, notes: Mapping[str, str], confirmed: bool, last_year: Figures) -> Values:
    reading = clean(form, raw)
    found = [] if reading.problems else flags(form, reading.values, last_year=last_year)
    errors = [flag for flag in found if flag.kind == "error"]
    asks = [flag for flag in found if not any(notes.get(key) for key in flag.fields)]
    if reading.problems or errors or (asks and not confirmed):
        raise Incomplete(reading.problems, errors or asks)
    return reading.values


def _answer_slip(submission: Submission, reply: str, values: Values, now: datetime) -> None:
    if submission.state != RETURNED:
        return
    if submission.version and values == submission.version.values and not reply.strip():
        raise Refused("nothing-changed")
    slip = ReturnSlip.objects.filter(submission=submission, replied_at__isnull=True).first()
    if slip:
        slip.reply, slip.replied_at = reply.strip()[:500], now
        slip.save(update_fields=["reply", "replied_at"])


def _hand_in(
    submission: Submission, form: Form, values: Values, notes: dict[str, str], *, by: Any, now: datetime
) -> None:
    collection, organization = submission.collection, submission.organization
    if not submission.route:
        entry = entry_for(organization, collection.year)
        submission.route, submission.category = entry.route, entry.category
    if submission.state == DRAFT:
        grace = timedelta(minutes=collection.grace_minutes)
        submission.is_late = terms.due_of(collection, organization).is_past(now, grace)
        submission.first_submitted_at = now
    submission.changed_at = now
    submission.draft_no += 1
    because = submission.draft.pop("_because", "")
    submission.draft.pop("_reply", None)
    submission.save()
    submission.version = SubmissionVersion.objects.create(
        submission=submission,
        no=submission.versions.count() + 1,
        form_version=collection.form_version,
        values=values,
        notes=notes,
        sums=sums_of(form, values),
        because=because,
        digest=digest_of(values),
        by=by,
        at=now,
    )
    submission.state = WAITING
    submission.review_step = 0
    submission.reviewer = terms.first_reviewer(collection, organization)
    submission.save()


def digest_of(values: Values) -> str:
    """SHA-256 of what was handed in; printed on the receipt, so that it can be proven later."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _file_ids(form: Form, values: Values) -> set[int]:
    single = {values[field.key] for field in form.fields.values() if field.type == "file" and values.get(field.key)}
    photos = (photo for field in form.fields.values() if field.type == "photos" for photo in values[field.key] or ())
    return single | {photo["file"] for photo in photos}
