"""Adding and taking away amounts: plain counters and, for each item, a sum with its three counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Sum = list[int]  # [scaled sum, n given, n approximate, n not counted]
EMPTY: Sum = [0, 0, 0, 0]


@dataclass
class Amounts:
    """Counters and sums that can be added to each other; a sum that comes back to nothing leaves no trace.

    >>> a = Amounts({"accepted": 1}, {"posters": [120, 1, 0, 0]})
    >>> a.add(Amounts({"accepted": 1}, {"posters": [80, 1, 1, 0]})); a.sums["posters"]
    [200, 2, 1, 0]
    >>> a.minus(a).is_nothing
    True
    """

    counters: dict[str, int] = field(default_factory=dict)
    sums: dict[str, Sum] = field(default_factory=dict)

    def add(self, other: "Amounts", sign: int = 1) -> None:
        """Add (or with sign -1 take away) the other amounts, in place."""
        self.add_raw(other.counters, other.sums, sign)

    def add_raw(self, counters: Mapping[str, int], sums: Mapping[str, Sum], sign: int = 1) -> None:
        """The same for amounts as they are stored; the inner loop of folding."""
        mine = self.counters
        for name, n in counters.items():
            mine[name] = mine.get(name, 0) + sign * n
        held = self.sums
        for item, (total, given, approximate, missing) in sums.items():
            sum_ = held.get(item)
            if sum_ is None:
                held[item] = [sign * total, sign * given, sign * approximate, sign * missing]
            else:
                sum_[0] += sign * total
                sum_[1] += sign * given
                sum_[2] += sign * approximate
                sum_[3] += sign * missing

    def minus(self, other: "Amounts") -> "Amounts":
        """What has to be added to the other to come to this."""
        difference = Amounts()
        difference.add(self)
        difference.add(other, -1)
        return difference.trimmed()

    def trimmed(self) -> "Amounts":
        """The same without zeros."""
        return Amounts(
            {name: n for name, n in self.counters.items() if n},
            {item: sum_ for item, sum_ in self.sums.items() if any(sum_)},
        )

    @property
    def is_nothing(self) -> bool:
        return not self.trimmed().counters and not self.trimmed().sums
