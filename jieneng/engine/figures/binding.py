"""Which words a figure belongs to: the noun after its unit or before its number, or one of the clause before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from jieneng.engine.figures.classifiers import Unit
from jieneng.engine.figures.exclusions import unquoted
from jieneng.engine.figures.phrases import Noun, noun_after, noun_before, tail_after

CLAUSE_MARK = re.compile(r"[。;!?\n,:]")
SENTENCE_MARKS = "。;!?\n"
LONGEST_CLAUSE = 120
_DATED = re.compile(r"\d日|\d月|期间$|上午$|下午$|当天$|近日$|日前$|^据")


@dataclass(frozen=True)
class Prose:
    """A clean text with its quotations blanked, and the places of the marks that end a clause."""

    text: str
    blank: str
    marks: list[int]

    def clause_start(self, place: int) -> int:
        """Where the clause around a place begins."""
        index = bisect_left(self.marks, place)
        return max(self.marks[index - 1] + 1 if index else 0, place - LONGEST_CLAUSE)

    def sentence_start(self, place: int) -> int:
        """Where the sentence around a place begins."""
        index = bisect_left(self.marks, place) - 1
        while index >= 0 and self.text[self.marks[index]] not in SENTENCE_MARKS and place - self.marks[index] < 400:
            index -= 1
        return self.marks[index] + 1 if index >= 0 else 0

    def sentence_end(self, place: int) -> int:
        """Where the sentence around a place ends."""
        index = bisect_left(self.marks, place)
        while index < len(self.marks) and self.text[self.marks[index]] not in SENTENCE_MARKS:
            index += 1
        return self.marks[index] if index < len(self.marks) else len(self.text)


def prose(text: str) -> Prose:
    """The text made ready for binding."""
    blank = unquoted(text)
    return Prose(text, blank, [found.start() for found in CLAUSE_MARK.finditer(blank)])


def bind(page: Prose, start: int, unit: Unit, floor: int) -> Noun | None:
    """The words of the figure at ``start`` with its unit; ``floor`` is where the figure before ended."""
    text = page.text
    clause = max(page.clause_start(start), floor)
    before = noun_before(text, start, clause)
    if unit.kind in ("people", "turns"):
        return _people(page, unit, before, start, floor)
    after = noun_after(text, unit.end)
    if after is None:
        if before is not None and not before.is_verb:
            return before
        return _from_clause_before(page, start, floor) or before
    if before is None or before.is_verb:
        return replace(after, verb=before.verb if before else None)
    followed_by_figure = text[after.end : after.end + 1].isdigit()
    if unit.kind != "bodies" and (followed_by_figure or before.verb):
        return before
    return replace(after, verb=before.verb)


def _people(page: Prose, unit: Unit, before: Noun | None, start: int, floor: int) -> Noun | None:
    """For people the deed belongs to the item: 200余人参加启动仪式, 竞答7800人中奖."""
    tail = tail_after(page.text, unit.end)
    if tail is None:
        if before is not None and not before.is_verb:
            return before
        return _from_clause_before(page, start, floor) or before
    if tail.is_verb and len(tail.words) <= 4:
        subject = before if before is not None and not before.is_verb else _from_clause_before(page, start, floor)
        if subject is not None:
            return replace(tail, words=subject.words + tail.words, near=subject.near)
    return replace(tail, verb=before.verb if before else None)


def _from_clause_before(page: Prose, start: int, floor: int) -> Noun | None:
    here = page.clause_start(start)
    if here <= max(floor, page.sentence_start(start)):
        return None
    found = noun_before(page.text, here - 1, max(page.clause_start(here - 1), floor))
    return None if found is None or _DATED.search(found.words) else replace(found, near=False)
