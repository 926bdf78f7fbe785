"""Hand an answer in: judged, kept as a version that never changes, on its way to the first reviewer."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.collections import terms
from jieneng.core.collections.actions.answering import answer_of, reopened_only, require_editable
from jieneng.core.collections.beside import keys_beside
from jieneng.core.collections.contribution import append_change, contribution
from jieneng.core.collections.models import Collection, ReturnSlip, Submission, SubmissionVersion
from jieneng.core.collections.models.answers import DRAFT, RETURNED, WAITING
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
    submission = answer_of(collection, organization, now)
    require_editable(submission)
    if submission.draft_no != draft_no:
        raise Refused("stale-form")
    submission.draft |= reopened_only(submission, raw)
    form = terms.form_for(collection, organization.path)
    figures, in_part = last_year_of(collection, organization.pk), keys_beside(collection)
    values = _judged(form, submission.draft, notes or {}, confirmed, figures, in_part)
    require_own(_file_ids(form, values), organization)
    _answer_slip(submission, reply, values, now)
    before = contribution(submission)
    _hand_in(submission, form, values, dict(notes or {}), by=by, now=now)
    append_change(submission, before)
    record(by, "report.submit", submission, changes={"version": submission.version.no, "late": submission.is_late})
    return submission


def _judged(
    form: Form, raw: Raw, notes: Mapping[str, str], confirmed: bool, last_year: Figures, in_part: frozenset[str]
) -> Values:
    reading = clean(form, raw)
    found = [] if reading.problems else flags(form, reading.values, last_year=last_year, in_part=in_part)
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
    because = submission.draft.pop("_because", "") or _because_before(submission)
    submission.draft.pop("_reply", None)
    submission.save()
    submission.version = SubmissionVersion.objects.create(
        submission=submission,
        no=submission.versions.count() + 1,
        form_version=collection.form_version,
        values=values,
        notes=notes,
        sums=sums_of(form.fields.values(), values),
        because=because,
        digest=digest_of(values),
        by=by,
        at=now,
    )
    submission.state = WAITING
    submission.review_step = 0
    submission.reviewer = terms.first_reviewer(collection, organization)
    submission.save()


def _because_before(submission: Submission) -> str:
    """Why this correction was begun, when its first version came back or was taken back."""
    if not submission.is_correction or submission.accepted_version is None:
        return ""
    since = submission.versions.filter(no__gt=submission.accepted_version.no).exclude(because="")
    return since.values_list("because", flat=True).last() or ""


def digest_of(values: Values) -> str:
    """SHA-256 of what was handed in; printed on the receipt, so that it can be proven later."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _file_ids(form: Form, values: Values) -> set[int]:
    single = {values[field.key] for field in form.fields.values() if field.type == "file" and values.get(field.key)}
    photos = (photo for field in form.fields.values() if field.type == "photos" for photo in values[field.key] or ())
    return single | {photo["file"] for photo in photos}
