"""The issued brief for everyone, by its code: no sign-in, no rows of single organisations."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.editor import preview
from jieneng.apps.publicity.queries.paper import citations_of
from jieneng.apps.publicity.queries.printed import clean_copy, corrected, qr
from jieneng.apps.publicity.queries.public import files_of, open_briefs
from jieneng.apps.publicity.views.issuing import as_docx, as_pdf
from jieneng.core.documents.particulars import head_of
from jieneng.ui.caching import kept_for

_AN_HOUR, _A_MINUTE = "public, max-age=3600", 60


@require_GET
@kept_for(_A_MINUTE)
def public(request: HttpRequest, code: str) -> HttpResponse:
    brief = _issued(code)
    citations = citations_of(brief)

    def photo_url(ref: str) -> str:
        return reverse("publicity:public_photo", args=[code, int(ref)])

    seen = {
        "brief": brief,
        "sheet": preview(brief, photo_url),
        "coverage": citations[0] if citations else None,
        "edited": [citation for citation in citations if citation.edited_because],
        "corrected": corrected(brief),
        **_catalogue(brief),
    }
    return render(request, "publicity/public.html", seen)


def _catalogue(brief: Brief) -> dict[str, Any]:
    """The head of the page, and what stands at its end."""
    code = brief.document.code
    address = f"{settings.JIENENG_BASE_URL}{reverse('publicity:public', args=[code])}"
    return {
        **head_of(brief.document.disclosure),
        "files": files_of(brief),
        "address": address,
        "qr": qr(address),
        "page_kind": brief.kind,
        "page_code": code,
        "issuer": brief.organization,
    }


@require_GET
def public_docx(request: HttpRequest, code: str) -> HttpResponse:
    return as_docx(_issued(code))


@require_GET
def public_pdf(request: HttpRequest, code: str) -> HttpResponse:
    return as_pdf(_issued(code))


@require_GET
def photo(request: HttpRequest, code: str, attachment: int) -> FileResponse:
    """The clean copy of a photograph that the issued brief shows; no other file of the house."""
    shown = get_object_or_404(_issued(code).photos.select_related("attachment"), attachment=attachment)
    try:
        file = clean_copy(shown.attachment).open("rb")
    except FileNotFoundError as gone:
        raise Http404("photo") from gone
    response = FileResponse(file, content_type="image/jpeg")
    response["Cache-Control"] = _AN_HOUR
    return response


def _issued(code: str) -> Brief:
    return get_object_or_404(open_briefs(), document__code=code)
