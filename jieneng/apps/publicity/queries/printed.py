"""The brief for print and for the public: photographs with their bytes, a code to scan, what was corrected since."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import citations_of, paper_of
from jieneng.core.documents.downloads import PDF, made
from jieneng.core.documents.models import Document
from jieneng.core.documents.queries import changed_since, value_of
from jieneng.core.documents.version_code import printed
from jieneng.core.files import disk
from jieneng.core.files.models import Attachment
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.blocks import Photo, Photos
from jieneng.engine.documents.docx import build


@dataclass(frozen=True)
class Corrected:
    """A published figure that is known otherwise now."""

    label: str
    unit: str
    then: Any
    now: Any


def docx_of(brief: Brief) -> bytes:
    """The paper as docx."""
    return build(to_print(brief), made_on=made_on(brief))


def to_print(brief: Brief) -> Paper:
    """The paper with the clean copies of its photographs; one whose file is gone is left out."""
    return replace(_with_bytes(brief, paper_of(brief)), code=printed(brief.document))


def made_on(brief: Brief) -> date:
    """The day that its files bear."""
    return brief.document.written_on or timezone.localdate(brief.document.made_at)


def corrected(brief: Brief) -> list[Corrected]:
    """What was corrected after the issue."""
    citations = citations_of(brief)
    changed = changed_since(citations)
    return [
        Corrected(one.label, one.unit, value_of(one, one.sum), value_of(one, changed[one.key]))
        for one in citations
        if one.key in changed
    ]


def clean_copy(attachment: Attachment) -> Path:
    """Where the copy lies that the public may see."""
    return disk.path_of(attachment.sha256, disk.CLEAN)


def qr(address: str) -> str:
    """A code to scan, as an image address that needs no request."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)


def _with_bytes(brief: Brief, paper: Paper) -> Paper:
    files = {str(one.attachment_id): one.attachment for one in brief.photos.select_related("attachment")}
    blocks = [
        Photos(tuple(_loaded(block.items, files))) if isinstance(block, Photos) else block for block in paper.blocks
    ]
    return replace(paper, blocks=tuple(blocks))


def _loaded(items: tuple[Photo, ...], files: dict[str, Attachment]) -> list[Photo]:
    there = [(item, clean_copy(files[item.ref])) for item in items if item.ref in files]
    return [replace(item, data=path.read_bytes()) for item, path in there if path.exists()]


def pdf_of(document: Document) -> bytes:
    """The pdf of the brief, summary or circular whose document this is."""
    brief = Brief.objects.select_related("document", "organization").get(document=document)
    return made(PDF, to_print(brief), made_on(brief))
