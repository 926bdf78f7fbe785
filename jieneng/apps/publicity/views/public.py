"""The issued brief for everyone, by its code: no sign-in, no rows of single organisations."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.editor import preview
from jieneng.apps.publicity.queries.paper import citations_of
from jieneng.apps.publicity.queries.printed import clean_copy, corrected, qr

_AN_HOUR = "public, max-age=3600"


@require_GET
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
        "qr": qr(request.build_absolute_uri(reverse("publicity:public", args=[code]))),
    }
    return render(request, "publicity/public.html", seen)


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
    rows = Brief.objects.issued().select_related("document", "organization", "collection")
    return get_object_or_404(rows, document__code=code)
