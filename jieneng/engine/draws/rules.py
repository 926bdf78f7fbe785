"""What is fixed before a draw opens: prizes with stock, who takes part, reserves, and a number nobody knows yet."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jieneng.engine.draws.canonical import canonical
from jieneng.engine.periods import in_beijing

DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Prize:
    """A prize and how many of it there are; the code is for programs, the name is read by people."""

    code: str
    name: str
    stock: int

    def __post_init__(self) -> None:
        if self.stock < 1:
            raise ValueError(f"A prize has a stock of one at least: {self.code}")


@dataclass(frozen=True)
class PublicNumber:
    """A number that others will make public after the draw has closed: a lottery's, an exchange's, a beacon's.

    `digits` is how many digits it has when written without blanks and signs. It is fixed beforehand, because whoever
    may choose how to write a number ("01 05", "15", "1-5") may choose among as many outcomes.
    """

    name: str
    where: str
    due_at: datetime
    digits: int

    def accepts(self, value: str) -> bool:
        """Whether the value has the promised number of digits (0-9, a-f) and nothing else.

        >>> due = datetime(2025, 7, 6, 21, 15)
        >>> number = PublicNumber("双色球第2025077期，七个号码依次各写两位", "中国福彩网", due, digits=14)
        >>> number.accepts("01050912273107"), number.accepts("1 5 9 12 27 31 7")
        (True, False)
        """
        return len(value) == self.digits and set(value) <= DIGITS


@dataclass(frozen=True)
class Rules:
    """The rules of one draw. `prizes` in the order in which they are given out, `entrant` says who counts as one.

    Raises ValueError when the public number would be known before the draw closes: whoever holds the secret could
    then fit the list of entrants to the outcome.
    """

    draw: str
    prizes: tuple[Prize, ...]
    entrant: str
    reserves: int
    closes_at: datetime
    number: PublicNumber

    def __post_init__(self) -> None:
        codes = [prize.code for prize in self.prizes]
        if not codes or len(set(codes)) < len(codes):
            raise ValueError("A draw has prizes, each with a code of its own")
        if self.reserves < 0 or self.number.digits < 1:
            raise ValueError("Reserves are counted from zero, digits of the public number from one")
        if in_beijing(self.number.due_at).replace(tzinfo=None) <= in_beijing(self.closes_at).replace(tzinfo=None):
            raise ValueError("The public number must become known after the draw has closed")

    @property
    def units(self) -> tuple[str, ...]:
        """The code of each single prize, in the order in which they are given out."""
        return tuple(prize.code for prize in self.prizes for _ in range(prize.stock))

    def as_json(self) -> dict[str, Any]:
        """The rules as values of canonical JSON; moments on the Beijing clock, to the second."""
        number = self.number
        due_at = _moment(number.due_at)
        return {
            "closes_at": _moment(self.closes_at),
            "draw": self.draw,
            "entrant": self.entrant,
            "number": {"digits": number.digits, "due_at": due_at, "name": number.name, "where": number.where},
            "prizes": [{"code": prize.code, "name": prize.name, "stock": prize.stock} for prize in self.prizes],
            "reserves": self.reserves,
        }


def write_rules(rules: Rules) -> str:
    """The rules as the text that is published and stored: canonical JSON."""
    return canonical(rules.as_json()).decode()


def read_rules(text: str) -> Rules:
    """The rules that such a text says. Raises ValueError or KeyError when it says none.

    >>> number = PublicNumber("上证指数收盘点位", "上海证券交易所", datetime(2025, 7, 7, 15, 0), digits=6)
    >>> rules = Rules("wk-2025", (Prize("cup", "水杯", 3),), "及格的人", 2, datetime(2025, 7, 5, 17, 0), number)
    >>> write_rules(read_rules(write_rules(rules))) == write_rules(rules)
    True
    """
    said = json.loads(text)
    number = said["number"] | {"due_at": datetime.fromisoformat(said["number"]["due_at"])}
    prizes = tuple(Prize(**prize) for prize in said["prizes"])
    moments = {"closes_at": datetime.fromisoformat(said["closes_at"])}
    return Rules(**(said | moments | {"number": PublicNumber(**number), "prizes": prizes}))


def _moment(moment: datetime) -> str:
    return in_beijing(moment).replace(tzinfo=None).isoformat(timespec="seconds") + "+08:00"
