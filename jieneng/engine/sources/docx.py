"""The text of a docx in reading order: paragraphs with their numbers, tables row by row, text boxes.

Headers and footers lie in parts of their own and are not asked. What was deleted with tracked changes, hidden text, the
instructions of fields and the readings above characters are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from jieneng.engine.sources.found import Limits, NotRead, Source
from jieneng.engine.sources.numbering import Numbering, W, is_on, numbering_of
from jieneng.engine.sources.packages import Element, Package

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY = "word/document.xml"
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_WRAPPER_NAMES = "ins moveTo hyperlink smartTag customXml fldSimple dir bdo sdtContent"
_WRAPPERS = frozenset(f"{W}{name}" for name in _WRAPPER_NAMES.split())
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CONTENTS = "Table of Contents"


def source_of(data: bytes, limits: Limits) -> Source:
    """One paragraph a line, the cells of a row parted by tabs. Raises NotRead: unsafe, broken, too-large, too-deep."""
    package = Package(data, limits)
    if package.has_macros:
        raise NotRead("unsafe")
    document = package.tree(_BODY)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise NotRead("broken")
    numbering = numbering_of(package.tree("word/numbering.xml"), package.tree("word/styles.xml"))
    return Source("docx", "\n".join(_blocks(body, numbering)))


def _blocks(parent: Element, numbering: Numbering) -> Iterator[str]:
    """The lines of everything that stands in a body, a cell or a box."""
    begun = ""  # of a paragraph whose end was deleted: it goes on in the next one
    for child in parent:
        if child.tag == f"{W}p":
            said = "".join(_inline(child)).strip()
            ends = child.find(f"{W}pPr/{W}rPr/{W}del") is None
            if not begun and (said or ends):
                said = _number(child, said, numbering)
            line, begun = (begun + said, "") if ends else ("", begun + said)
            yield from filter(str.strip, line.split("\n"))
            yield from _boxes(child, numbering)
        elif child.tag == f"{W}tbl":
            yield from _rows(child, numbering)
        elif child.tag == f"{W}sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is None or gallery.get(f"{W}val") != _CONTENTS:
                yield from _blocks(child, numbering)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbering)
    if begun.strip():
        yield begun.strip()


def _number(paragraph: Element, said: str, numbering: Numbering) -> str:
    """The paragraph with its number. One without words has a number too, which counts and is not shown."""
    before = numbering.before(paragraph.find(f"{W}pPr"))
    return before + said if said else ""


def _rows(table: Element, numbering: Numbering) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table or row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = ["\n".join(_blocks(cell, numbering)) for cell in _cells(row)]
        line = "\t".join(cells).strip("\t")
        if line.strip():
            yield line


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
            yield from _cells(child)


def _inline(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}r":
            yield from _run(child)
        elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
            yield from _inline(child)


def _run(run: Element) -> Iterator[str]:
    if is_on(run.find(f"{W}rPr/{W}vanish")):
        return
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{W}ruby":
            base = child.find(f"{W}rubyBase")
            yield from _inline(base) if base is not None else ()


def _boxes(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    """The text boxes that hang on a paragraph. Each is stored twice, for new and for old programs: once is enough."""
    for box in _found(paragraph, f"{W}txbxContent"):
        yield from _blocks(box, numbering)


def _found(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            choices = [list(_found(choice, wanted)) for choice in child]
            yield from next(filter(None, choices), [])
        elif child.tag not in _GONE:
            yield from _found(child, wanted)
