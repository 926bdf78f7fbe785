"""Without signing in: is this paper issued by whom it names, and is it still so? Asked by the code printed on it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jieneng.core.documents import public_pages
from jieneng.core.documents.models import Document
from jieneng.core.documents.particulars import particulars_of
from jieneng.core.documents.sealing import sealed_copy_of
from jieneng.core.documents.version_code import code_from, grouped, is_version, version_code
from jieneng.core.files.views import sent_to_public


@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The form, and the answer for a code: of a paper that is not open only who issued it, its number and its day."""
    typed = request.GET.get("code", "").strip()
    version = request.GET.get("version", "").strip()
    document = issued_by_code(typed)
    context = {"typed": typed, "version": version, "document": document}
    if document is not None:
        context |= _found(document, version)
    return render(request, "openness/check.html", context, status=404 if typed and document is None else 200)


@require_safe
def sealed_file(request: HttpRequest, code: str) -> FileResponse:
    """The stamped copy of a paper that anybody may read."""
    document = issued_by_code(code)
    copy = sealed_copy_of(document) if document and document.disclosure.is_open else None
    if copy is None:
        raise Http404
    return sent_to_public(copy.file)


def issued_by_code(typed: str) -> Document | None:
    """The issued paper with this verification code, however it was typed."""
    code = code_from(typed)[:16]
    rows = Document.objects.issued().select_related("organization", "disclosure")
    return rows.filter(code=code).first() if code else None


def _found(document: Document, version: str) -> dict[str, object]:
    is_open = document.disclosure.is_open
    return {
        "is_open": is_open,
        "code": grouped(document.code),
        "own_version": version_code(document),
        "is_same": is_version(document, version) if version else None,
        "lines": particulars_of(document.disclosure) if is_open else [],
        "url": public_pages.addresses(document.kind, [document.pk]).get(document.pk, "") if is_open else "",
        "copy": sealed_copy_of(document) if is_open else None,
    }
