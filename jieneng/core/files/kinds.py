"""Which files may be handed in: told from their bytes, never from their name."""

from dataclasses import dataclass
from typing import BinaryIO

import filetype

from jieneng.ui.refusals import Refused

MIB = 1024 * 1024
_HEAD = 8192  # bytes by which a type is told
_PHOTO_OF_A_PHONE = frozenset({"image/heic", "image/heif", "image/avif"})


@dataclass(frozen=True)
class Kind:
    """A type of file: what it is to us, how it is served, how large it may be."""

    kind: str  # image, document, sheet, video
    mime: str
    suffix: str
    most_bytes: int


_OFFICE = "application/vnd.openxmlformats-officedocument"
JPEG = Kind("image", "image/jpeg", "jpg", 10 * MIB)
PNG = Kind("image", "image/png", "png", 10 * MIB)
WEBP = Kind("image", "image/webp", "webp", 10 * MIB)
PDF = Kind("document", "application/pdf", "pdf", 20 * MIB)
MP4 = Kind("video", "video/mp4", "mp4", 100 * MIB)
DOCX = Kind("document", f"{_OFFICE}.wordprocessingml.document", "docx", 20 * MIB)
XLSX = Kind("sheet", f"{_OFFICE}.spreadsheetml.sheet", "xlsx", 20 * MIB)
TEXT = Kind("document", "text/plain", "txt", 5 * MIB)  # never handed in as a file of its own: see actions.keep_text
OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}  # the part that tells one package from another
_BY_MIME = {kind.mime: kind for kind in (JPEG, PNG, WEBP, PDF, MP4)}
ALLOWED = "jpg、png、webp、pdf、docx、xlsx、mp4"
_LABELS = {PDF: "PDF 文档", DOCX: "Word 文档", XLSX: "Excel 表格", MP4: "视频", TEXT: "文本"}
_BY_ANY_MIME = {kind.mime: kind for kind in (*_BY_MIME.values(), *OFFICE.values(), TEXT)}


def kind_of_mime(mime: str) -> Kind:
    """The kind of a file that was taken in, by the type under which it is kept."""
    return _BY_ANY_MIME[mime]


def label_of(kind: Kind) -> str:
    """A kind as a reader knows it: Word 文档（docx）, 图片（jpg）."""
    return f"{_LABELS.get(kind, '图片')}（{kind.suffix}）"


def kind_of(file: BinaryIO, name: str) -> Kind | None:
    """The kind that the first bytes speak of; None for a zip package, which has to be opened to know.

    Raises Refused for everything that is not taken, with a word of advice for the photographs of some telephones.
    """
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return None
    found = filetype.guess_mime(head)
    if found in _PHOTO_OF_A_PHONE:
        raise Refused("heic-photo", name=name)
    if found not in _BY_MIME:
        raise Refused("wrong-type", name=name, allowed=ALLOWED)
    return _BY_MIME[found]
