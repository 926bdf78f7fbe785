"""What a handler may have accepted of what was handed over to them."""

from decimal import Decimal


def most_accepted(handed_kg: Decimal, *, over_percent: int, over_g: int) -> Decimal:
    """The most that another scale may show: so many percent more, or so many grams, whichever is more.

    Source: our own default (rulebook/recycling.yaml); no document fixes a tolerance.

    >>> most_accepted(Decimal("4.00"), over_percent=5, over_g=500)
    Decimal('4.50')
    >>> most_accepted(Decimal("80.00"), over_percent=5, over_g=500)
    Decimal('84.00')
    """
    more = max(handed_kg * over_percent / 100, Decimal(over_g) / 1000)
    return (handed_kg + more).quantize(Decimal("0.01"))
