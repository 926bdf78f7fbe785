"""What of publicity stands before the public: issued briefs that are open, and what of theirs can be taken home."""

from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.printed import docx_of
from jieneng.core.documents.particulars import File
from jieneng.core.documents.public_pages import PublicPage


def open_briefs() -> QuerySet[Brief]:
    """Issued, and open by the entry of open information."""
    related = ("document__disclosure__organization", "organization", "collection")
    return Brief.objects.issued().filter(document__disclosure__opened_at__isnull=False).select_related(*related)


def brief_page(code: str) -> PublicPage | None:
    brief = open_briefs().filter(document__code=code).first()
    return brief and PublicPage(brief.document.title, reverse("publicity:public", args=[code]), brief.organization)


def addresses(document_ids: Iterable[int]) -> dict[int, str]:
    """Where the open ones of these papers are read, by document."""
    rows = open_briefs().filter(document__in=list(document_ids)).values_list("document_id", "document__code")
    return {pk: reverse("publicity:public", args=[code]) for pk, code in rows}


def files_of(brief: Brief) -> list[File]:
    """What the public page offers; sizes are kept, since an issued paper does not change."""
    code = brief.document.code
    size = cache.get_or_set(f"docx-size:{code}", lambda: len(docx_of(brief)), timeout=None)
    url = reverse("publicity:public_docx", args=[code])
    return [File(brief.document.title, _("Word 文档（docx）"), int(size or 0), url)]
