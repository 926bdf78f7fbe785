"""The text of a file, whatever kind it is."""

from __future__ import annotations

from collections.abc import Callable

from jieneng.engine.sources import docx, html, kinds, pdf
from jieneng.engine.sources.found import Limits, NotRead, Source
from jieneng.engine.sources.plain import decoded

Reader = Callable[[bytes, Limits], Source]
_READERS: dict[str, Reader] = {kinds.DOCX: docx.source_of, kinds.HTML: html.source_of, kinds.PDF: pdf.source_of}


def read(data: bytes, limits: Limits | None = None) -> Source:
    """The text of a file in reading order, one paragraph a line; a row of a table is a line, its cells parted by tabs.

    Raises NotRead. Time is not measured here: whoever reads files of strangers does it in a process with limits.

    >>> read("<html><body><p>一、时间</p><script>x()</script><p>6月23日</p></body></html>".encode())
    Source(kind='html', text='一、时间\\n6月23日', pictures=())
    """
    limits = limits or Limits()
    kind = kinds.kind_of(data, limits)
    found = _READERS[kind](data, limits) if kind in _READERS else Source(kind, decoded(data))
    if len(found.text) > limits.most_characters:
        raise NotRead("too-long", n=len(found.text), limit=limits.most_characters)
    if not found.text.strip():
        raise NotRead("empty")
    return found
