"""The files that anybody may check a draw with, on the disk by their digest."""

import hashlib
from pathlib import Path

from jieneng.core.files import disk

_COPY = ".draw.json"


def put(said: bytes) -> str:
    """Keep the file for good; gives its SHA-256. What is there already stays."""
    sha256 = hashlib.sha256(said).hexdigest()
    disk.put(disk.path_of(sha256, _COPY), [said])
    return sha256


def path_of(sha256: str) -> Path:
    return disk.path_of(sha256, _COPY)
