"""What is downloaded or shown as a picture: the docx of a notice, the QR of a public page."""

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of
from jieneng.core.documents.particulars import File
from jieneng.engine.documents.docx import build

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSAFE = '\\/:*?"<>|\r\n'


def as_docx(notice: Notice) -> HttpResponse:
    """The paper as a file named by its title."""
    response = HttpResponse(_docx(notice), content_type=DOCX)
    name = "".join(" " if sign in UNSAFE else sign for sign in notice.document.title)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response


def files_of(notice: Notice) -> list[File]:
    """What the public page of a notice offers; sizes are kept, since an issued paper does not change."""
    code = notice.document.code
    size = cache.get_or_set(f"docx-size:{code}", lambda: len(_docx(notice)), timeout=None)
    url = reverse("notices:public_docx", args=[notice.public_code])
    return [File(notice.document.title, "Word 文档（docx）", int(size or 0), url)]


def _docx(notice: Notice) -> bytes:
    made_on = notice.document.written_on or timezone.localdate(notice.made_at)
    return build(paper_of(notice), made_on=made_on)


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
