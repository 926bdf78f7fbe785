"""What a number counts: the noun after its unit (8块宣传展板) or before the number (展板30余块)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jieneng.engine.figures.prose import Prose
from jieneng.engine.figures.wording import (
    AFTER_VERB,
    DEED,
    FOLLOWED_BY_NO_NOUN,
    FUNCTION,
    LEADING,
    MADE_BY,
    NAMED_DEEDS,
    SAVING,
    TRAILING,
    VERB,
)

LONGEST = 34  # characters of an item
LONGEST_SAVED = 3  # 节约用电, 节约标准煤; in 节约粮食海报 the verb is a part of the noun
_AFTER = re.compile(r"(?:《[^《》\n]{1,60}》|“[^“”\n]{1,40}”|[^《》“”。;!?\n,、:()\d%]){0,40}")
_LIST = re.compile(r"(?:[^。;!?\n,:\d、]{1,14}、){1,5}[^。;!?\n,:\d、]{0,14}?等(?!等)[^。;!?\n,:\d、()]{2,12}")
_DID = re.compile(r"(?<=[\u4e00-\u9fff]{2})了(?=[\u4e00-\u9fff“《])")
_END = re.compile(
    r"(?:[\s、,了的和及]|(?<!参)与|等$|之一$|(?<=..)(?:同步|共同|积极|踊跃)$|(?<=..)[从在向对为作](?!用)$|作为$)++$"
)


@dataclass(frozen=True)
class Noun:
    """The words of a counted thing, where they stand, the verb over it, and whether they were next to the number."""

    words: str
    start: int
    end: int
    verb: str | None = None
    near: bool = True

    @property
    def is_verb(self) -> bool:
        """Whether the words are nothing but a deed (发放, 参加)."""
        return self.words == self.verb


def noun_after(text: str, place: int) -> Noun | None:
    """The noun that begins right after the unit (8块宣传展板), cut before the next verb or preposition.

    >>> noun_after("8块宣传展板在大厅展出", 2).words
    '宣传展板'
    """
    if (made := MADE_BY.match(text, place)) is not None:
        place = made.end()
    found = _AFTER.match(text, place)
    if found is None or not found[0] or FOLLOWED_BY_NO_NOUN.match(found[0]):
        return None
    if (listed := _LIST.match(text, place)) is not None:
        found = listed
    cuts = [cut.start() for cut in (FUNCTION.search(found[0]), DEED.search(found[0])) if cut is not None]
    return _noun(text, place, place + min([len(found[0]), *cuts]))


def tail_after(text: str, place: int) -> Noun | None:
    """Who was counted and what they did, after a unit of people (200余人参加了启动仪式); ``is_verb`` for a bare deed.

    >>> tail_after("200余人参加了启动仪式。", 5).words
    '参加启动仪式'
    """
    found = _AFTER.match(text, place)
    lead = re.match(r"\s?(?:左右|以上|的|次|积极|踊跃|热情|共同)*", found[0]) if found else None
    if found is None or lead is None or len(found[0]) - lead.end() < 1:
        return None
    if re.match(r"[等和与及并]|以下|不等|在(?!线|职|校)|用(?![户电水能])|通过|利用", found[0][lead.end() :]):
        return None
    noun = _noun(text, place + lead.end(), min(found.end(), place + lead.end() + 24))
    if noun is None:
        return None
    words = _DID.sub("", noun.words)
    deed = words if DEED.match("□□" + words, 2) else None
    return Noun(words, noun.start, noun.end, deed)


def noun_before(page: Prose, place: int, floor: int) -> Noun | None:
    """The noun between ``floor`` (the clause's beginning or the figure before) and the number.

    >>> from jieneng.engine.figures.prose import prose
    >>> noun_before(prose("在大厅悬挂节能横幅30余条"), 9, 0)
    Noun(words='节能横幅', start=5, end=9, verb='悬挂', near=True)
    """
    text = page.text
    left = text[floor:place]
    end = floor + len(left) - _length(TRAILING.search(left))
    start = _list_start(page, floor, end)
    verb = page.last_verb(start, end)
    while verb is not None and text[slice(*verb)] in SAVING and end - verb[1] > LONGEST_SAVED:
        verb = page.last_verb(start, verb[0])
    if text[end - 1 : end] == "了" and end - 1 > floor:
        verb = (max(floor, end - 3), end - 1) if verb is None or verb[1] < end - 1 else verb
    if verb is None:
        return _noun(text, start, end)
    done = AFTER_VERB.match(text, verb[1], end)
    begin = done.end() if done else verb[1]
    if begin < end:
        return _noun(text, begin, end, text[slice(*verb)])
    return _named_deed(page, start, verb) or Noun(text[slice(*verb)], *verb, text[slice(*verb)])


def _named_deed(page: Prose, start: int, verb: tuple[int, int]) -> Noun | None:
    """A deed that is the object of another (完成既有建筑节能改造)."""
    over = page.last_verb(start, verb[0]) if page.text[slice(*verb)] in NAMED_DEEDS else None
    return None if over is None else _noun(page.text, over[1], verb[1], page.text[slice(*over)])


def without_verb(words: str) -> str:
    """A noun without the verb before it.

    >>> without_verb("印制横幅")
    '横幅'
    """
    found = VERB.match(words)
    return words[found.end() :] if found else words


def _length(found: re.Match[str] | None) -> int:
    return len(found[0]) if found else 0


def _list_start(page: Prose, floor: int, end: int) -> int:
    """Where the list of nouns before a number begins: in its last part that has a verb, or at the floor."""
    start = end
    while start > floor:
        start = max(page.blank.rfind("、", floor, start - 1) + 1, floor)
        if end - start > LONGEST or page.last_verb(start, end) is not None:
            break
    return start


def _noun(text: str, start: int, end: int, verb: str | None = None) -> Noun | None:
    start += _length(LEADING.match(text[start:end]))
    end -= _length(_END.search(text[start:end]))
    start = max(start, end - (LONGEST if "》" not in text[start:end] else 3 * LONGEST))
    return Noun(text[start:end], start, end, verb) if end > start else None
