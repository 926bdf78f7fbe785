"""What a day saved by the meter: against the same weekday of the weeks before, or not said at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Metered:
    """Two readings of one meter (or of several added up), and what was used between them in kWh.

    `ratio`: of the transformers before the meter, by which its reading is multiplied (倍率).
    """

    starts_at: datetime
    ends_at: datetime
    start_kwh: Decimal
    end_kwh: Decimal
    ratio: int = 1

    @property
    def kwh(self) -> Decimal:
        return (self.end_kwh - self.start_kwh) * self.ratio


@dataclass(frozen=True)
class Saving:
    """`base` is the mean of `n` comparable days; `saved` is negative where more was used."""

    used: Decimal
    base: Decimal
    saved: Decimal
    n: int

    @property
    def percent(self) -> Decimal | None:
        return (self.saved * 100 / self.base).quantize(_TENTH, ROUND_HALF_UP) if self.base > 0 else None


def saving(day: date, metered: Mapping[date, Metered]) -> Saving | None:
    """What was saved on a day, to a tenth of a kWh; None without a reading of the day or of any week before.

    >>> at = lambda day, hour: datetime(2025, 6, day, hour)
    >>> meter = lambda day, used: Metered(at(day, 8), at(day, 18), Decimal(100), Decimal(100) + Decimal(used))
    >>> days = {date(2025, 6, n): meter(n, used) for n, used in ((25, "310.5"), (18, "400"), (11, "391.5"))}
    >>> saving(date(2025, 6, 25), days)
    Saving(used=Decimal('310.5'), base=Decimal('395.8'), saved=Decimal('85.3'), n=2)
    >>> saving(date(2025, 6, 25), {date(2025, 6, 25): meter(25, "310")}) is None
    True
    """
    before = [one.kwh for on, one in metered.items() if on < day]
    if day not in metered or not before:
        return None
    used, base = metered[day].kwh, _mean(before)
    saved = (base - used).quantize(_TENTH, ROUND_HALF_UP)
    return Saving(used.quantize(_TENTH, ROUND_HALF_UP), base.quantize(_TENTH, ROUND_HALF_UP), saved, len(before))


def comparable_days(day: date, weeks: int) -> list[date]:
    """The same weekday of the weeks before, the nearest first.

    >>> [f"{on:%m-%d}" for on in comparable_days(date(2025, 6, 25), 2)]
    ['06-18', '06-11']
    """
    return [day - timedelta(weeks=n) for n in range(1, weeks + 1)]


def is_alike(one: Metered, other: Metered, apart: timedelta) -> bool:
    """Whether two days were metered over the same hours: begun at about the same hour, for about as long.

    >>> at = lambda day, hour: datetime(2025, 6, day, hour)
    >>> day = Metered(at(25, 8), at(25, 18), Decimal(0), Decimal(1))
    >>> before = Metered(at(18, 8), at(18, 20), Decimal(0), Decimal(1))
    >>> is_alike(day, day, timedelta(minutes=30)), is_alike(day, before, timedelta(minutes=30))
    (True, False)
    """
    begun = abs(_hour(one.starts_at) - _hour(other.starts_at))
    lasted = abs((one.ends_at - one.starts_at) - (other.ends_at - other.starts_at))
    return begun <= apart and lasted <= apart


def _hour(moment: datetime) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0)) / len(numbers)
