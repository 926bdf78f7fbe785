"""What is downloaded or shown as a picture: the paper of a notice as a file, the QR of a public page."""

from collections.abc import Callable
from io import BytesIO

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of, parts_of
from jieneng.apps.notices.paper.printing import made_on
from jieneng.core.documents import downloads
from jieneng.core.documents.particulars import File
from jieneng.core.files.views import sent_to_reader


def as_docx(notice: Notice) -> HttpResponse:
    """The paper as docx, named by its title."""
    return downloads.as_docx(paper_of(notice), notice.document.title, made_on(notice))


def as_pdf(notice: Notice) -> HttpResponse:
    """The paper as pdf, named by its title."""
    return downloads.as_pdf(paper_of(notice), notice.document.title, made_on(notice))


def files_of(notice: Notice) -> list[File]:
    """What the public page of a notice offers to take home: the paper, and the files that belong to it."""
    code = notice.public_code
    paper = downloads.offered(
        notice.document,
        made_on(notice),
        lambda: paper_of(notice),
        lambda form: reverse(f"notices:public_{form}", args=[code]),
    )
    return paper + downloads.numbered(
        attached_of(notice, lambda file: reverse("notices:public_attached", args=[code, file]))
    )


def attached_at(notice: Notice) -> Callable[[int], str]:
    """Where a file of a notice is fetched by those who are signed in."""
    return lambda file: reverse("notices:attached", args=[notice.pk, file])


def attached_of(notice: Notice, address: Callable[[int], str] | None = None) -> list[File]:
    """What stands in the 附件 of a notice, with its files."""
    return downloads.attached_to(notice.document, parts_of(notice.document)[2], address or attached_at(notice))


def as_attached(notice: Notice, file: int) -> HttpResponse:
    """A file of the notice under the name that it has there; 404 for any other file."""
    row = get_object_or_404(notice.document.attached.select_related("file"), pk=file)
    return sent_to_reader(row.file, row.name)


def public_address(view: str, code: str) -> str:
    """The whole address of a public page, as a QR and a message carry it."""
    return f"{settings.JIENENG_BASE_URL}{reverse(view, args=[code])}"


def qr(address: str) -> HttpResponse:
    """A QR as SVG. It holds nothing but the address, which is public."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, border=3, dark="#08443f", light="#fff")
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=3600"
    return response
