"""A paper as a file to take along: docx to go on with, pdf to print, named by its title."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext as _

from jieneng.core.documents.attached import by_name
from jieneng.core.documents.models import Document
from jieneng.core.documents.particulars import File
from jieneng.engine.documents import docx, pdf
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.documents.faces import MissingFonts
from jieneng.ui.refusals import Refused

DOCX, PDF = "docx", "pdf"
TYPES = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
}
UNSAFE = '\\/:*?"<>|\r\n'


def forms() -> list[tuple[str, str]]:
    """The forms in which papers are given here, with the name that a reader knows; no pdf where there is no type."""
    said = [(DOCX, _("Word 文档（docx）")), (PDF, _("PDF 文档（pdf）"))]
    return said if pdf.is_ready(settings.JIENENG_FONTS) else said[:1]


def offered(document: Document, made_on: date, paper: Callable[[], Paper], address: Callable[[str], str]) -> list[File]:
    """What the public page of an issued document offers, by form; sizes are kept, since what is issued stays."""
    found = []
    for form, kind in forms():
        key = f"{form}-size:{document.code}"
        size = cache.get(key)
        if size is None:
            size = len(made(form, paper(), made_on))
            cache.set(key, size, timeout=None)
        found.append(File(document.title, kind, size, address(form)))
    return found


def attached_to(document: Document, names: Iterable[str], address: Callable[[int], str]) -> list[File]:
    """Every name in 附件 in its order, with its file where there is one; `address` leads to it by its number."""
    found = by_name(document)
    rows = ((name, found.get(name)) for name in names)
    return [
        File(name, row.kind_label, row.size, address(row.pk)) if row else File(name, "", 0, "") for name, row in rows
    ]


def numbered(files: list[File]) -> list[File]:
    """Those of 附件 that there are, called 附件1：… as the paper does; a single one without a number."""
    marks = ["附件"] if len(files) == 1 else [f"附件{n}" for n in range(1, len(files) + 1)]
    return [replace(file, name=f"{mark}：{file.name}") for mark, file in zip(marks, files, strict=True) if file.url]


def made(form: str, paper: Paper, made_on: date) -> bytes:
    """The file of a paper; `made_on` is the day that it bears. Refused with no-fonts for a pdf without Chinese type.

    A pdf takes a tenth of a second, with fifty photographs one: no job is needed.
    """
    if form == DOCX:
        return docx.build(paper, made_on=made_on)
    try:
        return pdf.build(paper, fonts=settings.JIENENG_FONTS, made_on=made_on)
    except MissingFonts as missing:
        raise Refused("no-fonts") from missing


def as_docx(paper: Paper, title: str, made_on: date) -> HttpResponse:
    return _answer(DOCX, paper, title, made_on)


def as_pdf(paper: Paper, title: str, made_on: date) -> HttpResponse:
    return _answer(PDF, paper, title, made_on)


def _answer(form: str, paper: Paper, title: str, made_on: date) -> HttpResponse:
    response = HttpResponse(made(form, paper, made_on), content_type=TYPES[form])
    name = "".join(" " if sign in UNSAFE else sign for sign in title)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    return response
