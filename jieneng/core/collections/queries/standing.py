"""What is known of the figures of a collection at a node: which item means what, and what it comes to now.

A key of the sums (`publicity_materials.posters`) is the total over a node; with "=" before it, the node's own answer
alone; with "#given" behind it, how many organisations gave it; with "#change" behind it, what it is held against the
year before. "#counted", "#expected" and the others of COUNTS are the organisations themselves, "#rate" how many per
cent of those asked have handed in.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from jieneng.core.collections.beside import beside, decimals_beside
from jieneng.core.collections.contribution import HANDED_IN
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.collections.queries.missing import asked
from jieneng.core.facts.amounts import EMPTY, Amounts, Sum
from jieneng.core.facts.models import Series
from jieneng.core.facts.totals import fresh
from jieneng.engine.quantities import percent_cn, scale, unscale

OWN, GIVEN, CHANGE = "=", "#given", "#change"
COUNTED, EXPECTED = "#counted", "#expected"
COUNTS = (COUNTED, EXPECTED, "#handed_in", "#on_time", "#late", "#missing", "#rate")
_RATE_DECIMALS = 1


@dataclass(frozen=True)
class Cited:
    """What an item means. `key` is the key of the sums, "" where organisations themselves are counted."""

    key: str
    is_own: bool = False
    counts: str = "sum"  # sum, given, change, or one of COUNTS without its sign


@dataclass(frozen=True)
class Standing:
    """What is known at one node of a collection at one moment; `own` is the node's own accepted answer."""

    totals: Amounts
    own: dict[str, Sum]
    n_expected: int
    as_of: datetime

    @property
    def n_counted(self) -> int:
        return self.totals.counters.get("counted", 0)

    def sum(self, item: str) -> Sum:
        """[scaled sum, n given, n approximate, n not counted] of whatever the item counts."""
        meant = cited(item)
        if not meant.key:
            n = self._count(meant.counts)
            return [n, n, 0, 0]
        found = list((self.own if meant.is_own else self.totals.sums).get(meant.key, EMPTY))
        return [found[1], found[1], 0, found[3]] if meant.counts == "given" else found

    def _count(self, name: str) -> int:
        """How many organisations; of the rate, its tenths of per cent."""
        handed_in = sum(self.totals.counters.get(counter, 0) for counter in HANDED_IN)
        if name == "rate":
            rate = percent_cn(min(handed_in, self.n_expected), self.n_expected, decimals=_RATE_DECIMALS)
            return scale(Decimal(rate.rstrip("%")), _RATE_DECIMALS) if self.n_expected else 0
        derived = {
            "expected": self.n_expected,
            "handed_in": handed_in,
            "missing": max(0, self.n_expected - handed_in),
        }
        return derived[name] if name in derived else self.totals.counters.get(name, 0)


def cited(item: str) -> Cited:
    """Read an item.

    >>> cited("=quiz.participants"), cited("watch_live.viewers#given").counts
    (Cited(key='quiz.participants', is_own=True, counts='sum'), 'given')
    """
    if item in COUNTS:
        return Cited("", counts=item[1:])
    bare = item.removeprefix(OWN)
    key, sign, counts = bare.partition("#")
    return Cited(key, item.startswith(OWN), counts if sign else "sum")


def standing(collection: Collection, node: str) -> Standing:
    """What a node of a collection comes to at this very moment, deltas that wait to be folded included.

    What the platform counts beside the answers is in it as far as it is folded, a second or two ago.
    """
    totals = fresh(collection.series_id, node).amounts
    totals.add(beside(collection, [node])[node])
    return Standing(
        totals=totals,
        own=own_amounts(collection, node).sums,
        n_expected=asked(collection, [node])[node],
        as_of=timezone.now(),
    )


def decimals_of(series: Series, item: str) -> int:
    """By how many decimals the sums of an item are scaled."""
    meant = cited(item)
    if meant.counts == "rate":
        return _RATE_DECIMALS
    if meant.counts not in ("sum", "change"):
        return 0
    asked = series.decimals.get(meant.key)
    return decimals_beside(meant.key) if asked is None else asked


def value_of(series: Series, item: str, sum_: Sum) -> Decimal | int:
    """The number that a sum of an item stands for."""
    decimals = decimals_of(series, item)
    return unscale(sum_[0], decimals) if decimals else sum_[0]


def own_answer(collection: Collection, node: str) -> Submission | None:
    """The accepted answer of the very organisation that stands at a node, None as long as there is none."""
    answers = Submission.objects.counted().filter(collection=collection, organization__path=node)
    return answers.select_related("accepted_version", "organization").first()


def own_amounts(collection: Collection, node: str) -> Amounts:
    """What that answer counts; nothing as long as there is none."""
    answer = own_answer(collection, node)
    return Amounts({"counted": 1}, dict(answer.accepted_version.sums)) if answer else Amounts()
