"""The text of a pdf in the order in which it is read, without page numbers, running heads and feet.

What the page shows to be one paragraph is one line; where it leaves doubt, the lines stay for `engine.texts.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from jieneng.engine.sources.found import Limits, NotRead, Source
from jieneng.engine.sources.glyph_lines import Pdf, lines_of
from jieneng.engine.sources.running import Line, without_running
from jieneng.engine.sources.wraps import paragraphs

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_NO_CHARACTER = re.compile(r"[\ue000-\uf8ff\ufffd\ufffe\U000f0000-\U0010fffd\x00-\x08\x0e-\x1f]")
_LEAST_WORDS = 20  # visible characters below which a paper has no text of its own
_LEAST_ON_PAGE = 5
_MOST_UNKNOWN = 0.3


def source_of(data: bytes, limits: Limits) -> Source:
    """One paragraph a line, and the numbers of pages that are pictures without a word.

    Raises NotRead: locked, broken, too-many-pages, too-long, scanned, unmapped.
    """
    if b"%%EOF" not in data[-2_048:]:
        raise NotRead("broken")  # a reader would mend it and say nothing of what is lost
    document = _opened(data)
    n = len(document)
    if n > limits.most_pages:
        raise NotRead("too-many-pages", n=n, limit=limits.most_pages)
    pages, pictures, n_characters = [], [], 0
    for no, page in enumerate(_loaded(document), start=1):
        lines = lines_of(page)
        n_characters += sum(len(line.text) for line in lines)
        if n_characters > limits.most_characters:
            raise NotRead("too-long", n=n_characters, limit=limits.most_characters)
        if sum(len(line.text) for line in lines) < _LEAST_ON_PAGE and _has_picture(page):
            pictures.append(no)
        pages.append(lines)
        page.close()
    return Source("pdf", _required(without_running(pages), n), tuple(pictures))


def _required(pages: list[list[Line]], n: int) -> str:
    text = "\n".join(paragraphs(pages))
    words = re.sub(r"\s", "", text)
    if len(words) < _LEAST_WORDS:
        raise NotRead("scanned", n=n)
    if len(_NO_CHARACTER.findall(words)) > _MOST_UNKNOWN * len(words) or not _CHINESE.search(words):
        raise NotRead("unmapped")
    return _NO_CHARACTER.sub("", text)


def _opened(data: bytes) -> Pdf:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        locked = wrong.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise NotRead("locked" if locked else "broken") from wrong
    if not len(document):
        raise NotRead("broken")
    return document


def _loaded(document: Pdf) -> Iterator[Pdf]:
    for at in range(len(document)):
        try:
            yield document[at]
        except pypdfium2.PdfiumError as wrong:
            raise NotRead("broken") from wrong


def _has_picture(page: Pdf) -> bool:
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
