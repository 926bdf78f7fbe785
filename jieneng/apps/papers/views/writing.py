"""Write a paper: the form of its template, its draft, its way to the one who signs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.papers import actions
from jieneng.apps.papers.forms import PaperForm
from jieneng.apps.papers.kinds import offered, template_of
from jieneng.apps.papers.paper import names_of, said_of, takes_files
from jieneng.apps.papers.views.desk import attached_at, own_paper, require_office
from jieneng.core.audit.deeds import deed, first
from jieneng.core.documents.attaching_form import ACCEPT, given_of, keep_files, rows_of
from jieneng.core.documents.models import ISSUED, Document
from jieneng.core.orgs.acting import acting_of, require
from jieneng.rulebook.documents import Template
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_UNFIT = (413, 422)  # what was sent cannot be kept as it is


@login_required
@require_safe
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty form of a kind."""
    require_office(request)
    return _page(request, PaperForm(made=_offered(request, kind)))


def _files(request: HttpRequest, kind: str) -> Any:
    """The chosen files on the disk."""
    require_office(request)
    return keep_files(request, acting_of(request).organization)


@first(_files)
@deed
def make(request: HttpRequest, kind: str) -> HttpResponse:
    """A new draft of what was typed and of the files chosen; `do=submit` hands it to the one who signs as well."""
    require_office(request)
    form = PaperForm(request.POST, made=_offered(request, kind), is_draft=not _is_submitted(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        owner = acting_of(request).organization
        document = actions.draft(kind, owner, form.said(), by=request.user, files=given_of(request))
    except Refused as refused:
        return _not_kept(request, form, refused)
    return _kept(request, document)


@login_required
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a form."""
    document = own_paper(request, pk)
    if document.state == ISSUED:
        return redirect("papers:paper", pk=pk)
    require(request.user, document.organization, "paper.draft")
    return _page(request, PaperForm(made=template_of(document), said=said_of(document)), document)


def _more_files(request: HttpRequest, pk: int) -> Any:
    """The chosen files on the disk."""
    return keep_files(request, own_paper(request, pk).organization)


@first(_more_files)
@deed
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft and its files; `do=submit` hands it to the one who signs as well."""
    document = own_paper(request, pk)
    form = PaperForm(request.POST, made=template_of(document), is_draft=not _is_submitted(request))
    if not form.is_valid():
        return _page(request, form, document, status=422)
    edit_no = number(request.POST.get("edit_no"), -1)
    try:
        files = given_of(request)
        document = actions.change(document, form.said(), edit_no=edit_no, by=request.user, files=files)
    except Refused as refused:
        return _not_kept(request, form, refused, document)
    return _kept(request, document)


@deed
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    actions.submit(own_paper(request, pk), by=request.user)
    messages.info(request, _("已送签发。"))
    return redirect("papers:paper", pk=pk)


@deed
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign and issue, as the page showed it."""
    edit_no = number(request.POST.get("edit_no"), -1)
    actions.issue(own_paper(request, pk), edit_no=edit_no, by=request.user, now=timezone.now())
    messages.info(request, _("已印发。"))
    return redirect("papers:paper", pk=pk)


def _kept(request: HttpRequest, document: Document) -> HttpResponse:
    if _is_submitted(request):
        actions.submit(document, by=request.user)
        messages.info(request, _("已送签发。"))
    return redirect("papers:paper", pk=document.pk)


def _not_kept(
    request: HttpRequest, form: PaperForm, refused: Refused, document: Document | None = None
) -> HttpResponse:
    """The form as it was typed and why it was not kept, where that can be put right in the form."""
    if refused.status not in _UNFIT:
        raise refused
    return _page(request, form, document, refused=refused, status=refused.status)


def _is_submitted(request: HttpRequest) -> bool:
    return request.POST.get("do") == "submit"


def _offered(request: HttpRequest, kind: str) -> Template:
    made = offered(acting_of(request).organization).get(kind)
    if made is None:
        raise Http404
    return made


def _page(
    request: HttpRequest,
    form: PaperForm,
    document: Document | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "kind": form.made,
        "document": document,
        "refused": refused,
        "takes_files": takes_files(form.made),
        "files": rows_of(document, names_of(said_of(document)), attached_at(document)) if document else [],
        "accept": ACCEPT,
        "choose_again": bool(request.FILES),
        "edit_no": request.POST.get("edit_no", document.edit_no if document else ""),
    }
    return render(request, "papers/edit.html", context, status=status)
