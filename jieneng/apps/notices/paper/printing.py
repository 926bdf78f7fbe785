"""The notice as a file: the day it bears, and its pdf for whoever holds only the document."""

from datetime import date

from django.utils import timezone

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import paper_of
from jieneng.core.documents.downloads import PDF, made
from jieneng.core.documents.models import Document


def made_on(notice: Notice) -> date:
    """The day of writing; of a draft, the day on which it was begun."""
    return notice.document.written_on or timezone.localdate(notice.made_at)


def pdf_of(document: Document) -> bytes:
    """The pdf of the notice whose document this is."""
    notice = Notice.objects.select_related("document", "organization").get(document=document)
    return made(PDF, paper_of(notice), made_on(notice))
