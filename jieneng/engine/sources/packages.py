"""Zip packages of office programs, opened within limits: few parts, little unpacked, plain XML without a DTD."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, TypeAlias

from lxml import etree

from jieneng.engine.sources.found import Limits, NotRead

Element: TypeAlias = Any  # an lxml element; its package has no types
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)
_IS_LOCKED = 0x1
# Office files may be saved in the strict namespace, which says the same in other words.
_STRICT, _USUAL = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)


class Package:
    """An opened package. Its sizes are first believed as declared; zipfile never unpacks more than that."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as broken:
            raise NotRead("broken") from broken
        self.parts = {part.filename: part for part in self._zip.infolist()}
        unpacked = sum(part.file_size for part in self.parts.values())
        if len(self.parts) > limits.most_parts or unpacked > limits.most_unpacked:
            raise NotRead("too-large")

    @property
    def is_locked(self) -> bool:
        return any(part.flag_bits & _IS_LOCKED for part in self.parts.values())

    @property
    def has_macros(self) -> bool:
        return any(_MACROS.search(name) for name in self.parts)

    def tree(self, name: str) -> Element | None:
        """The root of an XML part; None when there is none. Raises NotRead: broken, too-large, too-deep, unsafe."""
        part = self.parts.get(name)
        if part is None:
            return None
        if part.file_size > self._limits.most_xml:
            raise NotRead("too-large")
        try:
            return xml(self._zip.read(part).replace(_STRICT, _USUAL))
        except _BROKEN as broken:
            raise NotRead("broken") from broken


def xml(data: bytes) -> Element:
    """The root of an XML document. A DTD has no place in office files: entities are never expanded, but refused."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        deep = any("depth" in (entry.message or "") for entry in parser.error_log)
        raise NotRead("unsafe" if b"<!ENTITY" in data else "too-deep" if deep else "broken") from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotRead("unsafe")
    return root
