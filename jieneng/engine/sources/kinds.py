"""Which kind of file the bytes are. A name is never asked: it may lie."""

from __future__ import annotations

import re

from jieneng.engine.sources.found import Limits, NotRead
from jieneng.engine.sources.packages import Package
from jieneng.engine.sources.plain import decoded

TEXT, HTML, DOCX, PDF = "text", "html", "docx", "pdf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = {  # the part that tells one package from another
    "word/document.xml": DOCX,
    "xl/workbook.xml": "sheet",
    "xl/workbook.bin": "sheet",
    "ppt/presentation.xml": "slides",
    "OFD.xml": "ofd",
    "content.xml": "old-office",  # OpenDocument
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")
_HEAD = 4_096  # characters in which a web page shows itself
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s", re.IGNORECASE)
_PIECE = re.compile(r"<(?:p|div|span|table|h[1-6]|br|section|article)\b[^<>]*>", re.IGNORECASE)
_ARCHIVE = re.compile(r"^(?:From|MIME-Version|Content-Type|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE)


def kind_of(data: bytes, limits: Limits) -> str:
    """text, html, docx or pdf. Raises NotRead, its code naming what the file is instead.

    >>> kind_of("<p>节能</p><p>宣传周</p>".encode(), Limits()), kind_of("节能宣传周".encode(), Limits())
    ('html', 'text')
    """
    if not data.strip():
        raise NotRead("empty")
    if data.lstrip()[:5] == b"%PDF-":
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(Package(data, limits))
    if data.startswith(_OLE):
        raise NotRead("locked" if "EncryptedPackage".encode("utf-16-le") in data else "old-office")
    if data.startswith(b"{\\rtf"):
        raise NotRead("old-office")
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise NotRead("picture")
    head = data[:_HEAD].decode("latin-1")
    if "multipart/related" in head and _ARCHIVE.search(head):
        raise NotRead("web-archive")
    if "\0" not in head and _PAGE.search(head):
        return HTML  # one bad byte far below does not make a page something else
    return _text_kind(decoded(data))


def _package_kind(package: Package) -> str:
    kind = next((kind for part, kind in _PACKAGES.items() if part in package.parts), "unknown")
    if package.is_locked:
        raise NotRead("locked")
    if kind != DOCX:
        raise NotRead(kind)
    return kind


def _text_kind(text: str) -> str:
    if not text.strip():
        raise NotRead("empty")
    head = text[:_HEAD]
    if "<svg" in head[:512].lower():
        raise NotRead("picture")
    return HTML if _PAGE.search(head) or len(_PIECE.findall(head)) > 1 else TEXT
