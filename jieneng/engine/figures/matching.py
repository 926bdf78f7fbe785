"""Which field of a report form a counted thing belongs to: 张贴宣传画32200余套 is the form's 张贴宣传画."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jieneng.engine.figures.classifiers import kind_of
from jieneng.engine.figures.found import Figures, Stat
from jieneng.engine.figures.phrases import without_verb
from jieneng.engine.figures.series import AND

LEAST = 0.5  # below this a proposal would be a guess
MOST_PAIRS = 0.66  # of a name's pairs of characters that must have been said when not all were
_GENERAL = re.compile(r"参加|参与|人数|人次|单位|活动|举办|组织|地点|作品|现场")
_ALIKE = (
    frozenset({"份", "本", "册", "张", "套", "幅", "页"}),
    frozenset({"条", "幅"}),
    frozenset({"块", "个", "面", "张", "套"}),
    frozenset({"个", "件", "份", "只", "把", "套"}),
    frozenset({"人", "名", "位"}),
    frozenset({"场", "次", "场次", "期", "项", "堂", "节"}),
    frozenset({"家", "个", "所"}),
    frozenset({"处", "个"}),
    frozenset({"件", "幅", "篇", "部", "份", "个"}),
    frozenset({"公斤", "千克", "kg", "KG"}),
    frozenset({"辆", "台"}),
    frozenset({"栋", "幢", "座"}),
)


@dataclass(frozen=True)
class Item:
    """A field of a form: its stable code, its words on screen, its unit, and other words for the same thing."""

    key: str
    label: str
    unit: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """That a counted thing may be entered under an item, and how well it fits (0 to 1)."""

    stat: Stat
    key: str
    fit: float


def propose(figures: Figures, items: Iterable[Item]) -> list[Proposal]:
    """The best item for each counted thing, best fit first; things that fit nothing are left out.

    People (人) and times of taking part (人次) never stand for each other. Several things may be proposed for one item:
    a person chooses or adds them up, after a look at ``stat.of``.

    >>> from jieneng.engine.figures import read
    >>> form = [Item("posters", "张贴宣传画", "套", ("海报",)), Item("banners", "悬挂横幅", "条", ("条幅",))]
    >>> [(each.key, int(each.stat.count), each.stat.approx) for each in propose(read("张贴宣传画3200余套。"), form)]
    [('posters', 3200, True)]
    """
    fields = list(items)
    found = [best for stat in figures.stats if (best := _best(stat, fields)) is not None]
    return sorted(found, key=lambda each: -each.fit)


def _best(stat: Stat, items: Sequence[Item]) -> Proposal | None:
    """The item of the thing, or of all things named by one number (倡议书和宣传页300余张) when they share one."""
    open_to = [item for item in items if units_agree(stat.unit, item.unit)]
    parts = _parts(stat.item)
    found = [_fittest((stat.verb or "") + part, part, stat.unit, open_to) for part in parts]
    last = found[-1]
    if last is None or any(each is not None and each[0] is not last[0] for each in found):
        return None
    item, fit = last
    return Proposal(stat, item.key, fit)


def _parts(words: str) -> list[str]:
    """The things that one number counts; after 等 stands the word for all of them."""
    _, among, head = words.rpartition("等")
    if among and len(head) >= 2:
        return [head]
    return [each for each in AND.split(words) if each] or [words]


def _fittest(said: str, noun: str, unit: str, items: Sequence[Item]) -> tuple[Item, float] | None:
    best: tuple[Item, float] | None = None
    for item in items:
        fit = max((_words_fit(said, noun, name) for name in _names(item)), default=0.0)
        fit *= 1.0 if item.unit == unit else 0.95
        if fit >= LEAST and (best is None or fit > best[1]):
            best = (item, fit)
    return best


def _names(item: Item) -> tuple[str, ...]:
    """The words an item goes by: its label without what any item could say (参加, 人数), and its aliases."""
    core = _GENERAL.sub("", without_verb(item.label))
    return (core, *item.aliases) if len(core) >= 2 else item.aliases


def units_agree(one: str, other: str) -> bool:
    """Whether a count in one unit may stand in a field of the other.

    >>> units_agree("名", "人"), units_agree("人次", "人"), units_agree("册", "份")
    (True, False, True)
    """
    if one == other:
        return True
    return any(one in alike and other in alike for alike in _ALIKE) or (not one and kind_of(other) != "measures")


def _words_fit(said: str, noun: str, name: str) -> float:
    """1 when the name is what was said, less when it is only a part of it or most of it; 0 when it is another thing.

    A name that ends the noun is its head and weighs more: a 宣传画展板 is a 展板.
    """
    if name in said:
        return 0.7 + 0.15 * noun.endswith(name) + 0.15 * min(1.0, len(name) / max(1, len(noun)))
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    share = sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0
    return 0.8 * share if share >= MOST_PAIRS and noun[-1:] == name[-1:] else 0.0
