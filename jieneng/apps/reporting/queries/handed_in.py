"""What was handed in: one version of a report with its history, for those who may see it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from jieneng.apps.reporting.queries.differences import Compared, compare
from jieneng.core.campaigns.beside import counted_on_form
from jieneng.core.collections import terms
from jieneng.core.collections.models import ReturnSlip, Submission, SubmissionVersion
from jieneng.core.collections.queries.last_year import last_year_of
from jieneng.core.files.queries import own
from jieneng.core.forms.checks import flags
from jieneng.core.forms.definition import Form
from jieneng.core.forms.page import Found, file_ids, page, typed
from jieneng.core.forms.page_parts import Page

_RELATED = ("collection__organization", "collection__form_version", "collection__audience", "organization", "reviewer")
LOOKS = {"draft": "draft", "waiting": "wait", "returned": "back", "accepted": "done"}


@dataclass(frozen=True)
class HandedIn:
    """A version, the versions beside it, the return slips, and the differences to `other`."""

    submission: Submission
    version: SubmissionVersion
    other: SubmissionVersion | None
    versions: list[SubmissionVersion]
    slips: list[ReturnSlip]
    form: Form
    page: Page
    compared: Compared

    @property
    def number(self) -> str:
        return number_of(self.submission, self.version)

    @property
    def returns(self) -> list[tuple[ReturnSlip, list[tuple[str, str]]]]:
        """Each return slip with its points: the label of the field and what was said."""
        return [(slip, points_of(self.form, slip)) for slip in self.slips]


def number_of(submission: Submission, version: SubmissionVersion) -> str:
    """The number of a receipt: the report, and the first twelve signs of what was handed in."""
    return f"{submission.pk}-{version.digest[:12]}"


def state_of(submission: Submission) -> tuple[str, str]:
    """The shape and the word of a report's state."""
    if submission.is_correction and submission.is_editable:
        return "draft", "更正中"
    return LOOKS[submission.state], submission.get_state_display()


def points_of(form: Form, slip: ReturnSlip) -> list[tuple[str, str]]:
    """The points of a return slip: the label of the field and what was said about it."""
    fields = form.fields
    return [(fields[point["field"]].label, point["text"]) for point in slip.points if point["field"] in fields]


def visible(person: Any, pk: int) -> Submission:
    """A report in someone's sight that was handed in at least once; 404 otherwise."""
    rows = Submission.objects.visible_to(person).filter(version__isnull=False)
    return get_object_or_404(rows.select_related("version", "accepted_version", *_RELATED), pk=pk)


def handed_in(submission: Submission, *, no: int | None = None, beside: int | None = None) -> HandedIn:
    """One version (the last without a number) and its differences to another (the one before it without one)."""
    versions = list(submission.versions.select_related("by").order_by("no"))
    version = _numbered(versions, no or versions[-1].no)
    other = _numbered(versions, beside) if beside else next((v for v in reversed(versions) if v.no < version.no), None)
    form = terms.form_for(submission.collection, submission.org_path)
    shown, before = pages(form, submission, version, other)
    slips = ReturnSlip.objects.filter(submission=submission).select_related("organization", "version", "by")
    compared = compare(shown, before)
    return HandedIn(submission, version, other, versions, list(slips), form, shown, compared)


def pages(
    form: Form, submission: Submission, version: SubmissionVersion, other: SubmissionVersion | None
) -> tuple[Page, Page | None]:
    """A version and another as pages on which nothing is typed; the files of both are the organisation's own."""
    last_year = last_year_of(submission.collection, submission.organization_id)
    raw, before = typed(form, version.values), typed(form, other.values) if other else None
    files = own(file_ids(form, raw) | (file_ids(form, before) if before else set()), submission.organization)
    counted = counted_on_form(submission.collection, submission.organization)
    found = Found(
        flags=flags(form, version.values, last_year=last_year, in_part=counted.figures),
        notes=version.notes,
        last_year=last_year,
        counted=counted.figures,
        counted_more=counted.more,
        files=files,
    )
    old = page(form, before, Found(files=files), open_keys=()) if before else None
    return page(form, raw, found, open_keys=()), old


def _numbered(versions: list[SubmissionVersion], no: int) -> SubmissionVersion:
    found = next((version for version in versions if version.no == no), None)
    if found is None:
        raise Http404("version")
    return found
