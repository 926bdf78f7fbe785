"""The desk of papers: the list of one's own organisation, which kind to begin, the page of one paper, its files."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from jieneng.apps.papers.kinds import label_of, labels, offered, template_of
from jieneng.apps.papers.paper import made_on, names_of, paper_of, said_of
from jieneng.apps.papers.queries import asked_of, own_papers, page_of
from jieneng.core.documents import downloads
from jieneng.core.documents.disclosing import disclosure_of
from jieneng.core.documents.models import DRAFT, ISSUED, STATES, Document
from jieneng.core.documents.numbering import proposed
from jieneng.core.documents.steps import steps_of
from jieneng.core.files.views import sent_to_reader
from jieneng.core.orgs.acting import acting_of, require
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.html import to_html
from jieneng.ui.refusals import Refused

YEARS_BACK = 6
LOOKS = {DRAFT: "draft", ISSUED: "done"}


@login_required
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """公文: the letters, minutes and other papers of the organisation one acts for."""
    acting = acting_of(request)
    kinds = offered(acting.organization)
    asked = asked_of(request.GET, kinds)
    page = page_of(acting.organization, request.user, asked)
    names = labels(acting.organization, {document.kind for document in page.rows})
    this_year = timezone.localdate().year
    context = {
        "page": page,
        "rows": [(document, names[document.kind], LOOKS.get(document.state, "wait")) for document in page.rows],
        "asked": asked,
        "kinds": kinds.values(),
        "states": STATES,
        "years": [str(year) for year in range(this_year, this_year - YEARS_BACK, -1)],
        "may_draft": acting.may("paper.draft") and not acting.organization.is_unit,
    }
    return render(request, "papers/papers.html", context)


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Which kind of paper to begin."""
    require_office(request)
    return render(request, "papers/new.html", {"kinds": offered(acting_of(request).organization).values()})


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper as it will be printed, and beside it what can be done with it."""
    document, acting = own_paper(request, pk), acting_of(request)
    is_draft = document.state != ISSUED
    said = said_of(document)
    number = document.number
    if is_draft and "number" in template_of(document).fields:
        year = timezone.localdate().year
        number = proposed(document.organization_id, year, code=said.number_code, wanted=said.wanted_number)
    context = {
        "document": document,
        "kind": label_of(document.kind, document.organization),
        "paper": mark_safe(to_html(_paper(document))),  # noqa: S308 - the engine escapes every text
        "steps": steps_of(document),
        "entry": disclosure_of(document),
        "attached": downloads.attached_to(document, names_of(said), attached_at(document)),
        "number": number,
        "is_draft": is_draft,
        "may_edit": is_draft and acting.may("paper.draft"),
        "may_submit": document.state == DRAFT and acting.may("paper.draft"),
        "may_issue": is_draft and acting.may("paper.sign_off"),
        "may_seal": not is_draft and acting.may("document.seal"),
        "may_describe": acting.may("disclosure.describe" if is_draft else "disclosure.change"),
    }
    return render(request, "papers/paper.html", context)


@login_required
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    document = own_paper(request, pk)
    return downloads.as_docx(_paper(document), document.title, made_on(document))


@login_required
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    document = own_paper(request, pk)
    return downloads.as_pdf(_paper(document), document.title, made_on(document))


@login_required
@require_safe
def attached(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of the paper under the name that it has there; 404 for any other file."""
    row = get_object_or_404(own_paper(request, pk).attached.select_related("file"), pk=file)
    return sent_to_reader(row.file, row.name)


def attached_at(document: Document) -> Callable[[int], str]:
    """Where a file of a paper is fetched by those who are signed in."""
    return lambda file: reverse("papers:attached", args=[document.pk, file])


def own_paper(request: HttpRequest, pk: int) -> Document:
    """A paper of the organisation one acts for, whose business data one sees; else 404."""
    return get_object_or_404(own_papers(acting_of(request).organization, request.user), pk=pk)


def require_office(request: HttpRequest) -> None:
    """Papers are begun at offices, and there by those whose role it is."""
    organization = acting_of(request).organization
    require(request.user, organization, "paper.draft")
    if organization.is_unit:
        raise Refused("only-offices", organization=organization.name)


def _paper(document: Document) -> Paper:
    return paper_of(document, template_of(document) if document.state != ISSUED else None)
