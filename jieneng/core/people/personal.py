"""Personal data of people without an account: names and numbers that are kept only enciphered, each in its place.

AES-256-GCM (NIST SP 800-38D) under a key derived from SECRET_KEY by HKDF. The place (table, row, field) is
authenticated with the text, so that what was copied from one row into another is found out instead of read. What was
enciphered under an older key of SECRET_KEY_FALLBACKS can still be read.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

_FOR = b"jieneng.core.people personal"  # another use of SECRET_KEY gives another key
_NONCE = 12


def sealed(plain: str, row: models.Model, field: str) -> str:
    """The text as it is stored in this field of this row, which must have its number already."""
    nonce = secrets.token_bytes(_NONCE)
    kept = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, plain.encode(), _place(row, field))
    return base64.b64encode(nonce + kept).decode()


def opened(kept: str, row: models.Model, field: str) -> str | None:
    """What was sealed there; None when the key is known no more, or it was meddled with or belongs elsewhere."""
    said = base64.b64decode(kept)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret)).decrypt(said[:_NONCE], said[_NONCE:], _place(row, field)).decode()
        except InvalidTag:
            continue
    return None


def _place(row: models.Model, field: str) -> bytes:
    if row.pk is None:
        raise ValueError("A row has a number before anything is sealed in it")
    return f"{row._meta.db_table}|{row.pk}|{field}".encode()


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_FOR).derive(secret.encode())
