"""Which words a figure belongs to: the noun after its unit or before its number, or one of the clause before."""

from __future__ import annotations

import re
from dataclasses import replace

from jieneng.engine.figures.classifiers import Unit
from jieneng.engine.figures.phrases import Noun, noun_after, noun_before, tail_after
from jieneng.engine.figures.prose import Prose
from jieneng.engine.figures.wording import SAVING

_DATED = re.compile(r"\d日|\d月|期间$|上午$|下午$|当天$|近日$|日前$|^据")


def bind(page: Prose, start: int, unit: Unit, floor: int) -> Noun | None:
    """The words of the figure at ``start`` with its unit; ``floor`` is where the figure before ended."""
    text = page.text
    if text[start - 1 : start] == "(" or text[start - 2 : start] in ("(共", "(约", "(计"):
        return None
    clause = max(page.clause_start(start), floor)
    before = noun_before(page, start, clause)
    if unit.kind in ("people", "turns"):
        return _people(page, unit, before, start, floor)
    after = noun_after(text, unit.end)
    if after is None:
        if before is not None and not before.is_verb:
            return before
        return _saved(page, clause, before) or _from_clause_before(page, start, floor) or before
    if before is None or before.is_verb:
        return replace(after, verb=before.verb if before else None)
    followed_by_figure = text[after.end : after.end + 1].isdigit()
    if text[start - 1 : start] in ("等", "的"):
        return replace(after, verb=before.verb)
    if unit.kind != "bodies" and (followed_by_figure or before.verb):
        return before
    return replace(after, verb=before.verb)


def _saved(page: Prose, clause: int, deed: Noun | None) -> Noun | None:
    """For 用电量日均减少30度: what was saved stands before the verb."""
    if deed is None or deed.words not in SAVING:
        return None
    subject = noun_before(page, deed.start, clause)
    return None if subject is None else replace(subject, words=subject.words + deed.words, verb=deed.words)


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
    found = noun_before(page, here - 1, max(page.clause_start(here - 1), floor))
    return None if found is None or _DATED.search(found.words) else replace(found, near=False)
