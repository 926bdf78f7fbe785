"""The review desk: the queue, the report with its differences, return it, accept it, accept the clean ones."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.reporting.forms.slip import Slip, require_complete, slip_of
from jieneng.apps.reporting.queries import desk
from jieneng.apps.reporting.queries.handed_in import handed_in, state_of
from jieneng.apps.reporting.views.common import now
from jieneng.core import paths
from jieneng.core.audit.deeds import deed
from jieneng.core.collections import actions, terms
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.orgs.acting import acting_of
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.sight import sees
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import reasons
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_MOST_AT_ONCE = 100


@login_required
@require_GET
def review(request: HttpRequest, pk: int, submission: int | None = None) -> HttpResponse:
    """The desk of my organisation for one collection; the first of the queue opens when none is chosen."""
    collection, reviewer = _collection(request, pk)
    after = request.GET.get("after", "")
    waiting = desk.queue(collection, reviewer, request.user, after=number(after) or None)
    chosen = waiting.waiting[0].submission if waiting.waiting else None
    if submission is not None:
        chosen = desk.waiting_for(collection, reviewer, submission)
    return _page(request, collection, reviewer, waiting, chosen)


@deed
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one report as it was shown; ticked fields stand in the way."""
    chosen = _to_decide(request, pk)
    slip = slip_of(request.POST, terms.form_for(chosen.collection, chosen.org_path))
    try:
        if slip.points:
            raise Refused("still-ticked", n=len(slip.points))
        _require_same(request, chosen)
        actions.accept(chosen, by=request.user, now=now())
    except Refused as refused:
        return _again(request, chosen, slip, refused)
    messages.success(request, _("{name}：审核通过。").format(name=chosen.organization.name))
    return _next(request, chosen)


@deed
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one report for the ticked fields; without any tick, for what the text says."""
    chosen = _to_decide(request, pk)
    slip = slip_of(request.POST, terms.form_for(chosen.collection, chosen.org_path))
    try:
        require_complete(slip, now())
        _require_same(request, chosen)
        _send_back(request, chosen, slip)
    except Refused as refused:
        return _again(request, chosen, slip, refused)
    messages.success(request, _("{name}：已退回修改。").format(name=chosen.organization.name))
    return _next(request, chosen)


@deed
def accept_clean(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept exactly the reports that the page showed without anything doubtful, in the versions it showed."""
    collection, reviewer = _collection(request, pk)
    seen = dict(pair for text in request.POST.getlist("seen")[:_MOST_AT_ONCE] if (pair := _pair(text)))
    if not seen:
        raise Refused("nothing-to-review")
    rows = Submission.objects.select_for_update(of=("self",)).select_related("organization")
    for one in rows.filter(pk__in=seen, collection=collection).order_by("pk"):  # always in this order: no two wait
        if one.version_id != seen[one.pk]:
            raise Refused("changed-since", name=one.organization.name)
    n = actions.accept_many(seen, at=reviewer, by=request.user, now=now())
    messages.success(request, _("{n} 家一并审核通过。").format(n=n))
    return redirect("reporting:review", pk)


def _pair(text: str) -> tuple[int, int] | None:
    """The report and the version that a box of the page stands for (12:34); None for anything else."""
    found = re.fullmatch(r"([0-9]{1,18}):([0-9]{1,18})", text)
    return (int(found[1]), int(found[2])) if found else None


def _collection(request: HttpRequest, pk: int) -> tuple[Collection, Organization]:
    """The collection, if my organisation stands in its part of the tree and I may see what is reported there."""
    mine = acting_of(request).organization
    collection = get_object_or_404(Collection.objects.select_related("organization", "form_version", "audience"), pk=pk)
    if not paths.is_within(mine.path, collection.audience.root_path) or not sees(request.user, mine):
        raise Http404("collection")
    if mine.is_unit:
        raise Refused("only-offices", organization=mine.name)
    return collection, mine


def _to_decide(request: HttpRequest, pk: int) -> Submission:
    """A report whose turn it is at my organisation; locked, so that nobody decides it meanwhile."""
    mine = acting_of(request).organization
    rows = Submission.objects.awaiting(mine).select_for_update(of=("self",))
    related = ("collection__organization", "collection__form_version", "collection__audience", "organization")
    return get_object_or_404(rows.select_related("version__by", "reviewer", "accepted_version", *related), pk=pk)


def _require_same(request: HttpRequest, chosen: Submission) -> None:
    """What is decided is what was seen."""
    if request.POST.get("version") != str(chosen.version_id):
        raise Refused("changed-since", name=chosen.organization.name)


def _send_back(request: HttpRequest, chosen: Submission, slip: Slip) -> None:
    assert slip.due_at is not None  # complete, so it has a day
    actions.return_answer(
        chosen,
        slip.points,
        text=slip.text,
        reason=slip.first_reason or "other",
        due_at=slip.due_at,
        by=request.user,
        now=now(),
    )


def _next(request: HttpRequest, decided: Submission) -> HttpResponse:
    """The next one of the queue as it was shown, if it still waits."""
    following = number(request.POST.get("next"))
    mine = acting_of(request).organization
    if Submission.objects.awaiting(mine).filter(pk=following).exists():
        return redirect("reporting:review_one", decided.collection_id, following)
    return redirect("reporting:review", decided.collection_id)


def _again(request: HttpRequest, chosen: Submission, slip: Slip, refused: Refused) -> HttpResponse:
    """The desk once more, with everything ticked and typed as it was, and why it was not sent."""
    collection, reviewer = chosen.collection, acting_of(request).organization
    waiting = desk.queue(collection, reviewer, request.user)
    return _page(request, collection, reviewer, waiting, chosen, slip=slip, refusal=refused, status=refused.status)


def _page(
    request: HttpRequest,
    collection: Collection,
    reviewer: Organization,
    waiting: desk.Queue,
    chosen: Submission | None,
    *,
    slip: Slip | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    moment = now()
    context: dict[str, Any] = {
        "collection": collection,
        "queue": waiting,
        "chosen": chosen,
        "counts": desk.counts(collection, reviewer.path),
        "due": terms.due_of(collection, reviewer),
        "reasons": reasons("return"),
        "now": moment,
        "slip": slip,
        "ticked": slip.ticked if slip else [],
        "refusal": refusal,
    }
    if chosen:
        chosen.collection = collection
        context |= _chosen(request, chosen, waiting, slip)
    return render(request, "reporting/review.html", context, status=status)


def _chosen(request: HttpRequest, chosen: Submission, waiting: desk.Queue, slip: Slip | None) -> dict[str, Any]:
    shown = handed_in(chosen)
    due = slip.due_at if slip and slip.due_at else desk.next_workday(now())
    return {
        "handed_in": shown,
        "state": state_of(chosen),
        "earlier": desk.earlier(chosen, shown.form),
        "next": waiting.next_to(chosen),
        "is_own": shown.version.by_id == request.user.pk,
        "due_default": f"{in_beijing(due):%Y-%m-%dT%H:%M}",
        "points": [(shown.form.fields[point.field], point) for point in slip.points] if slip else [],
    }
