"""Everything of a draw in one file, published after it, from which anyone can work it out again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jieneng.engine.draws.canonical import canonical
from jieneng.engine.draws.commitment import opens
from jieneng.engine.draws.entrants import root
from jieneng.engine.draws.ranking import Outcome, outcome
from jieneng.engine.draws.rules import Rules

VERSIONS = {"format": 1, "hash": "SHA-256", "rank": "HMAC-SHA256", "tree": "RFC 6962"}
VERIFIER = Path(__file__).with_name("verifier.py")  # the program that is offered beside the file
INSTANT_VERIFIER = Path(__file__).with_name("verifier_instant.py")  # the same for an instant win


def audit_json(
    rules: Rules, *, commitment: str, secret: bytes, entrants: Sequence[str], number: str, source: str
) -> bytes:
    """audit.json as canonical JSON. `source` says where the number was read: an address, an issue of a paper.

    Only when the secret is revealed: it contains it. No personal data: entrants are pseudonyms. Raises ValueError
    when the published commitment does not open, or for what `outcome` refuses.
    """
    if not opens(commitment, secret, rules):
        raise ValueError("The commitment was not made with this secret and these rules")
    drawn = outcome(rules, secret, number, entrants)
    return canonical(
        {
            "commitment": commitment,
            "entrants": list(entrants),
            "number": {"source": source, "value": number},
            "root": root(entrants),
            "rules": rules.as_json(),
            "secret": secret.hex(),
            "versions": VERSIONS,
            **_drawn(drawn),
        }
    )


def _drawn(drawn: Outcome) -> dict[str, Any]:
    winners = [{"entrant": award.entrant, "place": award.place, "prize": award.prize} for award in drawn.awards]
    return {"ranking": list(drawn.ranking), "reserves": list(drawn.reserves), "winners": winners}
