"""Where files lie: by their digest under the files folder, on the disk for good before a row speaks of them."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

ORIGINAL, CLEAN, THUMB = "", ".clean.jpg", ".thumb.jpg"
COPIES = (ORIGINAL, CLEAN, THUMB)
_CHUNK = 1024 * 1024


def path_of(sha256: str, copy: str = ORIGINAL) -> Path:
    """The path of an original (files/ab/cdef…) or of one of its copies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / f"{sha256[2:]}{copy}"


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of a file, from its beginning."""
    file.seek(0)
    said = hashlib.sha256()
    for chunk in iter(lambda: file.read(_CHUNK), b""):
        said.update(chunk)
    return said.hexdigest()


def put(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all, and wait until the disk has it and its folder.

    The same digest is the same bytes, so what is there already stays.
    """
    if path.exists():
        return
    new_folder = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    if new_folder:
        _sync_folder(path.parent.parent)


def take_away(sha256: str) -> None:
    """Remove an original and its copies."""
    for copy in COPIES:
        path_of(sha256, copy).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
