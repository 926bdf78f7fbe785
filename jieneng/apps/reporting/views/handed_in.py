"""Look at what was handed in; the receipt; take it back; correct it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.queries.filling import report_of, steps
from jieneng.apps.reporting.queries.handed_in import handed_in, number_of, state_of, visible
from jieneng.apps.reporting.views.common import now
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions
from jieneng.core.collections.models import Submission
from jieneng.core.orgs.acting import acting_of
from jieneng.ui import wording


@login_required
@require_GET
def submission(request: HttpRequest, pk: int, no: int | None = None) -> HttpResponse:
    """One version of a report, the last without a number, with its differences (?with=) and its history."""
    found = visible(request.user, pk)
    beside = request.GET.get("with", "")
    version = handed_in(found, no=no, beside=int(beside) if beside.isdecimal() and len(beside) < 5 else None)
    context = {"handed_in": version, "submission": found, "state": state_of(found), "now": now()}
    return render(request, "reporting/submission.html", context)


@login_required
@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What my organisation has handed in, that it has arrived, and what happens next."""
    mine = _mine(request, pk)
    if mine.version is None or (mine.is_editable and not mine.is_correction):
        return redirect("reporting:report", mine.collection_id)
    report = report_of(mine.collection, mine.organization)
    context = {
        "submission": mine,
        "report": report,
        "number": number_of(mine, mine.version),
        "state": state_of(mine),
        "steps": steps(report, wording.moment(mine.version.at)),
        "is_last_step": mine.reviewer_id is None,
    }
    return render(request, "reporting/receipt.html", context)


@deed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back that nobody has reviewed yet."""
    mine = _mine(request, pk)
    actions.withdraw(mine, by=request.user, now=now())
    return redirect("reporting:report", mine.collection_id)


@deed
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an accepted report for a correction."""
    mine = _mine(request, pk)
    actions.correct(mine, because=request.POST.get("because", ""), by=request.user, now=now())
    return redirect("reporting:report", mine.collection_id)


def _mine(request: HttpRequest, pk: int) -> Submission:
    """A report of the organisation that somebody acts for; 404 for any other."""
    own = Submission.objects.visible_to(request.user).filter(organization=acting_of(request).organization)
    related = ("collection__organization", "collection__form_version", "collection__audience", "organization")
    return get_object_or_404(own.select_related("version", "version__by", "reviewer", *related), pk=pk)
