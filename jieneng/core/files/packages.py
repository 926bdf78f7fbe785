"""Office files and papers: no macros, no embedded objects, no zip that grows without end."""

import re
import zipfile
from typing import BinaryIO

from jieneng.core.files.kinds import ALLOWED, MIB, OFFICE, Kind
from jieneng.ui.refusals import Refused

_MOST_PARTS = 3_000
_MOST_UNPACKED = 200 * MIB
_MOST_TIMES = 200  # XML packs well, but not endlessly
_MOST_XML = 4 * MIB
_ACTIVE = re.compile(
    r"vbaProject|vbaData|activeX|/embeddings/|externalLinks/|macrosheets/|customUI|oleObject", re.IGNORECASE
)
_MACRO = re.compile(rb"macroEnabled|ms-office\.vbaProject|ms-excel\.intlmacrosheet", re.IGNORECASE)
_FROM_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
# Word writes where the author's own template lies on the author's own disk: nothing is fetched from there.
_OWN_DISK = re.compile(rb"Target\s*=\s*[\"'](?:file:///)?[A-Za-z]:[\\/]", re.IGNORECASE)
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")


def office_kind(file: BinaryIO, name: str) -> Kind:
    """Which office file a zip package is, after a look at everything that could do harm in it."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            _require_bounded(package, name)
            kind = next((kind for part, kind in OFFICE.items() if part in package.namelist()), None)
            if kind is None or "[Content_Types].xml" not in package.namelist():
                raise Refused("wrong-type", name=name, allowed=ALLOWED)
            _require_quiet(package, name)
            if package.testzip() is not None:
                raise Refused("broken-file", name=name)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as broken:
        raise Refused("broken-file", name=name) from broken
    return kind


def _require_bounded(package: zipfile.ZipFile, name: str) -> None:
    """Sizes as the package declares them: zipfile never unpacks more than that, and a lie fails its checksum."""
    parts = package.infolist()
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    too_dense = unpacked > MIB and unpacked > packed * _MOST_TIMES
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or too_dense:
        raise Refused("unsafe-file", name=name)


def _require_quiet(package: zipfile.ZipFile, name: str) -> None:
    for part in package.infolist():
        outside = part.filename.startswith("/") or ".." in part.filename.split("/")
        if outside or _ACTIVE.search(part.filename):
            raise Refused("unsafe-file", name=name)
        if part.filename.endswith(".rels") or part.filename == "[Content_Types].xml":
            _require_plain_xml(package, part, name)


def _require_plain_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    if part.file_size > _MOST_XML:
        raise Refused("unsafe-file", name=name)
    text = package.read(part)
    fetched = [tag for tag in _FROM_OUTSIDE.findall(text) if not (_LINK.search(tag) or _OWN_DISK.search(tag))]
    if _MACRO.search(text) or fetched:
        raise Refused("unsafe-file", name=name)


def check_pdf(file: BinaryIO, name: str) -> None:
    """A paper that is complete and starts nothing by itself; what is hidden in packed streams is not looked into."""
    file.seek(0)
    text = file.read()
    if b"%%EOF" not in text[-2048:]:
        raise Refused("broken-file", name=name)
    if _ACTIVE_PDF.search(text):
        raise Refused("unsafe-file", name=name)
