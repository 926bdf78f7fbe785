"""Signed tokens: the entrance, which a page of Django gives, and the paper, which the endpoint gives when it opens one.

Fields are letters, digits and dashes, joined by dots; the last part is keyed BLAKE2b (RFC 7693) of 128 bits.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple


class Forged(Exception):
    """The token is not one of ours, or not of this kind."""


class Entrance(NamedTuple):
    """Who may open papers, for which organisation, until when; `notice` is the version of what they agreed to."""

    quiz: int
    player: str
    organization: int
    route: str
    category: str
    notice: int
    more_minutes: int
    closes_ms: int
    until_ms: int


class Paper(NamedTuple):
    """Which attempt was opened, when, and until when it may be handed in."""

    quiz: int
    player: str
    ordinal: int
    organization: int
    route: str
    category: str
    opened_ms: int
    due_ms: int


class Signer:
    """Signs with the first key and knows what any of them has signed."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [hashlib.blake2b(key.encode(), person=b"quiz.token").digest() for key in keys]

    def entrance(self, entrance: Entrance) -> str:
        return self._signed("e", entrance)

    def paper(self, paper: Paper) -> str:
        return self._signed("p", paper)

    def read_entrance(self, text: str) -> Entrance:
        """Raises Forged."""
        quiz, player, organization, route, category, *numbers = self._read("e", text, 9)
        return Entrance(int(quiz), player, int(organization), route, category, *map(int, numbers))

    def read_paper(self, text: str) -> Paper:
        """Raises Forged."""
        quiz, player, ordinal, organization, route, category, opened, due = self._read("p", text, 8)
        return Paper(int(quiz), player, int(ordinal), int(organization), route, category, int(opened), int(due))

    def _signed(self, kind: str, fields: Sequence[object]) -> str:
        said = ".".join([kind, *map(str, fields)])
        return f"{said}.{_mark(self._keys[0], said)}"

    def _read(self, kind: str, text: str, n: int) -> list[str]:
        said, _, mark = text.rpartition(".")
        if not text.isascii() or not any(hmac.compare_digest(_mark(key, said), mark) for key in self._keys):
            raise Forged
        found, *fields = said.split(".")
        if found != kind or len(fields) != n:
            raise Forged
        return fields


def _mark(key: bytes, said: str) -> str:
    return hashlib.blake2b(said.encode(), key=key, digest_size=16).hexdigest()
