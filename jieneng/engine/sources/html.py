"""The text of a saved web page: what is said in it, without what belongs to the site; nothing of it is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from jieneng.engine.sources.found import Limits, NotRead, Source
from jieneng.engine.sources.packages import Element
from jieneng.engine.sources.plain import decoded
from jieneng.engine.sources.site import without_site

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_GUOBIAO = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"})  # GB 18030 holds them all
_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre section summary table tbody td tfoot th
    thead tr ucapcontent ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’"
_WRAP = re.compile(rf"(?<=[{_CHINESE}])[ \t]*\n\s*(?=[{_CHINESE}])")
_BLANKS = re.compile(r"[ \t\n\f]+")
_EDGES = " \t\u3000\xa0"
_BREAK, _CELL = "\n", "\t"
_PROSE = 400  # characters in a cell that make its table one for laying out the page
_NUMBERED = re.compile(r"\s*[(（]?(?:\d|[一二三四五六七八九十])")


def source_of(data: bytes, limits: Limits) -> Source:
    """One paragraph a line, the cells of a row parted by tabs. Raises NotRead: too-deep, empty."""
    root = _parsed(_source(data))
    for broken in root.iter("br", "hr"):
        broken.text = _BREAK
    title = _title(root)
    body = root.find(".//body")
    main = without_site(body if body is not None else root)
    lines = [line for line in (_tidy(line) for line in "".join(_said(main)).split(_BREAK)) if line]
    if title and _squeezed(title) not in _squeezed("".join(lines)):
        lines.insert(0, title)
    return Source("html", "\n".join(lines))


def _source(data: bytes) -> str:
    """The page's text. Good UTF-8 goes before what the page says of itself: saving may have changed it."""
    said = _CHARSET.search(data[:4_096])
    is_guobiao = said is not None and said[1].decode("ascii", "replace").lower() in _GUOBIAO
    try:
        return decoded(data)
    except NotRead:
        return data.decode("gb18030" if is_guobiao else "utf-8", "replace")  # one bad character does not cost the page


def _parsed(source: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as wrong:
        raise NotRead("empty") from wrong
    if any("depth" in (entry.message or "") for entry in parser.error_log):
        raise NotRead("too-deep")  # the parser stopped there: what comes after would be lost in silence
    if root is None:
        raise NotRead("empty")
    return root


def _title(root: Element) -> str:
    """The title that official sites state for machines; the window's title carries the name of the site."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle":
            return _tidy(meta.get("content") or "")
    return ""


def _said(element: Element) -> Iterator[str]:
    if element.tag == "table":
        yield from _table(element)
        return
    is_block = element.tag in _BLOCKS
    if is_block:
        yield _BREAK
    yield _words(element.text, element)
    n = _first_number(element)
    for child in element:
        if n is not None and child.tag == "li":
            yield _BREAK + ("" if _NUMBERED.match("".join(child.itertext())) else f"{n}.")
            yield from _unblocked(child)
            n += 1
        else:
            yield from _said(child)
        yield _words(child.tail, element)
    if is_block:
        yield _BREAK


def _unblocked(item: Element) -> Iterator[str]:
    """What stands in an item, its number before it in the same line."""
    yield "".join(_said(item)).strip(_BREAK)
    yield _BREAK


def _table(table: Element) -> Iterator[str]:
    """A row a line; a table that only lays out the page is read cell by cell."""
    yield _BREAK
    for row in _own(table, "tr"):
        cells = ["".join(_said_in(cell)).strip(_BREAK) for cell in row if cell.tag in ("td", "th")]
        lays_out = any(cell.find(".//table") is not None for cell in row) or any(len(cell) > _PROSE for cell in cells)
        yield (_BREAK if lays_out else _CELL).join(cells) + _BREAK
    rest = (part for part in table if part.tag not in ("tr", "tbody", "thead", "tfoot", "colgroup", "col"))
    for part in rest:
        yield from _said(part)
    yield _BREAK


def _own(table: Element, tag: str) -> Iterator[Element]:
    for row in table.iter(tag):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _said_in(cell: Element) -> Iterator[str]:
    yield _words(cell.text, cell)
    for child in cell:
        yield from _said(child)
        yield _words(child.tail, cell)


def _words(text: str | None, element: Element) -> str:
    """A stretch of text as a browser shows it; a line end in the source is none on the page."""
    if not text:
        return ""
    if element.tag in ("pre", "br", "hr"):
        return str(text)
    return _BLANKS.sub(" ", _WRAP.sub("", text))


def _first_number(element: Element) -> int | None:
    if element.tag != "ol" or "none" in (element.get("style") or ""):
        return None
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 5 else 1


def _tidy(line: str) -> str:
    return _CELL.join(_BLANKS.sub(" ", cell).strip(_EDGES) for cell in line.split(_CELL)).strip(_EDGES)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
