"""Keep what is typed: by the button, or while somebody is typing."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.collections.actions.answering import answer_of, reopened_only, require_editable
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.forms.raw import Raw
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

_SITTING = timedelta(minutes=10)  # a pause in typing after which a new sitting begins


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
    submission = answer_of(collection, organization, now)
    require_editable(submission)
    if submission.draft_no != draft_no:
        raise Refused("stale-form")
    goes_on = submission.draft_by_id == by.pk and submission.draft_at and now - submission.draft_at < _SITTING
    submission.draft |= reopened_only(submission, raw)
    submission.draft_no += 1
    submission.draft_at = submission.changed_at = now
    submission.draft_by = by
    submission.save()
    return submission, not goes_on
