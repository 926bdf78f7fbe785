"""Hours of service: the time between coming and leaving that lies within the post's own, in tenths of an hour."""

from datetime import datetime, timedelta
from decimal import Decimal

_TENTH = timedelta(minutes=6)


def tenths_served(came: datetime, left: datetime, starts: datetime, ends: datetime) -> int:
    """Whole tenths of an hour; what is begun does not count.

    >>> at = lambda hour, minute=0: datetime(2025, 6, 23, hour, minute)
    >>> tenths_served(at(8, 50), at(11, 5), at(9), at(11)), tenths_served(at(9, 31), at(10), at(9), at(11))
    (20, 4)
    >>> tenths_served(at(11, 30), at(12), at(9), at(11))
    0
    """
    return max(0, (min(left, ends) - max(came, starts)) // _TENTH)


def as_hours(tenths: int) -> Decimal:
    """Tenths as hours, exactly.

    >>> as_hours(25)
    Decimal('2.5')
    """
    return Decimal(tenths).scaleb(-1)
