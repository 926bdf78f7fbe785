"""The notice laid out for the parts that read it: clean text, headings, named periods, days, sentences."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jieneng.engine.notices.occasions import Occasion, blanked, occasions_in
from jieneng.engine.texts.clean import Clean
from jieneng.engine.texts.dates import When, resolve
from jieneng.engine.texts.mentions import Mention, mentions_in
from jieneng.engine.texts.spans import Span
from jieneng.engine.texts.structure import Section, sections_of

SENTENCE_END = re.compile(r"[。;!?\n]")
LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Page:
    """Everything places are asked of. All places are of ``text``; ``span`` leads back to the original."""

    clean: Clean
    text: str
    blank: str  # the text with quotations and document names blanked out
    sections: list[Section]
    occasions: list[Occasion]
    mentions: list[Mention]
    whens: list[When]
    stops: list[int]  # the places of the marks that end a sentence

    def span(self, start: int, end: int) -> Span:
        """The place in the original."""
        return self.clean.span(start, end)

    def written(self, start: int, end: int) -> str:
        """The words of the original, without the blanks around them."""
        return self.clean.written(start, end)

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends (without its closing mark)."""
        index = bisect_left(self.stops, place)
        start = self.stops[index - 1] + 1 if index else 0
        end = self.stops[index] if index < len(self.stops) else len(self.text)
        return max(start, place - LONGEST_SENTENCE), min(end, place + LONGEST_SENTENCE)

    def sentence_text(self, place: int) -> str:
        """The words of the sentence around a place."""
        return self.text[slice(*self.sentence(place))]

    def whens_in(self, start: int, end: int) -> list[When]:
        """The days that begin between two places."""
        low = bisect_left(self.whens, start, key=_start)
        return self.whens[low : bisect_left(self.whens, end, key=_start)]

    def occasions_between(self, start: int, end: int) -> list[Occasion]:
        """The named periods that begin between two places."""
        low = bisect_left(self.occasions, start, key=_start)
        return self.occasions[low : bisect_left(self.occasions, end, key=_start)]

    def section_at(self, place: int) -> Section | None:
        """The innermost heading under which a place stands."""
        index = bisect_right(self.sections, place, key=_start) - 1
        while index >= 0:
            section = self.sections[index]
            if section.end > place:
                return section
            if section.parent is None:
                return None
            index = section.parent
        return None

    def ancestry(self, section: Section | None) -> Iterator[Section]:
        """The heading and the headings over it, innermost first."""
        while section is not None:
            yield section
            section = None if section.parent is None else self.sections[section.parent]

    def dated(self, *, year: int | None, anchor: datetime.date | None) -> Page:
        """The page with its days resolved for a year and a week."""
        return replace(self, whens=resolve(self.mentions, year=year, anchor=anchor))


def lay_out(clean: Clean) -> Page:
    """The page before its days are resolved."""
    text = clean.text
    blank = blanked(text)
    return Page(
        clean=clean,
        text=text,
        blank=blank,
        sections=sections_of(text),
        occasions=occasions_in(blank),
        mentions=mentions_in(text),
        whens=[],
        stops=[found.start() for found in SENTENCE_END.finditer(text)],
    )


def _start(thing: When | Occasion | Section) -> int:
    return thing.start
