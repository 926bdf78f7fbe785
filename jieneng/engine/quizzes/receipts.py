"""Receipts: a number that tells nothing, a hash over what was handed in, and the chain that is published at the end."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to be misread
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
NUMBER = 12  # characters: 60 bits, so that nobody guesses one and a million of them hardly ever meet

_SHIFTS = range(5 * (NUMBER - 2), -1, -10)  # two characters at a time


def player_key(secret: bytes, said: str) -> str:
    """Who plays, as the quiz knows them: 32 digits from "staff:17" and the like; nothing leads back without the secret.

    >>> player_key(b"a secret of one quiz", "staff:17")
    '9f19d9b93a5b827bfc271af2704b2e3e'
    """
    return hashlib.blake2b(f"player|{said}".encode(), key=secret, digest_size=16).hexdigest()


def number_of(secret: bytes, player: str, ordinal: int) -> str:
    """The number of the receipt of one attempt, twelve characters.

    >>> number_of(b"a secret of one quiz", "p1", 1)
    'JKVWDEQ3WDCK'
    """
    hashed = hashlib.blake2b(f"receipt|{player}|{ordinal}".encode(), key=secret, digest_size=8)
    bits = int.from_bytes(hashed.digest(), "big") >> 4
    return "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])


def said_number(number: str) -> str:
    """A number as it is read out: three groups of four.

    >>> said_number("0123456789AB")
    '0123-4567-89AB'
    """
    return "-".join(number[at : at + 4] for at in range(0, len(number), 4))


def typed_number(text: str) -> str:
    """What somebody typed, as the number it means: case, blanks and dashes do not matter, O is 0, I and L are 1.

    >>> typed_number(" o123-4567-89ab ")
    '0123456789AB'
    """
    meant = text.upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in meant if letter in _DIGITS)


def digest_of(number: str, key: str, answers: str, at_ms: int) -> str:
    """SHA-256 over what was handed in: the receipt's number, the key that the browser made, the answers, the moment.

    The key is known to the player alone, so that nobody finds the answers by trying them all.

    >>> digest_of("0123456789AB", "a key of the browser", "C,AB,,D", 1750818127000)[:16]
    '162cde55d8a331e3'
    """
    return hashlib.sha256(f"{number}|{key}|{answers}|{at_ms}".encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """One receipt in the chain; `value` is SHA-256 over the former link's value and this receipt's hash."""

    no: int
    number: str
    digest: str
    value: str


def chained(receipts: Iterable[tuple[str, str]], *, first: str) -> Iterator[Link]:
    """The chain over receipts (number, hash) in the order of their numbers; `first` is what the first link follows.

    Raises ValueError when the numbers do not rise: another order would be another chain.

    >>> [link.value[:8] for link in chained([("0A", "aa"), ("0B", "bb")], first="of a quiz")]
    ['f9179a42', 'e6f7f6cf']
    """
    value, before = hashlib.sha256(first.encode()).hexdigest(), ""
    for no, (number, digest) in enumerate(receipts, 1):
        if number <= before:
            raise ValueError(f"Receipts are chained by their numbers: {number} after {before}")
        value, before = follow(value, digest), number
        yield Link(no, number, digest, value)


def follow(value: str, digest: str) -> str:
    """The value of the next link."""
    return hashlib.sha256(f"{value}{digest}".encode()).hexdigest()
