"""Reading the figures of a text: counts with their items, rates with their directions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from jieneng.engine.figures.binding import bind
from jieneng.engine.figures.classifiers import UNIT, Unit, unit_at
from jieneng.engine.figures.exclusions import asks, is_caption, is_no_statistic, tells_of_deeds
from jieneng.engine.figures.found import Figures, Rate, Stat
from jieneng.engine.figures.numbers import Number, numbers_in
from jieneng.engine.figures.phrases import Noun, without_verb
from jieneng.engine.figures.prose import Prose, prose
from jieneng.engine.figures.rates import FoundRate, rates_in
from jieneng.engine.figures.repeats import rates_once, stats_once
from jieneng.engine.figures.series import each_of, is_gap, names_of
from jieneng.engine.texts.clean import Clean, clean

_OR_MORE = re.compile(r"左右|以上|多(?![个种样次])|余")
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

    >>> [(each.item, int(each.count), each.unit, each.approx) for each in read("悬挂横幅30余条，8块宣传展板。").stats]
    [('横幅', 30, '条', True), ('宣传展板', 8, '块', False)]
    """
    return read_clean(clean(text))


def read_clean(page: Clean) -> Figures:
    """The same for a text that was cleaned already."""
    body = prose(page.text)
    is_told = _told_in(body)
    counts = _counts(body, is_told)
    found = rates_in(body, [(each.start, each.end) for each in counts])
    rates = [_rate(page, each) for each in found if is_told(each.start)]
    return Figures(stats_once(_stats(page, body, counts), page.raw), rates_once(rates, page.raw))


def _told_in(body: Prose) -> Callable[[int], bool]:
    """Whether what stands at a place is told as done; in a text that asks, few sentences do."""
    if not asks(body.blank):
        return lambda place: True
    return lambda place: tells_of_deeds(body.blank, (body.sentence_start(place), body.sentence_end(place)))


def _rate(page: Clean, found: FoundRate) -> Rate:
    return Rate(
        item=found.item,
        value=found.value,
        unit="%",
        direction=found.direction,
        spans=(page.span(found.start, found.end), page.span(*found.words)),
        confidence="high" if found.near else "medium",
    )


def _counts(body: Prose, is_told: Callable[[int], bool]) -> list[Count]:
    """Every number with a unit that is a statistic, in order."""
    found: list[Count] = []
    for number in numbers_in(body.blank, then=UNIT):
        unit = unit_at(body.blank, number.end)
        if unit is None:
            continue
        each = Count(number, unit)
        if not _excluded(body, each) and is_told(each.start):
            found.append(each)
    return found


def _excluded(body: Prose, each: Count) -> bool:
    few_people = each.unit.kind == "people" and each.number.value < FEW
    return (few_people and is_caption(body.blank, each.start)) or is_no_statistic(
        body.blank,
        each.start,
        each.end,
        body.clause_start(each.start),
        lone_one=_is_article(each),
        unit=each.unit,
    )


def _is_article(each: Count) -> bool:
    """Whether 一 only means "a" (一场活动); 一吨 and 近一千 are counts."""
    number = each.number
    return number.spoken and number.value == 1 and not number.approx and each.unit.kind != "measures"


def _stats(page: Clean, body: Prose, counts: list[Count]) -> list[Stat]:
    found: list[Stat] = []
    floor = 0
    last: Stat | None = None
    whole: Stat | None = None  # the figure that 其中 parts
    in_series = _series_nouns(body, counts)
    for index, each in enumerate(counts):
        noun = in_series.get(index) or bind(body, each.start, each.unit, floor)
        if noun is None and last is not None and body.text[floor : floor + 1] == "(":
            noun = Noun(last.item, floor, floor + 1, last.verb)  # the same thing in another unit: 60套(720张)
        if noun is not None:
            shared = [replace(noun, words=words) for words in each_of(noun.words)] if _is_each(body, each) else [noun]
            is_part = whole is not None and _is_part(body, each, floor, last)
            found.extend(_stat(page, each, one, whole.item if whole and is_part else None) for one in shared)
            last = found[-1]
            whole = whole if is_part else last
        floor = each.end
    return found


def _is_each(body: Prose, each: Count) -> bool:
    return body.text[each.start - 1 : each.start] == "各"


def _series_nouns(body: Prose, counts: list[Count]) -> dict[int, Noun]:
    """The nouns of figures that stand side by side after 分别, by the places of the figures in the list."""
    found: dict[int, Noun] = {}
    first = 0
    for index in range(1, len(counts) + 1):
        if index < len(counts) and is_gap(body.text, counts[index - 1].end, counts[index].start):
            continue
        place = counts[first].start
        for start in (body.clause_start(place), body.sentence_start(place)):
            names = names_of(body.text[start:place], index - first)
            if names is not None:
                words = (without_verb(name.rstrip("为达到约有计")) for name in names)
                found |= {first + n: Noun(each, start, place) for n, each in enumerate(words) if each}
                break
        first = index
    return found


def _is_part(body: Prose, each: Count, floor: int, last: Stat | None) -> bool:
    """Whether 其中 stands before a figure of its sentence, or before one in the same clause."""
    sentence = body.sentence_start(each.start)
    if "其中" in body.text[max(floor, sentence) : each.start]:
        return floor > sentence
    return last is not None and last.of is not None and body.clause_start(each.start) < floor


def _stat(page: Clean, each: Count, noun: Noun, of: str | None) -> Stat:
    more = _OR_MORE.match(page.text, each.end) is not None
    return Stat(
        item=noun.words,
        count=each.number.value,
        unit=each.unit.written,
        approx=each.number.approx or more,
        spans=(page.span(each.start, each.end), page.span(noun.start, noun.end)),
        confidence=_confidence(each, noun),
        of=of,
        verb=noun.verb,
    )


def _confidence(each: Count, noun: Noun) -> str:
    if each.number.about and each.number.value < FEW and each.unit.kind in ("people", "turns"):
        return "low"
    return "high" if noun.near else "medium"
