"""Times of day as notices write them: 09:00, 上午9时, 下午3点半, 9时30分."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOCK = re.compile(
    r"\s?(?P<half>上午|下午|中午|早上|晚上|晚间|傍晚|凌晨|早|晚)?\s?"
    r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)|[时点](?!间)(?:(?P<minute2>[0-5]?\d)分?"
    r"|(?P<thirty>半)|整)?)"
)
HALF_DAY = re.compile(r"\s?(?:当天|当日)?(?:上午|下午|中午|早上|晚上|全天)")
LATE = frozenset({"下午", "晚上", "晚间", "傍晚", "晚"})


@dataclass(frozen=True)
class Clock:
    """A time of day read at ``start`` to ``end``; ``late`` says that 下午 or 晚上 was written."""

    hour: int
    minute: int
    late: bool
    end: int

    def __str__(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"


def clock_at(text: str, place: int, *, late: bool = False) -> Clock | None:
    """The time of day that begins right at ``place``; ``late`` carries the 下午 of a range's first half over.

    >>> str(clock_at("下午3点半", 0)), str(clock_at("09:50", 0)), clock_at("25:00", 0)
    ('15:30', '09:50', None)
    """
    found = CLOCK.match(text, place)
    if found is None:
        return None
    hour = int(found["hour"])
    minute = 30 if found["thirty"] else int(found["minute"] or found["minute2"] or 0)
    is_late = found["half"] in LATE or (late and found["half"] is None)
    if (is_late and hour < 12) or (found["half"] == "中午" and hour < 3):
        hour += 12
    if hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour, minute, is_late, found.end())
