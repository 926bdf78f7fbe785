"""What is downloaded or shown as a picture: the docx of a notice, the QR of a public page."""

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of
from jieneng.engine.documents.docx import build

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSAFE = '\\/:*?"<>|\r\n'


def as_docx(notice: Notice) -> HttpResponse:
    """The paper as a file named by its title."""
    made_on = notice.document.written_on or timezone.localdate(notice.made_at)
    response = HttpResponse(build(paper_of(notice), made_on=made_on), content_type=DOCX)
    name = "".join(" " if sign in UNSAFE else sign for sign in notice.document.title)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response


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
