"""Who wins: entrants ranked by a keyed hash that nobody could foresee, prizes from the top, reserves after them."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jieneng.engine.draws.commitment import SECRET_BYTES
from jieneng.engine.draws.entrants import Tree, in_order
from jieneng.engine.draws.rules import Rules


@dataclass(frozen=True)
class Award:
    """A prize and the entrant it goes to; `place` is the place in the ranking, from 1."""

    place: int
    entrant: str
    prize: str


@dataclass(frozen=True)
class Outcome:
    """What a draw has come to: everybody in order, who won what, and who stands by in which order."""

    seed: bytes
    ranking: tuple[str, ...]
    awards: tuple[Award, ...]
    reserves: tuple[str, ...]


@dataclass(frozen=True)
class Holding:
    """One single prize (`unit` from 1, best first) and who holds it now; nobody when no reserve is left."""

    unit: int
    prize: str
    entrant: str | None


def seed_of(secret: bytes, number: str, root: str) -> bytes:
    """SHA-256 of secret, public number and root behind each other, 32 bytes.

    Secret and root have a fixed length, so the three cannot be cut in another way. The organiser knows the secret but
    not the number when the list is published; everybody else learns the secret only when nothing can be changed.
    Raises ValueError when secret or root are not 32 bytes.
    """
    if len(secret) != SECRET_BYTES or len(bytes.fromhex(root)) != SECRET_BYTES:
        raise ValueError("Secret and root have 32 bytes each")
    return hashlib.sha256(secret + number.encode("ascii") + bytes.fromhex(root)).digest()


def ranked(seed: bytes, keys: Iterable[str]) -> tuple[str, ...]:
    """The keys in ascending order of HMAC-SHA256(seed, key) (RFC 2104), whatever order they come in.

    Each key's place depends on the seed and its own name only, every order is as likely as any other, and there is
    nothing to round or to take the remainder of: no bias, no weights, the same on every platform. Raises ValueError
    when a key stands there twice.

    >>> ranked(b"seed", ["ant", "bee", "cat"]) == ranked(b"seed", ["cat", "ant", "bee"])
    True
    """
    return without_ties((hmac.new(seed, key.encode(), hashlib.sha256).digest(), key) for key in keys)


def without_ties(tickets: Iterable[tuple[bytes, str]]) -> tuple[str, ...]:
    """The keys by their tickets. Raises ValueError on equal tickets: a key given twice, or SHA-256 broken."""
    ordered = sorted(tickets)
    for (first, one), (second, other) in pairwise(ordered):
        if first == second:
            raise ValueError(f"Two equal tickets: {one} and {other}")
    return tuple(key for _, key in ordered)


def outcome(rules: Rules, secret: bytes, number: str, entrants: Sequence[str]) -> Outcome:
    """The draw itself; the same values give the same outcome for ever. Everybody wins once at most.

    Raises ValueError when the entrants are not the published list (ascending, nobody twice) or the number is not as
    the rules have promised it.
    """
    if tuple(entrants) != in_order(entrants):
        raise ValueError("The entrants are not in the order of a published list")
    if not rules.number.accepts(number):
        raise ValueError(f"The public number has {rules.number.digits} digits, without blanks and signs")
    seed = seed_of(secret, number, Tree(tuple(entrants)).root)
    order = ranked(seed, entrants)
    units = rules.units
    awards = tuple(Award(place, *won) for place, won in enumerate(zip(order, units, strict=False), 1))
    return Outcome(seed, order, awards, order[len(units) : len(units) + rules.reserves])


def holders(drawn: Outcome, units: Sequence[str], forfeits: Sequence[str]) -> tuple[Holding, ...]:
    """Who holds each single prize after these forfeits, `units` being `Rules.units`.

    The forfeits come in the order in which they were put down: each freed prize goes to the first reserve that has
    neither been called nor given up. A mere set would not do: when a better prize is freed later, it would move a
    reserve who already holds one. Somebody who forfeits twice, or holds nothing, changes nothing more. With reserves
    used up a prize stays free; there is no drawing again.
    """
    unit_of = {award.entrant: award.place for award in drawn.awards}
    waiting = list(drawn.reserves)
    for entrant in forfeits:
        if entrant in waiting:
            waiting.remove(entrant)
        elif entrant in unit_of:
            freed = unit_of.pop(entrant)
            if waiting:
                unit_of[waiting.pop(0)] = freed
    entrant_of = {unit: entrant for entrant, unit in unit_of.items()}
    return tuple(Holding(unit, prize, entrant_of.get(unit)) for unit, prize in enumerate(units, 1))
