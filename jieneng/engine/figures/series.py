"""One verb for several figures: 宣传画、横幅分别为300张、20条; 人均能耗、人均水耗分别下降3%、5%."""

from __future__ import annotations

import re

AND = re.compile(r"[、和与及]|以及")
_AGAINST = re.compile(r"(?:同比|环比|[较比与][^、]{2,12}?(?:相比)?)\Z")
_GAP = re.compile(r"\s?(?:、|,|和|与|及|以及)?\s?")
SEPARATELY = "分别"


def is_gap(text: str, start: int, end: int) -> bool:
    """Whether only a comma or an 'and' stands between two figures."""
    return end > start and end - start <= 4 and _GAP.fullmatch(text, start, end) is not None


def each_of(words: str) -> list[str]:
    """The things that have as many each (手册、折页各100份).

    >>> each_of("手册、折页和购物袋等")
    ['手册', '折页', '购物袋']
    """
    return [each for each in AND.split(words.removesuffix("等")) if each]


def names_of(lead: str, n: int) -> list[str] | None:
    """The last ``n`` nouns named before 分别, with the words that follow it; None when there are fewer.

    >>> names_of("人均综合能耗、人均用水量分别同比下降", 2)
    ['人均综合能耗同比下降', '人均用水量同比下降']
    """
    nouns, found, deed = lead.rpartition(SEPARATELY)
    nouns = _AGAINST.sub("", nouns)
    if not found:
        return None
    names = [each.strip() for each in AND.split(nouns) if each.strip()]
    if n < 2 or len(names) < n:
        return None
    return [name + deed for name in names[-n:]]
