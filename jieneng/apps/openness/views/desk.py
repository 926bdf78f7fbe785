"""The desk where remarks about errors are answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.openness import actions
from jieneng.apps.openness.due import due_of
from jieneng.apps.openness.forms import AnswerForm
from jieneng.apps.openness.models import ErrorReport
from jieneng.apps.openness.queries import errors_page
from jieneng.core.audit.deeds import deed
from jieneng.core.documents import public_pages
from jieneng.core.orgs.acting import acting_of, require
from jieneng.ui.asked import number


@login_required
@require_safe
def errors(request: HttpRequest) -> HttpResponse:
    """The remarks about the pages of the organisation for which one acts; the unanswered ones first of all."""
    organization = acting_of(request).organization
    require(request.user, organization, "errors.answer")
    only_open = request.GET.get("state") != "all"
    page = errors_page(organization, only_open=only_open, after=number(request.GET.get("after")))
    rows = [(one, due_of(one.at)) for one in page.rows]
    context = {"page": page, "rows": rows, "only_open": only_open, "now": timezone.now()}
    return render(request, "openness/errors.html", context)


@login_required
@require_safe
def error(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk), AnswerForm())


@deed
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    seen, form = _seen(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, seen, form, status=422)
    said = form.cleaned_data
    actions.answer(seen, outcome=said["outcome"], words=said["words"], by=request.user, now=timezone.now())
    messages.success(request, _("已答复。"))
    return redirect("openness:errors")


def _seen(request: HttpRequest, pk: int) -> ErrorReport:
    rows = ErrorReport.objects.visible_to(request.user).select_related("organization", "answered_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, seen: ErrorReport, form: AnswerForm, status: int = 200) -> HttpResponse:
    acting = request.acting
    is_own = bool(acting) and acting.organization.pk == seen.organization_id
    context = {
        "seen": seen,
        "form": form,
        "due": due_of(seen.at),
        "now": timezone.now(),
        "page": public_pages.find(seen.page_kind, seen.page_code),
        "may_answer": is_own and not seen.is_answered and acting.may("errors.answer"),
    }
    return render(request, "openness/error.html", context, status=status)
