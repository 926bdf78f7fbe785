"""The short code of what a paper says: printed on it, so that a stamped copy can be held against what was issued."""

import base64
import hashlib
import json

from jieneng.core.documents.models import ISSUED, Document

_LENGTH = 8
_CLEAR = str.maketrans("OI", "89")  # letters that look like digits on paper; base32 has no 8 and no 9


def version_code(document: Document) -> str:
    """Eight letters and digits in two groups: 7QK2-M94D. Another word, number or day, and it is another code."""
    said = [
        document.code,
        document.organization_id,
        document.title,
        document.number,
        str(document.written_on or ""),
        document.body,
    ]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).digest()
    letters = base64.b32encode(digest).decode()[:_LENGTH].translate(_CLEAR)
    return f"{letters[:4]}-{letters[4:]}"


def is_version(document: Document, typed: str) -> bool:
    """Whether this is its version code, however it was typed: small letters, without the dash, with blanks."""
    return _plain(typed) == _plain(version_code(document))


def grouped(code: str) -> str:
    """A verification code as it is printed: in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()


def printed(document: Document) -> str:
    """What stands at the foot of each page of an issued paper; nothing on a draft."""
    if document.state != ISSUED:
        return ""
    return f"校验码 {grouped(document.code)}　版本号 {version_code(document)}"


def code_from(typed: str) -> str:
    """The verification code that somebody typed, as it is stored."""
    return "".join(letter for letter in typed if letter.isalnum()).lower()


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed if letter.isalnum()).upper()
