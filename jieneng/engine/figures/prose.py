"""A clean text laid out for its figures: quotations blanked, the marks that end clauses, the verbs of what was done."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from jieneng.engine.figures.wording import VERB

CLAUSE_MARK = re.compile(r"[。;!?\n,:]")
SENTENCE_MARKS = "。;!?\n"
LONGEST_CLAUSE = 120
LONGEST_SENTENCE = 400
QUOTED = re.compile(r"《[^《》\n]{0,120}》|“[^“”\n]{0,60}”|‘[^‘’\n]{0,40}’|〔[^〔〕\n]{0,8}〕")


@dataclass(frozen=True)
class Prose:
    """``blank`` is ``text`` with its quotations blanked out: no marks, verbs or counts stand in them."""

    text: str
    blank: str
    marks: list[int]

    @cached_property
    def verbs(self) -> list[tuple[int, int]]:
        """Where the verbs stand; looked for only when a figure asks."""
        return [found.span() for found in VERB.finditer(self.blank)]

    def clause_start(self, place: int) -> int:
        """Where the clause around a place begins."""
        index = bisect_left(self.marks, place)
        return max(self.marks[index - 1] + 1 if index else 0, place - LONGEST_CLAUSE)

    def sentence_start(self, place: int) -> int:
        """Where the sentence around a place begins."""
        earliest = place - LONGEST_SENTENCE
        index = bisect_left(self.marks, place) - 1
        while index >= 0 and self.marks[index] > earliest and self.text[self.marks[index]] not in SENTENCE_MARKS:
            index -= 1
        return max(self.marks[index] + 1 if index >= 0 else 0, earliest)

    def sentence_end(self, place: int) -> int:
        """Where the sentence around a place ends."""
        index = bisect_left(self.marks, place)
        while index < len(self.marks) and self.text[self.marks[index]] not in SENTENCE_MARKS:
            if self.marks[index] - place > LONGEST_SENTENCE:
                return self.marks[index]
            index += 1
        end = self.marks[index] if index < len(self.marks) else len(self.text)
        return min(end, place + LONGEST_SENTENCE)

    def last_verb(self, start: int, end: int) -> tuple[int, int] | None:
        """The last verb that stands wholly between two places."""
        index = bisect_left(self.verbs, (end,)) - 1
        while index >= 0 and self.verbs[index][0] >= start:
            if self.verbs[index][1] <= end:
                return self.verbs[index]
            index -= 1
        return None


def prose(text: str) -> Prose:
    """The text made ready.

    >>> prose("发放《节约100问》3份").blank
    '发放□□□□□□□□3份'
    """
    blank = QUOTED.sub(lambda found: "□" * len(found[0]), text)
    marks = [found.start() for found in CLAUSE_MARK.finditer(blank)]
    return Prose(text, blank, marks)
