"""What a draw keeps shut: its secret, the salt of its pseudonyms, the codes of its winners."""

import hashlib
import secrets

from jieneng.apps.prizes.models import Draw, Win
from jieneng.core.people.enciphering import deciphered, enciphered
from jieneng.engine.draws.commitment import SECRET_BYTES
from jieneng.engine.draws.entrants import pseudonym
from jieneng.ui.refusals import Refused

CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
CODE_LENGTH = 13  # 30 letters, 63 bits
assert len(CODE_LETTERS) ** CODE_LENGTH > 2**60


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def shut(secret: bytes) -> str:
    """A secret as it is stored, like that of a one-time code."""
    return enciphered(secret.hex())


def secret_of(draw: Draw) -> bytes:
    """The secret of a draw. Refused when the key under which it was kept is lost."""
    return _opened(draw.sealed)


def pseudonym_of(draw: Draw, player: str) -> str | None:
    """Somebody's name in this draw; None once the salt is destroyed."""
    return pseudonym(player, _opened(draw.salt)) if draw.salt else None


def salt_of(draw: Draw) -> bytes:
    return _opened(draw.salt)


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def code_form(typed: str) -> str:
    """A code as it was given out, however it was typed: blanks and dashes away, capitals."""
    return "".join(sign for sign in typed.upper() if sign in CODE_LETTERS)


def code_digest(code: str) -> str:
    return hashlib.sha256(f"prizes|{code}".encode()).hexdigest()


def code_of(win: Win) -> str:
    """The code for the winner's own eyes, in groups; "" when it can be read no more."""
    code = deciphered(win.code_kept) or ""
    return " ".join(code[at : at + 5] for at in range(0, len(code), 5))


def kept_code(code: str) -> str:
    return enciphered(code)


def _opened(kept: str) -> bytes:
    plain = deciphered(kept)
    if plain is None:
        raise Refused("prizes-key-lost")
    return bytes.fromhex(plain)
