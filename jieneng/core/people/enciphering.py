"""What a stolen copy of the database must not give away: kept enciphered, with a key that follows from SECRET_KEY.

The cipher is Fernet (AES-128-CBC with HMAC-SHA256), its key derived by HKDF (RFC 5869). What was enciphered under an
older key of SECRET_KEY_FALLBACKS can still be read, and is kept under the newest one the next time it is used.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FOR = b"jieneng.core.people second factor"  # another use of SECRET_KEY gives another key


def enciphered(plain: str, *, use: bytes = _FOR) -> str:
    """The text as it is stored: about 140 characters for a secret of 32. `use` names what it is, and gives its key."""
    return _cipher(use).encrypt(plain.encode()).decode()


def deciphered(kept: str, *, use: bytes = _FOR) -> str | None:
    """What was enciphered; None when it was under a key that is known no more, or has been meddled with."""
    try:
        return _cipher(use).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _cipher(use: bytes) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret, use)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str, use: bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
