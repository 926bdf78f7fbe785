"""Who takes part, without names: a list of pseudonyms in one order, its root, and proofs that one stands in it."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

SALT_BYTES = 16
LEAF, NODE = b"\x00", b"\x01"  # RFC 6962 section 2.1: a node can never be passed off as a leaf


class RepeatedEntrants(ValueError):
    """The same person stands in the list more than once; `entrants` are their pseudonyms."""

    def __init__(self, entrants: Sequence[str]) -> None:
        super().__init__(f"{len(entrants)} entrants stand in the list more than once")
        self.entrants = tuple(entrants)


def pseudonym(person_key: str, salt: bytes) -> str:
    """The name of a person in one draw: HMAC-SHA256 (RFC 2104) of the person's key under the salt, 64 digits.

    The salt belongs to one draw and is never published: phone numbers are few enough to be tried out otherwise. With
    a salt for each draw, nobody can follow a person from one list to the next. Raises ValueError when the salt is
    short or the key empty.

    >>> pseudonym("person:17", b"a salt of one draw")[:16]
    'b628a73e39d43890'
    """
    if len(salt) < SALT_BYTES or not person_key:
        raise ValueError(f"A pseudonym needs a person's key and a salt of {SALT_BYTES} bytes at least")
    return hmac.new(salt, person_key.encode(), hashlib.sha256).hexdigest()


def entrant_list(person_keys: Iterable[str], salt: bytes) -> tuple[str, ...]:
    """The pseudonyms in ascending order, which says nothing of who came when. Raises RepeatedEntrants."""
    return in_order(pseudonym(key, salt) for key in person_keys)


def in_order(entrants: Iterable[str]) -> tuple[str, ...]:
    """The entrants in the one order of a published list. Raises RepeatedEntrants."""
    ordered = sorted(entrants)
    repeated = [second for first, second in pairwise(ordered) if first == second]
    if repeated:
        raise RepeatedEntrants(list(dict.fromkeys(repeated)))
    return tuple(ordered)


@dataclass(frozen=True)
class Proof:
    """That a line stands at one place of a list: the place from 0, how long the list is, the hashes beside the way."""

    index: int
    size: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """A Merkle tree over the lines of a list (RFC 6962 section 2.1), worked out once for any number of proofs."""

    lines: tuple[str, ...]

    @cached_property
    def levels(self) -> tuple[tuple[bytes, ...], ...]:
        """The hashes from the leaves to the root. Whoever is left over at a level goes up as it is.

        That is the tree of the RFC, which splits at the largest power of two below the size, read from below.
        """
        level = tuple(leaf_hash(line) for line in self.lines)
        found = [level]
        while len(level) > 1:
            level = joined(level)
            found.append(level)
        return tuple(found)

    @property
    def root(self) -> str:
        """The hash over everything, 64 digits; of an empty list the hash of nothing, as the RFC has it."""
        return self.levels[-1][0].hex() if self.lines else hashlib.sha256(b"").hexdigest()

    def proof(self, index: int) -> Proof:
        """The proof for the line at this place, from 0. Raises IndexError beyond the list."""
        if not 0 <= index < len(self.lines):
            raise IndexError(f"No line {index} in a list of {len(self.lines)}")
        beside = ((level, (index >> height) ^ 1) for height, level in enumerate(self.levels[:-1]))
        path = tuple(level[place].hex() for level, place in beside if place < len(level))
        return Proof(index, len(self.lines), path)


def root(entrants: Sequence[str]) -> str:
    """The Merkle root of a list, 64 hexadecimal digits."""
    return Tree(tuple(entrants)).root


def proof(entrants: Sequence[str], index: int) -> Proof:
    """That the entrant at this place, from 0, stands in the list; for many proofs of one list keep a `Tree`."""
    return Tree(tuple(entrants)).proof(index)


def holds(leaf: str, proof: Proof, root: str) -> bool:
    """Whether the line stands at the proof's place in the list with this root (RFC 9162 section 2.1.3.2).

    >>> three = ("ant", "bee", "cat")
    >>> tree = Tree(three)
    >>> holds("bee", tree.proof(1), tree.root), holds("bat", tree.proof(1), tree.root)
    (True, False)
    """
    if not 0 <= proof.index < proof.size:
        return False
    place, last, hashed = proof.index, proof.size - 1, leaf_hash(leaf)
    for step in proof.path:
        if last == 0:
            return False
        beside = bytes.fromhex(step)
        if place % 2 or place == last:
            hashed = _node(beside, hashed)
            while place % 2 == 0 and place:  # went up alone for some levels
                place, last = place // 2, last // 2
        else:
            hashed = _node(hashed, beside)
        place, last = place // 2, last // 2
    return last == 0 and hmac.compare_digest(hashed.hex(), root)


def joined(level: Sequence[bytes]) -> tuple[bytes, ...]:
    """The level above: the hash of every two; whoever is left over goes up as it is."""
    pairs = [_node(*level[place : place + 2]) for place in range(0, len(level) - 1, 2)]
    return (*pairs, *level[len(pairs) * 2 :])


def leaf_hash(line: str) -> bytes:
    """SHA-256 of one line, marked as a leaf."""
    return hashlib.sha256(LEAF + line.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
