"""The public page of a notice: anyone may read it by its code, once it is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of
from jieneng.apps.notices.views.downloads import as_docx, public_address, qr
from jieneng.engine.documents.html import to_html


@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    shown = _published(code)
    context = {
        "notice": shown,
        "paper": mark_safe(to_html(paper_of(shown))),  # noqa: S308 - the engine escapes every text
        "address": public_address("notices:public", shown.public_code),
    }
    return render(request, "notices/public.html", context)


@require_safe
def notice_qr(request: HttpRequest, code: str) -> HttpResponse:
    return qr(public_address("notices:public", _published(code).public_code))


@require_safe
def notice_docx(request: HttpRequest, code: str) -> HttpResponse:
    return as_docx(_published(code))


def _published(code: str) -> Notice:
    rows = Notice.objects.published().select_related("document", "organization", "campaign")
    return get_object_or_404(rows, public_code=code)
