"""The text of a file that somebody handed in, or the sentence that says why it has none."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from jieneng.core.files.apart import Stopped, apart
from jieneng.core.files.kinds import MIB
from jieneng.core.files.names import plain_name
from jieneng.engine.sources import kinds, plain
from jieneng.engine.sources.found import Limits, NotRead, Source
from jieneng.ui.refusals import Refused

LIMIT_MB, LIMIT_PLAIN_MB = 20, 5  # of packages and papers; of text and pages
_TASK = "jieneng.core.files.sources_child:read"
_PACKAGE = b"PK\x03\x04"
_SAID = {  # what the engine calls it: how the catalogue of refusals does
    "empty": "empty-file",
    "unknown": "source-unknown",
    "picture": "source-picture",
    "old-office": "source-old-office",
    "sheet": "source-no-paper",
    "slides": "source-no-paper",
    "ofd": "source-ofd",
    "web-archive": "source-web-archive",
    "locked": "source-locked",
    "unsafe": "unsafe-file",
    "broken": "broken-file",
    "failed": "broken-file",
    "too-deep": "source-too-heavy",
    "too-large": "source-too-heavy",
    "heavy": "source-too-heavy",
    "too-many-pages": "source-too-many-pages",
    "too-long": "too-long",
    "scanned": "source-scanned",
    "unmapped": "source-unmapped",
}


@dataclass(frozen=True)
class Uploaded:
    """A file as it came, under a name that sentences can carry, and what stands in it."""

    name: str
    data: bytes
    source: Source


def uploaded(upload: UploadedFile) -> Uploaded:
    """The text of an uploaded file; of one that is too large nothing is read. Raises Refused as `source_of` does."""
    name = plain_name(upload.name or "")
    if (upload.size or 0) > LIMIT_MB * MIB:
        raise Refused("too-large", name=name, limit=f"{LIMIT_MB} MB")
    data = upload.read()
    return Uploaded(name, data, source_of(data, name))


def source_of(data: bytes, name: str) -> Source:
    """The text of a file, told by its bytes. Text files are decoded here, all others read in a process of their own.

    Raises Refused: too-large, empty-file, unsafe-file, broken-file, too-long, source-…
    """
    _require_size(data, LIMIT_MB, name)
    try:
        kind = "" if data.startswith(_PACKAGE) else kinds.kind_of(data, Limits())
        if kind in (kinds.TEXT, kinds.HTML):
            _require_size(data, LIMIT_PLAIN_MB, name)
        return plain.source_of(data, Limits()) if kind == kinds.TEXT else _read_apart(data)
    except (NotRead, Stopped) as no:
        facts = no.facts if isinstance(no, NotRead) else {}
        raise Refused(_SAID[no.code], **{"name": name, "field": name, **facts}) from no


def _read_apart(data: bytes) -> Source:
    said = apart(_TASK, data)
    return Source(said["kind"], said["text"], tuple(said["pictures"]))


def _require_size(data: bytes, most_mb: int, name: str) -> None:
    if len(data) > most_mb * MIB:
        raise Refused("too-large", name=name, limit=f"{most_mb} MB")
