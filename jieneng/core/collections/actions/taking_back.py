"""Take an answer back before it is reviewed; open an accepted one for a correction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.collections import terms
from jieneng.core.collections.actions.answering import locked
from jieneng.core.collections.contribution import append_change, contribution
from jieneng.core.collections.models import ReturnSlip, Submission
from jieneng.core.collections.models.answers import ACCEPTED, DRAFT, RETURNED, WAITING
from jieneng.core.orgs.acting import require
from jieneng.ui.refusals import Refused


@transaction.atomic
def withdraw(submission: Submission, *, by: Any, now: datetime) -> Submission:
    """Take an answer back before anybody has reviewed it; it stands again where it stood before it was handed in."""
    require(by, submission.organization, "report.withdraw")
    submission = locked(submission)
    if submission.state != WAITING:
        raise Refused("withdrawn-too-late")
    before = contribution(submission)
    _put_back(submission)
    submission.changed_at = now
    submission.save()
    append_change(submission, before)
    record(by, "report.withdraw", submission)
    return submission


@transaction.atomic
def correct(submission: Submission, *, because: str, by: Any, now: datetime) -> Submission:
    """Open an accepted answer for a correction. What was accepted counts on until the new version is accepted."""
    require(by, submission.organization, "report.correct")
    if not submission.organization.is_open:
        raise Refused("already-closed", organization=submission.organization.name)
    submission = locked(submission)
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


def _put_back(submission: Submission) -> None:
    """Returned, if the last return is still to be answered; else at what was accepted; else a draft."""
    accepted, slip = submission.accepted_version, _open_slip(submission)
    submission.state, submission.reviewer, submission.review_step = DRAFT, None, 0
    if slip:
        submission.state, submission.version = RETURNED, slip.version
        slip.replied_at = None
        slip.save(update_fields=["replied_at"])
    elif accepted:
        submission.state, submission.version = ACCEPTED, accepted
        _ask_next_level(submission)


def _open_slip(submission: Submission) -> ReturnSlip | None:
    """The last return, unless something was accepted after it."""
    slip = ReturnSlip.objects.filter(submission=submission).select_related("version").first()
    accepted = submission.accepted_version
    return slip if slip and (accepted is None or slip.version.no > accepted.no) else None


def _ask_next_level(submission: Submission) -> None:
    """What was accepted goes on to the next level. It is not kept whether that one had seen it: it looks once more."""
    first = terms.first_reviewer(submission.collection, submission.organization)
    submission.reviewer = terms.next_reviewer(submission.collection, first)
    submission.review_step = 1
