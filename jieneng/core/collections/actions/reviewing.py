"""Review: accept an answer, accept many, return it with the very fields."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.collections import terms
from jieneng.core.collections.contribution import append_change, contribution
from jieneng.core.collections.models import ReturnSlip, Submission
from jieneng.core.collections.models.answers import ACCEPTED, RETURNED, WAITING
from jieneng.core.orgs.acting import require, roles_at
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import actions, reasons
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Point:
    """One field that goes back: which, why, and what is to be done."""

    field: str
    reason: str
    text: str


@transaction.atomic
def accept(submission: Submission, *, by: Any, now: datetime) -> Submission:
    """The reviewer whose turn it is accepts. With the first acceptance the answer becomes a fact."""
    submission = _locked(submission.pk)
    if submission.reviewer is None or submission.state not in (WAITING, ACCEPTED):
        raise Refused("nothing-to-review")
    require(by, submission.reviewer, "report.review")
    if submission.version.by_id == by.pk:
        raise Refused("own-work")
    before = contribution(submission)
    if submission.state == WAITING:  # a correction that was opened since stays open while a further level looks
        submission.is_correction = False
    submission.state = ACCEPTED
    submission.accepted_version = submission.version
    submission.review_step += 1
    reviewer = submission.reviewer
    submission.reviewer = terms.next_reviewer(submission.collection, reviewer)
    submission.changed_at = now
    submission.save()
    append_change(submission, before)
    changes = {"at": reviewer.name, "version": submission.version.no, "step": submission.review_step}
    record(by, "report.review", submission, changes=changes)
    return submission


@transaction.atomic
def accept_many(ids: Iterable[int], *, at: Organization, by: Any, now: datetime) -> int:
    """Accept all of these for one reviewing organisation, or none: one foreign id refuses the whole call."""
    wanted = sorted(set(ids))
    found = list(Submission.objects.awaiting(at).filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise Http404("submission")
    for submission in found:
        accept(submission, by=by, now=now)
    return len(found)


@transaction.atomic
def return_answer(
    submission: Submission,
    points: Iterable[Point],
    *,
    text: str,
    reason: str,
    due_at: datetime,
    by: Any,
    now: datetime,
) -> ReturnSlip:
    """Send an answer back for the fields named; without any, the whole form is open again.

    Returning what was accepted takes its fact back; returning a correction leaves the accepted version counting.
    """
    submission = _locked(submission.pk)
    at = _returning(submission, by)
    points = [point for point in points if point.field]
    _require_said(points, reason, text)
    if submission.state not in (WAITING, ACCEPTED):
        raise Refused("nothing-to-review")
    before = contribution(submission)
    if submission.version_id == submission.accepted_version_id:
        submission.accepted_version = None
    submission.state, submission.reviewer, submission.review_step = RETURNED, None, 0
    submission.changed_at = now
    submission.save()
    append_change(submission, before)
    slip = ReturnSlip.objects.create(
        submission=submission,
        version=submission.version,
        organization=at,
        reason=reason,
        text=text.strip()[:500],
        points=[asdict(point) for point in points],
        due_at=due_at,
        by=by,
        at=now,
    )
    changes = {"at": at.name, "fields": [point.field for point in points]}
    record(by, "report.return", submission, because=text, changes=changes)
    return slip


def _require_said(points: list[Point], reason: str, text: str) -> None:
    known = reasons("return")
    for code in (reason, *(point.reason for point in points)):
        if code not in known:
            raise Refused("unknown-reason", reason=code)
    if not text.strip() and not any(point.text.strip() for point in points):
        raise Refused("reason-missing", what="退回意见")


def _returning(submission: Submission, by: Any) -> Organization:
    """The organisation for which `by` returns: whoever reviews now, else the lowest level above where they may."""
    allowed = actions()["report.return"].roles
    root = submission.collection.audience.root_path
    line = Organization.objects.ancestors_of(submission.org_path).filter(path__gte=root)
    candidates = [level for level in reversed(line) if paths.is_within(level.path, root)]
    if submission.reviewer:
        candidates.insert(0, submission.reviewer)
    for level in candidates:
        if roles_at(by, level) & allowed:
            return level
    require(by, candidates[0] if candidates else submission.organization, "report.return")
    raise Refused("nothing-to-review")


def _locked(pk: int) -> Submission:
    related = ("collection__audience", "organization", "version", "accepted_version", "reviewer")
    return Submission.objects.select_for_update(of=("self",)).select_related(*related).get(pk=pk)
