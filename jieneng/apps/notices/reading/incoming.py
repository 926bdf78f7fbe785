"""A notice that comes in, pasted or as a file: read, its original kept, or refused in one sentence."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from jieneng.core.files.actions import Kept, keep, keep_text
from jieneng.core.files.sources import source_of, uploaded
from jieneng.core.orgs.models import Organization
from jieneng.engine.notices import Draft, Unreadable, read
from jieneng.engine.notices.reader import LONGEST
from jieneng.engine.sources.found import Source
from jieneng.ui.asked import pasted
from jieneng.ui.refusals import Refused

PASTED = "通知原文"
_ENDINGS = {"text": "txt", "html": "html", "docx": "docx", "pdf": "pdf"}
_ONLY_WORDS = "原件含嵌入对象、外部链接或者脚本，没有留存，只存了读出的文字。"


@dataclass(frozen=True)
class Came:
    """A file that was read: its text and draft, its true kind, its name by that kind, and what is kept of it."""

    text: str
    draft: Draft
    kind: str
    name: str
    sha256: str  # of what was handed in
    file: Kept
    notes: tuple[str, ...] = ()


def handed_in(upload: UploadedFile, organization: Organization) -> Came:
    """Read a file and keep it; takes up to three seconds, and is therefore done before a transaction is opened.

    Nothing is kept of what cannot be read. Raises Refused.
    """
    came = uploaded(upload)
    data, source = came.data, came.source
    text = pasted(source.text)
    draft = read_or_refuse(text, came.name)
    file, note = _kept(upload, data, source, organization)
    stem = file.name.rpartition(".")[0]
    notes = tuple(filter(None, (note, _pictures(source.pictures))))
    return Came(
        text, draft, source.kind, f"{stem}.{_ENDINGS[source.kind]}", hashlib.sha256(data).hexdigest(), file, notes
    )


def text_of(data: bytes, name: str) -> str:
    """The text of a file's bytes. Raises Refused."""
    return pasted(source_of(data, name).text)


def read_or_refuse(text: str, name: str = PASTED) -> Draft:
    """The draft that the engine reads, or the refusal that says why there is none."""
    try:
        return read(text)
    except Unreadable as unreadable:
        raise _refusal(unreadable.code, text, name) from unreadable


def _refusal(code: str, text: str, name: str) -> Refused:
    if code == "too-long":
        return Refused("too-long", field=name, n=len(text), limit=LONGEST)
    return Refused("empty-text" if code == "empty" else "not-chinese", field=name)


def _kept(upload: UploadedFile, data: bytes, source: Source, organization: Organization) -> tuple[Kept, str]:
    """The original where it is harmless, else its words: a page is never kept with its scripts."""
    name = upload.name or ""
    if source.kind == "text":
        return keep_text(data, name, organization=organization), ""
    words = source.text.encode()
    if source.kind == "html":
        return keep_text(words, name, organization=organization), ""
    try:
        return keep(upload, organization=organization), ""
    except Refused as refused:
        if refused.code != "unsafe-file":
            raise
        return keep_text(words, name, organization=organization), _ONLY_WORDS


def _pictures(pages: tuple[int, ...]) -> str:
    return f"第{'、'.join(map(str, pages))}页是图片，没有文字，未读入，请对照原件补充。" if pages else ""
