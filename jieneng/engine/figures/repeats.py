"""Figures that a text tells twice: in the title and the text, in a lead and its details, under a photograph."""

from __future__ import annotations

import re

from jieneng.engine.figures.found import Rate, Stat

# Of each figure: the pairs of characters of what it was told of, the words themselves, and where.
Told = dict[tuple[str, str], list[tuple[set[str], str, int]]]
SIDE_BY_SIDE = 30  # characters of one sentence: 宣传折页100份，宣传单150份，宣传袋100份 are three things
SENTENCE_END = re.compile(r"[。；;！!？?\n]")


def stats_once(stats: list[Stat], text: str) -> tuple[Stat, ...]:
    """The counts without the later ones of the same number and unit of a thing with a word in common."""
    told: Told = {}
    return tuple(each for each in stats if _is_new(each, (str(each.count), each.unit), told, text))


def rates_once(rates: list[Rate], text: str) -> tuple[Rate, ...]:
    """The rates without the later ones of the same value of a thing with a word in common."""
    told: Told = {}
    return tuple(each for each in rates if _is_new(each, (str(each.value), each.unit), told, text))


def _is_new(each: Stat | Rate, figure: tuple[str, str], told: Told, text: str) -> bool:
    """Whether no two characters side by side in the item were told with the same figure; it is told from now on.

    Two figures that stand side by side are of two things, unless their words are the same.
    """
    item, place = each.item, each.spans[0].start
    words = {item[i : i + 2] for i in range(len(item) - 1)} or {item}
    before = told.setdefault(figure, [])
    if any(words & pairs and (item == named or _apart(text, at, place)) for pairs, named, at in before):
        return False
    before.append((words, item, place))
    return True


def _apart(text: str, one: int, other: int) -> bool:
    return other - one > SIDE_BY_SIDE or SENTENCE_END.search(text, one, other) is not None
