"""Figures that a text tells twice: in the title and the text, in a lead and its details, under a photograph."""

from __future__ import annotations

from jieneng.engine.figures.found import Rate, Stat

Told = dict[tuple[str, str], set[str]]


def stats_once(stats: list[Stat]) -> tuple[Stat, ...]:
    """The counts without the later ones of the same number and unit of a thing with a word in common."""
    told: Told = {}
    return tuple(each for each in stats if _is_new(each.item, (str(each.count), each.unit), told))


def rates_once(rates: list[Rate]) -> tuple[Rate, ...]:
    """The rates without the later ones of the same value of a thing with a word in common."""
    told: Told = {}
    return tuple(each for each in rates if _is_new(each.item, (str(each.value), each.unit), told))


def _is_new(item: str, figure: tuple[str, str], told: Told) -> bool:
    """Whether no two characters side by side in the item were told with the same figure; it is told from now on."""
    words = {item[i : i + 2] for i in range(len(item) - 1)} or {item}
    before = told.setdefault(figure, set())
    if words & before:
        return False
    before |= words
    return True
