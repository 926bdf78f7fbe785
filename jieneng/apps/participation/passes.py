"""The link by which a volunteer or a walker is known on their own phone: a signed id, no account."""

from django.core.signing import BadSignature, Signer

_signers = {kind: Signer(salt=f"participation {kind}", sep=".") for kind in ("volunteer", "walker")}


def pass_of(kind: str, pk: int) -> str:
    return _signers[kind].sign(str(pk))


def id_of(kind: str, code: str) -> int:
    """The id that a pass names; 0 for any other text."""
    try:
        return int(_signers[kind].unsign(code))
    except (BadSignature, ValueError):
        return 0


def scanned_id(kind: str, code: str) -> int:
    """The same of a code that was scanned: an address is read by its last part."""
    return id_of(kind, code.strip().rstrip("/").rpartition("/")[2])
