"""What might not have come about fairly. A signal is a reason to look, never a verdict: people decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

FAST, SAME, BURST = "fast", "same", "burst"
_FEW = 3  # so many equal vectors or hand-ins are still chance


@dataclass(frozen=True)
class HandIn:
    """What a signal is read from. `answered` is what was chosen as option of the bank, whatever stood where."""

    id: int
    organization: int
    answered: str
    n_wrong: int
    used_ms: int
    at_ms: int


@dataclass(frozen=True)
class Signal:
    """Hand-ins that have something in common that seldom comes about by itself."""

    kind: str
    hand_ins: tuple[int, ...]


def least_ms(n_questions: int, ms_a_question: int = 3_000) -> int:
    """The shortest time in which a paper can be read and answered: three seconds a question.

    >>> least_ms(20)
    60000
    """
    return n_questions * ms_a_question


def signals(hand_ins: Iterable[HandIn], *, least: int, window_ms: int = 10_000, burst: int = 20) -> tuple[Signal, ...]:
    """All signals: faster than `least`; the same mistakes in one organisation; `burst` of one in `window_ms`.

    Equal papers without a mistake are no signal: there is one right answer, and many know it.

    >>> row = HandIn(1, 7, "1:0 2:1", 1, 20_000, 0)
    >>> [signal.kind for signal in signals([row], least=60_000)]
    ['fast']
    """
    rows = sorted(hand_ins, key=lambda row: (row.organization, row.at_ms, row.id))
    return (*_fast(rows, least), *_same(rows), *_bursts(rows, window_ms, burst))


def _fast(rows: list[HandIn], least: int) -> list[Signal]:
    return [Signal(FAST, (row.id,)) for row in rows if row.used_ms < least]


def _same(rows: list[HandIn]) -> list[Signal]:
    alike: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.n_wrong:
            alike[(row.organization, row.answered)].append(row.id)
    return [Signal(SAME, tuple(ids)) for ids in alike.values() if len(ids) > _FEW]


def _bursts(rows: list[HandIn], window_ms: int, burst: int) -> list[Signal]:
    found: list[Signal] = []
    for _, group in groupby(rows, key=lambda row: row.organization):
        inside: list[HandIn] = []
        for row in group:
            if inside and row.at_ms >= inside[0].at_ms + window_ms:
                if len(inside) >= burst:
                    found.append(Signal(BURST, tuple(one.id for one in inside)))
                    inside = []
                inside = [one for one in inside if row.at_ms < one.at_ms + window_ms]
            inside.append(row)
        if len(inside) >= burst:
            found.append(Signal(BURST, tuple(one.id for one in inside)))
    return found
