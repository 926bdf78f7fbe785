"""A player's paper: drawn by a keyed hash, so that it can be drawn again whenever somebody asks, and by nobody before.

The same secret, player, attempt, pool and rules always give the same paper: opening it again shows the same questions,
and an appeal years later replays it. Without the secret nobody can tell which questions come.

The stream of numbers is SHAKE-256 (FIPS 202) over keyed BLAKE2b (RFC 7693) of player and attempt under the quiz's
secret, read four bytes at a time; a number u below 2**32 chooses place u·n >> 32 of n, which favours no place by more
than n/2**32. BLAKE2 is keyed by itself and a fifth of the time of an HMAC, of which every paper needs several.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

LETTERS = "ABCDEF"
IN_ORDER = "true_false"  # a statement is always offered as right, wrong


@dataclass(frozen=True)
class Question:
    """What a draw needs to know of one version of a question. `right` holds positions in the options, from 0."""

    id: int
    topic: str
    difficulty: int
    kind: str
    n_options: int
    right: frozenset[int]


@dataclass(frozen=True)
class Rule:
    """So many questions of one sort; an empty topic or kind and difficulty 0 take any."""

    n: int
    topic: str = ""
    difficulty: int = 0
    kind: str = ""

    def takes(self, question: Question) -> bool:
        return (
            self.topic in ("", question.topic)
            and self.difficulty in (0, question.difficulty)
            and self.kind in ("", question.kind)
        )


@dataclass(frozen=True)
class Asked:
    """One question on a paper. `order` says which of its options stands at A, at B …; `key` is right, as letters."""

    question: int
    order: tuple[int, ...]
    key: str


@dataclass(frozen=True)
class Short:
    """A rule that the pool may not be able to fill: how many questions it needs, and how many there are."""

    rule: Rule
    needs: int
    has: int


@dataclass(frozen=True)
class Lot:
    """What papers are drawn from: the pool and the rules. Worked out once, drawn from many times."""

    pool: tuple[Question, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def n_questions(self) -> int:
        return sum(rule.n for rule in self.rules)

    @cached_property
    def short(self) -> tuple[Short, ...]:
        """The rules for which some paper could run out of questions; none means that every paper can be drawn.

        A rule must find its own and as many again as the rules before it may have taken from the same questions.
        """
        found, before = [], list[tuple[Rule, frozenset[int]]]()
        for rule, places in self._by_rule:
            mine = frozenset(places)
            needs = rule.n + sum(other.n for other, theirs in before if mine & theirs)
            if len(mine) < needs:
                found.append(Short(rule, needs, len(mine)))
            before.append((rule, mine))
        return tuple(found)

    def paper(self, secret: bytes, player: str, ordinal: int) -> tuple[Asked, ...]:
        """The paper of one attempt, which counts from 1. Raises ValueError where the pool cannot fill the rules.

        >>> pool = tuple(Question(n, "water", 1, "single", 3, frozenset({0})) for n in range(1, 9))
        >>> paper = Lot(pool, (Rule(2),)).paper(b"a secret of one quiz", "p1", 1)
        >>> [(asked.question, asked.order, asked.key) for asked in paper]
        [(5, (1, 2, 0), 'C'), (2, (0, 2, 1), 'A')]
        """
        if self.short:
            raise ValueError("The pool has too few questions for the rules")
        n = self.n_questions
        numbers = _numbers(secret, player, ordinal, 3 * n)
        chosen = self._chosen(numbers)
        _shuffle(chosen, n, numbers[n:])
        shown = self._shown
        return tuple([shown[at][u * len(shown[at]) >> 32] for at, u in zip(chosen, numbers[2 * n :], strict=True)])

    @cached_property
    def _by_rule(self) -> tuple[tuple[Rule, tuple[int, ...]], ...]:
        """Of each rule the places in the pool that it takes; the narrow rules first, so that wide ones leave enough."""
        places = [(rule, tuple(at for at, one in enumerate(self.pool) if rule.takes(one))) for rule in self.rules]
        return tuple(sorted(places, key=lambda entry: len(entry[1])))

    @cached_property
    def _overlap(self) -> bool:
        """Whether some question is taken by two rules; where none is, nothing need be looked up."""
        return sum(len(places) for _, places in self._by_rule) > len(
            {at for _, places in self._by_rule for at in places}
        )

    @cached_property
    def _shown(self) -> tuple[tuple[Asked, ...], ...]:
        """Every way in which each question of the pool can stand on a paper."""
        return tuple(_ways(question) for question in self.pool)

    def _chosen(self, numbers: tuple[int, ...]) -> list[int]:
        chosen: list[int] = []
        for rule, places in self._by_rule:
            left = [at for at in places if at not in chosen] if self._overlap else list(places)
            _shuffle(left, rule.n, numbers[len(chosen) :])
            chosen += left[: rule.n]
        return chosen


def _ways(question: Question) -> tuple[Asked, ...]:
    places = range(question.n_options)
    orders = (tuple(places),) if question.kind == IN_ORDER else tuple(permutations(places))
    return tuple(Asked(question.id, order, _key(order, question.right)) for order in orders)


def _key(order: Sequence[int], right: frozenset[int]) -> str:
    return "".join(letter for letter, place in zip(LETTERS, order, strict=False) if place in right)


def _numbers(secret: bytes, player: str, ordinal: int, most: int) -> tuple[int, ...]:
    seed = hashlib.blake2b(f"paper|{player}|{ordinal}".encode(), key=secret, digest_size=32).digest()
    return struct.unpack(f">{most}I", hashlib.shake_256(seed).digest(4 * most))


def _shuffle(places: list[int], n: int, numbers: tuple[int, ...]) -> None:
    """Bring n places chosen at random to the front (Fisher and Yates, from the front)."""
    size = len(places)
    for at in range(n):
        other = at + (numbers[at] * (size - at) >> 32)
        places[at], places[other] = places[other], places[at]
