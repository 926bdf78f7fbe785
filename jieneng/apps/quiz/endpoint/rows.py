"""What goes into the two tables and what comes back, whichever database holds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

_DAY_MS, _BEIJING_MS = 86_400_000, 8 * 3_600_000
_EPOCH = date(1970, 1, 1).toordinal()
NEW, SAME, OTHER, NONE = "new", "same", "other", "none"

Identity = tuple[int, str, int]  # quiz, player, ordinal


class HandIn(NamedTuple):
    """A paper handed in; the columns of quiz_handin without id and batch."""

    quiz: int
    player: str
    ordinal: int
    key: str
    answers: str
    score: int
    used_ms: int
    handed_ms: int
    day: str
    organization: int
    route: str
    category: str
    receipt: str

    @property
    def identity(self) -> Identity:
        return self.quiz, self.player, self.ordinal


class Opening(NamedTuple):
    """A paper opened; the columns of quiz_opening without id."""

    quiz: int
    player: str
    ordinal: int
    day: str
    opened_ms: int
    due_ms: int
    notice: int

    @property
    def identity(self) -> Identity:
        return self.quiz, self.player, self.ordinal


class Taken(NamedTuple):
    """What became of a hand-in: stored now (new), stored before (same), or another one was (other, none)."""

    outcome: str
    stored: HandIn | None


@dataclass(frozen=True)
class Wish:
    """Somebody wants a paper: `opening` is the one they would get as the first; limits are those of the quiz."""

    opening: Opening
    n_attempts: int
    n_per_day: int


class Opened(NamedTuple):
    """The opening that was given, or "" and a code why there is none."""

    opening: Opening | None
    refused: str


class Unreachable(Exception):
    """The database does not answer now; what was sent may or may not be stored, and may be sent again."""


class Store(Protocol):
    """One connection to the rows; used by one lane only. Every method raises Unreachable."""

    def add_hand_ins(self, rows: Sequence[HandIn]) -> set[str]:
        """Insert those that meet no other row, in one durable transaction; the keys of those inserted."""
        ...

    def hand_ins(self, identities: Iterable[Identity], keys: Iterable[str]) -> list[HandIn]: ...

    def add_openings(self, rows: Sequence[Opening]) -> set[Identity]: ...

    def openings(self, players: Iterable[tuple[int, str]]) -> list[Opening]: ...

    def handed_in(self, players: Iterable[tuple[int, str]]) -> set[Identity]: ...


def take_in(store: Store, rows: Sequence[HandIn]) -> list[Taken]:
    """Store a batch, each identity and each key once; what became of each, in the order given."""
    first, keys = dict[Identity, HandIn](), set[str]()
    for row in sorted(rows, key=lambda row: row.identity):  # one order for all lanes: they cannot wait in a circle
        if row.identity not in first and row.key not in keys:
            first[row.identity] = row
            keys.add(row.key)
    added = store.add_hand_ins(list(first.values()))
    new = {id(row) for row in first.values() if row.key in added}
    if len(new) == len(rows):
        return [Taken(NEW, row) for row in rows]
    others = [row for row in rows if id(row) not in new]
    return _judged(rows, new, store.hand_ins({row.identity for row in others}, {row.key for row in others}))


def look_up(store: Store, rows: Sequence[HandIn]) -> list[Taken]:
    """What is stored of papers that come too late to be stored now."""
    return _judged(rows, set(), store.hand_ins({row.identity for row in rows}, {row.key for row in rows}))


def _judged(rows: Sequence[HandIn], new: set[int], stored: Iterable[HandIn]) -> list[Taken]:
    found = list(stored)
    by_identity, by_key = {row.identity: row for row in found}, {row.key: row for row in found}
    return [Taken(NEW, row) if id(row) in new else _compared(row, by_identity, by_key) for row in rows]


def _compared(row: HandIn, by_identity: dict[Identity, HandIn], by_key: dict[str, HandIn]) -> Taken:
    there = by_identity.get(row.identity)
    if there is not None:
        return Taken(SAME if there.answers == row.answers else OTHER, there)
    of_key = by_key.get(row.key)
    if of_key is None:
        return Taken(NONE, None)
    return Taken(OTHER, of_key if (of_key.quiz, of_key.player) == (row.quiz, row.player) else None)


def open_papers(store: Store, wishes: Sequence[Wish]) -> list[Opened]:
    """Give each player the paper that is open, else the next one, as far as the limits go."""
    players = {(wish.opening.quiz, wish.opening.player) for wish in wishes}
    held: dict[tuple[int, str], list[Opening]] = {player: [] for player in players}
    for opening in store.openings(players):
        held[opening.quiz, opening.player].append(opening)
    done = store.handed_in(player for player, openings in held.items() if openings)
    decided = [_decided(wish, held[wish.opening.quiz, wish.opening.player], done) for wish in wishes]
    fresh = {one.opening.identity: one.opening for one, is_new in decided if is_new and one.opening}
    added = store.add_openings([fresh[identity] for identity in sorted(fresh)]) if fresh else set()
    if len(added) < len(fresh):  # another process has opened one of them meanwhile: the paper is the one it gave
        there = {opening.identity: opening for opening in store.openings(players)}
        return [_as_stored(one, there) for one, _ in decided]
    return [one for one, _ in decided]


def _as_stored(one: Opened, there: dict[Identity, Opening]) -> Opened:
    return Opened(there[one.opening.identity], "") if one.opening else one


def _decided(wish: Wish, openings: list[Opening], done: set[Identity]) -> tuple[Opened, bool]:
    asked = wish.opening
    last = max(openings, key=lambda opening: opening.ordinal, default=None)
    if last and last.identity not in done and asked.opened_ms < last.due_ms:
        return Opened(last, ""), False
    if len(openings) >= wish.n_attempts:
        return Opened(None, "quiz-attempts-used"), False
    if sum(opening.day == asked.day for opening in openings) >= wish.n_per_day:
        return Opened(None, "quiz-day-used"), False
    given = asked._replace(ordinal=last.ordinal + 1 if last else 1)
    openings.append(given)
    return Opened(given, ""), True


def day_of(at_ms: int) -> str:
    """The day in Beijing.

    >>> day_of(1_750_780_799_999), day_of(1_750_780_800_000)
    ('2025-06-24', '2025-06-25')
    """
    return _day((at_ms + _BEIJING_MS) // _DAY_MS)


@lru_cache(maxsize=16)
def _day(number: int) -> str:
    return date.fromordinal(_EPOCH + number).isoformat()
