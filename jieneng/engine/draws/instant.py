"""Instant win: which attempts of which day win is settled by the secret before the first person plays.

Every day has as many slots as its share of the stock: places in the sequence of that day's qualified attempts, from 1
to the attempts expected. The plan and the secret are promised by `commit(secret, plan)` before opening. What a day has
not given out (fewer came than expected, or the day was full) goes to the next day, which then takes the next places
of its own settled order. Nobody can add a slot, so the stock cannot fall below nothing.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from jieneng.engine.draws.ranking import ranked
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.sampling import key_of
from jieneng.engine.draws.shares import shares

Slots: TypeAlias = Mapping[date, Set[int]]
Attempts: TypeAlias = Mapping[date, int]


@dataclass(frozen=True)
class Plan:
    """What an instant win promises: prizes with stock, and how many qualified attempts are expected on which day."""

    draw: str
    prizes: tuple[Prize, ...]
    expected: Mapping[date, int]

    def __post_init__(self) -> None:
        codes = [prize.code for prize in self.prizes]
        if not codes or len(set(codes)) < len(codes):
            raise ValueError("An instant win has prizes, each with a code of its own")
        if not self.expected or any(attempts < 0 for attempts in self.expected.values()):
            raise ValueError("An instant win has days with attempts expected")

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted(self.expected))

    @property
    def stock(self) -> int:
        return sum(prize.stock for prize in self.prizes)

    @property
    def allotted(self) -> dict[date, int]:
        """How many prizes each day brings of its own: the stock by the attempts expected, at most one for each.

        >>> two_days = {date(2025, 7, 4): 9_000, date(2025, 7, 5): 5_000}
        >>> list(Plan("wk-2025", (Prize("data", "流量包", 7_800),), two_days).allotted.values())
        [5014, 2786]
        """
        sizes = {day.isoformat(): self.expected[day] for day in self.days}
        found = shares(sizes, min(self.stock, sum(sizes.values())))
        return {day: found[day.isoformat()] for day in self.days}

    def as_json(self) -> dict[str, Any]:
        """The plan as values of canonical JSON."""
        prizes = [{"code": prize.code, "name": prize.name, "stock": prize.stock} for prize in self.prizes]
        expected = [{"attempts": self.expected[day], "day": day.isoformat()} for day in self.days]
        return {"draw": self.draw, "expected": expected, "kind": "instant", "prizes": prizes}


def slots(secret: bytes, plan: Plan, attempts: Attempts) -> dict[date, frozenset[int]]:
    """The winning places of every day up to the first that is still open, given the attempts of the closed days.

    `attempts` names the qualified attempts that closed days had, one day after another from the first; with none it
    gives the first day. A later day is not in it, since what it inherits is not known yet. Raises ValueError when a
    day in between is missing or was not planned.
    """
    found: dict[date, frozenset[int]] = {}
    allotted, carried = plan.allotted, plan.stock - sum(plan.allotted.values())
    for day in _closed_and_open(plan, attempts):
        due = allotted[day] + carried
        found[day] = frozenset(_order_of(secret, plan, day)[:due])
        carried = due - _won(found[day], attempts.get(day, 0))
    return found


def is_winning(slots: Slots, day: date, n: int) -> bool:
    """Whether the n-th qualified attempt of the day (from 1) wins. On a day without slots nobody does."""
    return n in slots.get(day, frozenset())


def unused(plan: Plan, slots: Slots, attempts: Attempts) -> int:
    """What is left of the stock after the attempts; never below nothing."""
    return plan.stock - sum(_won(places, attempts.get(day, 0)) for day, places in slots.items())


def prizes_at(secret: bytes, plan: Plan, attempts: Attempts) -> dict[date, dict[int, str]]:
    """The prize of every winning place, by day and place: of closed days what was won, of the open day every slot.

    The single prizes have an order that the secret settles; the first winner of all gets the first, and so on.
    """
    units = ranked(key_of(secret, "prizes"), _units(plan))
    found: dict[date, dict[int, str]] = {}
    given = 0
    for day, places in slots(secret, plan, attempts).items():
        won = sorted(place for place in places if place <= attempts.get(day, place))
        found[day] = {place: units[given + turn].rpartition(":")[0] for turn, place in enumerate(won)}
        given += len(won)
    return found


def _units(plan: Plan) -> list[str]:
    return [f"{prize.code}:{number}" for prize in plan.prizes for number in range(1, prize.stock + 1)]


def _closed_and_open(plan: Plan, attempts: Attempts) -> tuple[date, ...]:
    closed = plan.days[: len(attempts)]
    if set(attempts) != set(closed):
        raise ValueError("Days close one after another, from the first of the plan")
    return plan.days[: len(attempts) + 1]


def _order_of(secret: bytes, plan: Plan, day: date) -> list[int]:
    """All places of a day in the order in which they become slots: more slots never move an earlier one."""
    places = (str(place) for place in range(1, plan.expected[day] + 1))
    return [int(place) for place in ranked(key_of(secret, f"slots:{day.isoformat()}"), places)]


def _won(places: Set[int], attempts: int) -> int:
    return sum(place <= attempts for place in places)
