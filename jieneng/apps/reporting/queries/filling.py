"""What an organisation needs to fill in one report: its form, its draft, its day, what was returned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from jieneng.core import paths
from jieneng.core.campaigns.beside import OnForm, counted_on_form
from jieneng.core.collections import terms
from jieneng.core.collections.actions.answering import reopened
from jieneng.core.collections.models import Collection, Extension, Reminder, ReporterGroup, ReturnSlip, Submission
from jieneng.core.collections.models.answers import ACCEPTED, RETURNED
from jieneng.core.collections.queries.last_year import last_year_of
from jieneng.core.collections.terms import Due
from jieneng.core.files.queries import own
from jieneng.core.forms.checks import flags
from jieneng.core.forms.definition import Form
from jieneng.core.forms.page import Found, file_ids, page, typed
from jieneng.core.forms.page_parts import Page
from jieneng.core.forms.raw import Raw
from jieneng.core.forms.values import clean
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Problem

PASTED = "_summary"  # where a pasted summary is kept in the draft


@dataclass(frozen=True)
class Report:
    """One organisation's report, whether it has begun or not. `open_keys` None: every field may be written."""

    collection: Collection
    organization: Organization
    submission: Submission | None
    form: Form
    due: Due
    reviewers: list[Organization]
    last_year: Mapping[str, Decimal]
    slip: ReturnSlip | None
    open_keys: frozenset[str] | None
    reminder: Reminder | None = None
    extension: Extension | None = None
    group: ReporterGroup | None = None
    counted: OnForm = field(default_factory=OnForm)

    @property
    def draft_no(self) -> int:
        return self.submission.draft_no if self.submission else 0

    @property
    def draft(self) -> Raw:
        return self.submission.draft if self.submission else {}

    @property
    def draft_summary(self) -> str:
        """The text that was pasted to read its figures."""
        return str(self.draft.get(PASTED) or "")

    @property
    def is_editable(self) -> bool:
        return self.submission is None or self.submission.is_editable

    @property
    def due_at(self) -> datetime:
        """Until when: the day on the return slip, where there is one."""
        return self.slip.due_at if self.slip else self.due.at

    def is_closed(self, now: datetime) -> bool:
        closes = self.collection.closes_at
        return bool(closes and now > closes and (not self.due.is_extended or self.due.is_past(now)))


def asked_of(organization: Organization, pk: int) -> Collection:
    """The collection, if this organisation is asked (or has answered already); 404 otherwise."""
    reaching = Collection.objects.select_related("organization", "form_version", "audience")
    collection = get_object_or_404(reaching, pk=pk)
    if not collection.audience.includes(organization) and not _answered(collection, organization):
        raise Http404("collection")
    return collection


def report_of(collection: Collection, organization: Organization) -> Report:
    """Everything about one organisation's report."""
    related = ("version", "accepted_version", "draft_by", "reviewer")
    submission = (
        Submission.objects.select_related(*related).filter(collection=collection, organization=organization).first()
    )
    if submission:
        submission.collection, submission.organization = collection, organization
    is_returned = submission is not None and submission.state == RETURNED
    slips = ReturnSlip.objects.filter(submission=submission).select_related("organization", "by")
    held = terms.held_for(collection, organization)
    return Report(
        collection=collection,
        organization=organization,
        submission=submission,
        form=held.form,
        due=held.due,
        group=held.group,
        reviewers=held.reviewers(),
        last_year=last_year_of(collection, organization.pk),
        slip=slips.first() if is_returned else None,
        open_keys=reopened(submission) if submission else None,
        reminder=None if submission and submission.is_handed_in else _reminder(collection, organization),
        extension=held.extension,
        counted=counted_on_form(collection, organization),
    )


def _reminder(collection: Collection, organization: Organization) -> Reminder | None:
    """The last one that reached this organisation."""
    above = list(paths.ancestors(organization.path))
    rows = Reminder.objects.filter(collection=collection, under__in=above).select_related("organization")
    return rows.order_by("-id").first()


def shown(
    report: Report,
    raw: Raw,
    *,
    problems: Mapping[str, Problem] | None = None,
    strictly: bool = False,
    one_more: str = "",
) -> Page:
    """The form with what was typed. Doubts are shown at once; what is still missing only when asked `strictly`."""
    whole = _with_closed(report, raw)
    reading = clean(report.form, whole)
    found = Found(
        problems=problems if problems is not None else reading.problems if strictly else {},
        flags=flags(report.form, reading.values, last_year=report.last_year, in_part=report.counted.figures),
        notes=raw.get("_notes") or _notes(report.submission),
        last_year=report.last_year,
        counted=report.counted.figures,
        counted_more=report.counted.more,
        files=own(file_ids(report.form, whole), report.organization),
        one_more=one_more,
    )
    return page(report.form, whole, found, open_keys=report.open_keys)


@dataclass(frozen=True)
class Step:
    """One step of a flow: state "ok", "now" or ""."""

    state: str
    label: str
    note: str


def steps(report: Report, said_due: str) -> list[Step]:
    """Where the report stands on its way: filled in, reviewed by each level that asked to, counted."""
    submission = report.submission
    n_done = 0 if submission is None or report.is_editable else 1 + submission.review_step
    is_counted = submission is not None and submission.state == ACCEPTED and submission.reviewer_id is None
    names = [("填报提交", said_due), *((f"{level.name}审核", "") for level in report.reviewers), ("计入汇总", "")]
    n_now = len(names) if is_counted and not report.is_editable else n_done
    return [
        Step("ok" if at < n_now else "now" if at == n_now else "", label, note)
        for at, (label, note) in enumerate(names)
    ]


def _answered(collection: Collection, organization: Organization) -> bool:
    return Submission.objects.filter(collection=collection, organization=organization).exists()


def _with_closed(report: Report, raw: Raw) -> Raw:
    """What is not open stands as it was handed in."""
    if report.open_keys is None or report.submission is None or report.submission.version is None:
        return raw
    handed_in = typed(report.form, report.submission.version.values)
    return handed_in | {key: value for key, value in raw.items() if key in report.open_keys}


def _notes(submission: Submission | None) -> dict[str, Any]:
    return dict(submission.version.notes) if submission and submission.version else {}
