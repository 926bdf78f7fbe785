"""A promise that can be checked later: the hash of a secret and of what it will decide, published before opening."""

import hmac
from typing import Any, Protocol

from jieneng.engine.draws.canonical import digest

SECRET_BYTES = 32  # as many as the hash has: the promise cannot be opened by trying


class Committed(Protocol):
    """What a promise can be about: the rules of a draw, the plan of an instant win."""

    def as_json(self) -> dict[str, Any]: ...


def commit(secret: bytes, rules: Committed) -> str:
    """The promise to draw with this secret by these rules: SHA-256 over both as one canonical JSON, 64 digits.

    The secret hides behind the hash until it is revealed, and neither it nor the rules can be changed afterwards
    (commitment by a hash, as in the coin flipping of Blum, 1981). One JSON object, not two strings behind each other,
    so that nothing can be moved from one to the other. Raises ValueError unless the secret has 32 bytes.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"The secret of a draw has {SECRET_BYTES} bytes")
    return digest({"rules": rules.as_json(), "secret": secret.hex()})


def opens(commitment: str, secret: bytes, rules: Committed) -> bool:
    """Whether the published promise was made with this secret and these rules."""
    return len(secret) == SECRET_BYTES and hmac.compare_digest(commit(secret, rules), commitment)
