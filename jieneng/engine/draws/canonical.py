"""One text for one value: JSON that comes out the same on every machine, so that its hash can be published."""

import hashlib
import json
from typing import Any

LARGEST = 2**53 - 1  # beyond it other languages' JSON readers lose digits (RFC 7493 section 2.2)


def canonical(value: Any) -> bytes:
    """The value as JSON in UTF-8: names sorted, no blanks, no fractions.

    A subset of RFC 8785 (JSON Canonicalization Scheme): names are ASCII, numbers are whole and below 2**53, so that
    Python's own writer gives the bytes that the standard asks for. Raises ValueError for anything else, since a
    value that two programs write differently cannot be checked by its hash.

    >>> canonical({"stock": 2, "name": "一等奖"}).decode()
    '{"name":"一等奖","stock":2}'
    """
    _refuse_the_ambiguous(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """SHA-256 (FIPS 180-4) of the canonical text, 64 hexadecimal digits.

    >>> digest({})[:16]
    '44136fa355b3678a'
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def _refuse_the_ambiguous(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(name, str) and name.isascii() for name in value):
            raise ValueError("Names in canonical JSON are ASCII texts")
        for inner in value.values():
            _refuse_the_ambiguous(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_the_ambiguous(inner)
    elif not _is_plain(value):
        raise ValueError(f"Not a value of canonical JSON: {value!r}")


def _is_plain(value: Any) -> bool:
    if isinstance(value, int):  # True and False are whole numbers too, and plain
        return abs(value) <= LARGEST
    return value is None or isinstance(value, str)
