"""What of publicity stands before the public: issued briefs that are open, and what of theirs can be taken home."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.publicity.models import Brief, BriefPhoto
from jieneng.apps.publicity.queries.printed import made_on, to_print
from jieneng.core.documents import downloads
from jieneng.core.documents.particulars import File
from jieneng.core.documents.public_pages import Picture, PublicPage


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


def pictures(document_ids: Iterable[int]) -> dict[int, list[Picture]]:
    """The photographs of these papers that their people agreed to show, by document; one query."""
    briefs = open_briefs().filter(document__in=list(document_ids)).values("pk")
    shown = BriefPhoto.objects.filter(brief__in=briefs).exclude(consent="").select_related("brief__document")
    found: dict[int, list[Picture]] = {}
    for photo in shown.order_by("brief", "ord"):
        url = reverse("publicity:public_photo", args=[photo.brief.document.code, photo.attachment_id])
        found.setdefault(photo.brief.document_id, []).append(Picture(url, photo.caption))
    return found


def desk(document_id: int) -> str:
    """Where the brief with this paper is written and issued."""
    pk = Brief.objects.filter(document=document_id).values_list("pk", flat=True).first()
    return reverse("publicity:brief", args=[pk]) if pk else ""


def files_of(brief: Brief) -> list[File]:
    """What the public page of a brief offers to take home."""
    code = brief.document.code
    return downloads.offered(
        brief.document,
        made_on(brief),
        lambda: to_print(brief),
        lambda form: reverse(f"publicity:public_{form}", args=[code]),
    )
