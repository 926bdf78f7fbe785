"""The text of a file, whatever kind it is."""

from __future__ import annotations

from collections.abc import Callable

from jieneng.engine.sources import docx, html, kinds, pdf, plain
from jieneng.engine.sources.found import Limits, Source, within

Reader = Callable[[bytes, Limits], Source]
_READERS: dict[str, Reader] = {
    kinds.TEXT: plain.source_of,
    kinds.HTML: html.source_of,
    kinds.DOCX: docx.source_of,
    kinds.PDF: pdf.source_of,
}


def read(data: bytes, limits: Limits | None = None) -> Source:
    """The text of a file in reading order, one paragraph a line; a row of a table is a line, its cells parted by tabs.

    Raises NotRead. Time is not measured here: whoever reads files of strangers does it in a process with limits.

    >>> read("<html><body><p>一、时间</p><script>x()</script><p>6月23日</p></body></html>".encode())
    Source(kind='html', text='一、时间\\n6月23日', pictures=())
    """
    limits = limits or Limits()
    return within(_READERS[kinds.kind_of(data, limits)](data, limits), limits)
