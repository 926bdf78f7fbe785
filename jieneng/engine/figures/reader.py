"""Reading the figures of a text: counts with their items, rates with their directions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jieneng.engine.figures.binding import bind
from jieneng.engine.figures.classifiers import Unit, unit_at
from jieneng.engine.figures.exclusions import is_no_statistic, speaks_of_deeds
from jieneng.engine.figures.found import Figures, Rate, Stat
from jieneng.engine.figures.numbers import Number, numbers_in
from jieneng.engine.figures.phrases import Noun
from jieneng.engine.figures.prose import Prose, prose
from jieneng.engine.figures.rates import rates_in
from jieneng.engine.figures.series import is_gap, names_of
from jieneng.engine.texts.clean import Clean, clean

FEW = 10  # an approximate count of people below this has probably lost its 万 or 千


@dataclass(frozen=True)
class Count:
    """A number with its unit, by places of the clean text."""

    number: Number
    unit: Unit

    @property
    def start(self) -> int:
        return self.number.start

    @property
    def end(self) -> int:
        return self.unit.end


def read(text: str) -> Figures:
    """The figures that a text reports, each with its places in ``text``; plans, quotas and limits are none.

    >>> [(each.item, int(each.count), each.unit, each.approx) for each in read("悬挂横幅30余条，展出8块宣传展板。").stats]
    [('横幅', 30, '条', True), ('宣传展板', 8, '块', False)]
    """
    return read_clean(clean(text))


def read_clean(page: Clean) -> Figures:
    """The same for a text that was cleaned already."""
    body = prose(page.text)
    counts = _counts(body)
    stats = [stat for stat in _stats(page, body, counts) if stat is not None]
    found = rates_in(body, [(each.start, each.end) for each in counts])
    rates = [
        Rate(
            item=each.item,
            value=each.value,
            unit="%",
            direction=each.direction,
            spans=(page.span(each.start, each.end), page.span(*each.words)),
            confidence="high" if each.near else "medium",
        )
        for each in found
        if speaks_of_deeds(body.text, each.start)
    ]
    return Figures(tuple(_once(stats)), tuple(rates))


def _counts(body: Prose) -> list[Count]:
    """Every number with a unit that is a statistic, in order."""
    found: list[Count] = []
    for number in numbers_in(body.blank):
        unit = unit_at(body.blank, number.end)
        if unit is None:
            continue
        clause = body.clause_start(number.start)
        lone_one = number.spoken and number.value == 1
        if not is_no_statistic(body.blank, number.start, unit.end, clause, lone_one=lone_one) and speaks_of_deeds(
            body.blank, number.start
        ):
            found.append(Count(number, unit))
    return found


def _stats(page: Clean, body: Prose, counts: list[Count]) -> list[Stat | None]:
    found: list[Stat | None] = []
    floor = 0
    last: Stat | None = None
    for index, each in enumerate(counts):
        noun = _series(body, counts, index) or bind(body, each.start, each.unit, floor)
        stat = None if noun is None else _stat(page, body, each, noun, floor, last)
        found.append(stat)
        if stat is not None and stat.of is None:
            last = stat
        floor = each.end
    return found


def _series(body: Prose, counts: list[Count], index: int) -> Noun | None:
    """The noun of one of several figures after 分别."""
    first = last = index
    while first and is_gap(body.text, counts[first - 1].end, counts[first].start):
        first -= 1
    while last + 1 < len(counts) and is_gap(body.text, counts[last].end, counts[last + 1].start):
        last += 1
    if first == last:
        return None
    start = body.sentence_start(counts[first].start)
    names = names_of(body.text[start : counts[first].start], last - first + 1)
    if names is None:
        return None
    return Noun(names[index - first].rstrip("为达到约有"), start, counts[first].start)


def _stat(page: Clean, body: Prose, each: Count, noun: Noun, floor: int, last: Stat | None) -> Stat:
    between = body.text[max(floor, body.sentence_start(each.start)) : each.start]
    return Stat(
        item=noun.words,
        count=each.number.value,
        unit=each.unit.written,
        approx=each.number.approx
        or re.match(r"左右|以上|多(?!个|种)|余", body.text[each.end : each.end + 2]) is not None,
        spans=(page.span(each.start, each.end), page.span(noun.start, noun.end)),
        confidence=_confidence(each, noun),
        of=last.item if last is not None and "其中" in between else None,
        verb=noun.verb,
    )


def _confidence(each: Count, noun: Noun) -> str:
    if each.number.about and each.number.value < FEW and each.unit.kind in ("people", "turns"):
        return "low"
    return "high" if noun.near else "medium"


def _once(stats: list[Stat]) -> list[Stat]:
    """Without the figures that are told a second time: the same count and unit of a thing with a word in common."""
    found: list[Stat] = []
    told: dict[tuple[str, str], list[Stat]] = {}
    for each in stats:
        same = told.setdefault((str(each.count), each.unit), [])
        if not any(_share_a_word(each.item, other.item) for other in same):
            found.append(each)
            same.append(each)
    return found


def _share_a_word(one: str, other: str) -> bool:
    return bool({one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)})
