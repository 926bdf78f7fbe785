"""What anybody may read of papers that are open, by their code."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from jieneng.apps.papers.kinds import label_of
from jieneng.apps.papers.paper import made_on, names_of, paper_of, said_of
from jieneng.apps.papers.queries import open_papers
from jieneng.core.documents import downloads
from jieneng.core.documents.models import Document
from jieneng.core.documents.particulars import File, head_of
from jieneng.core.files.views import sent_to_public
from jieneng.engine.documents.html import to_html
from jieneng.ui.caching import kept_for

_KEPT = 60  # seconds


@require_safe
@kept_for(_KEPT)
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The paper under its lines of the catalogue."""
    document = _open(code)
    context = {
        "document": document,
        "kind": label_of(document.kind, document.organization),
        "paper": mark_safe(to_html(paper_of(document, None))),  # noqa: S308 - the engine escapes every text
        **_catalogue(document),
    }
    return render(request, "papers/public.html", context)


@require_safe
def docx(request: HttpRequest, code: str) -> HttpResponse:
    document = _open(code)
    return downloads.as_docx(paper_of(document, None), document.title, made_on(document))


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    document = _open(code)
    return downloads.as_pdf(paper_of(document, None), document.title, made_on(document))


@require_safe
def attached(request: HttpRequest, code: str, file: int) -> HttpResponse:
    """A file of a paper that is open; of any other there is none."""
    row = get_object_or_404(_open(code).attached.select_related("file"), pk=file)
    return sent_to_public(row.file, row.name)


def _open(code: str) -> Document:
    return get_object_or_404(open_papers(), code=code)


def _catalogue(document: Document) -> dict[str, Any]:
    """The head of the page, and what stands at its end."""
    code = document.code
    address = f"{settings.JIENENG_BASE_URL}{reverse('papers:public', args=[code])}"
    return {
        **head_of(document.disclosure),
        "files": _files(document),
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "page_kind": document.kind,
        "page_code": code,
        "issuer": document.organization,
    }


def _files(document: Document) -> list[File]:
    """What can be taken home: the paper, and the files that belong to it."""
    code = document.code
    paper = downloads.offered(
        document,
        made_on(document),
        lambda: paper_of(document, None),
        lambda form: reverse(f"papers:public_{form}", args=[code]),
    )
    names = names_of(said_of(document))
    attached = downloads.attached_to(document, names, lambda file: reverse("papers:public_attached", args=[code, file]))
    return paper + downloads.numbered(attached)
