"""Hand a brief over for signature, issue it, take it home as docx or pdf."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.actions.issuing import column_of, next_issue
from jieneng.apps.publicity.forms import IssueForm
from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.checks import checks_of
from jieneng.apps.publicity.queries.editor import preview
from jieneng.apps.publicity.queries.paper import citations_of
from jieneng.apps.publicity.queries.printed import made_on, to_print
from jieneng.apps.publicity.views.reach import brief_for
from jieneng.core.audit.deeds import deed
from jieneng.core.documents import downloads
from jieneng.core.documents.disclosing import disclosure_of
from jieneng.core.documents.disclosure import OPEN, Disclosure
from jieneng.core.documents.models import ISSUED
from jieneng.core.documents.queries import changed_since
from jieneng.core.orgs.acting import require
from jieneng.ui.asked import number


@deed
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    actions.submit(brief_for(request, pk), by=request.user)
    messages.success(request, _("已送签发。"))
    return redirect("publicity:brief", pk=pk)


@login_required
@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it will be, the checks, and the number."""
    brief = brief_for(request, pk)
    if brief.document.state == ISSUED:
        return redirect("publicity:brief", pk=pk)
    require(request.user, brief.organization, "brief.issue")
    first = {"issue_no": next_issue(brief), "written_on": timezone.localdate()}
    return _issue_page(request, pk, _form(brief, initial=first))


@deed
def do_issue(request: HttpRequest, pk: int) -> HttpResponse:
    brief = brief_for(request, pk)
    form = _form(brief, request.POST)
    if not form.is_valid():
        return _issue_page(request, pk, form)
    said = form.cleaned_data
    seen = number(request.POST.get("edit_no"), -1)
    numbers = {"issue_no": said.get("issue_no"), "code": said.get("code", "")}
    in_column = "shown" in said and said["shown"] != "page"
    actions.issue(brief, edit_no=seen, written_on=said["written_on"], by=request.user, in_column=in_column, **numbers)
    messages.success(request, _done(disclosure_of(brief.document)))
    return redirect("publicity:brief", pk=pk)


@login_required
@require_GET
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper in the official layout, photographs in it."""
    return as_docx(brief_for(request, pk))


@login_required
@require_GET
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same to print."""
    return as_pdf(brief_for(request, pk))


def as_docx(brief: Brief) -> HttpResponse:
    """The paper as docx, named by its title."""
    return downloads.as_docx(to_print(brief), brief.document.title, made_on(brief))


def as_pdf(brief: Brief) -> HttpResponse:
    """The paper as pdf, named by its title."""
    return downloads.as_pdf(to_print(brief), brief.document.title, made_on(brief))


def _form(brief: Brief, data: Any = None, **kwargs: Any) -> IssueForm:
    """Asks where it is shown only where it will be open and its campaign has a column."""
    has_column = bool(column_of(brief)) and disclosure_of(brief.document).openness == OPEN
    return IssueForm(data, numbering=brief.composition.numbering, has_column=has_column, **kwargs)


def _done(entry: Disclosure) -> str:
    if not entry.is_open:
        return _("已印发，没有公开页。")
    return _("已印发，公开页和活动专栏已可查看。") if entry.column else _("已印发，公开页已可查看。")


def _issue_page(request: HttpRequest, pk: int, form: IssueForm) -> HttpResponse:
    brief = brief_for(request, pk)
    citations = citations_of(brief)
    seen = {
        "brief": brief,
        "form": form,
        "checks": checks_of(brief, citations, changed_since(citations)),
        "sheet": preview(brief),
        "entry": disclosure_of(brief.document),
    }
    return render(request, "publicity/issue.html", seen)
