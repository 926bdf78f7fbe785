"""Shares and changes in percent, with their direction: 人均能耗下降3.1%, 参与率达到95%, 分别下降2%、3%、5%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jieneng.engine.figures.numbers import SPOKEN
from jieneng.engine.figures.phrases import Noun, noun_after
from jieneng.engine.figures.prose import Prose
from jieneng.engine.figures.series import SEPARATELY, is_gap, names_of
from jieneng.engine.figures.wording import LEADING

PERCENT = re.compile(
    r"(?P<number>\d{1,4}(?:\.\d{1,4})?)\s?%(?!\s?[-—~至到]{1,2}\s?\d)"
    r"|百分之(?P<spoken>[零一二三四五六七八九十百]{1,5}(?:点[零一二三四五六七八九]{1,3})?)"
)
_SPOKEN = {**SPOKEN, "十": 10, "百": 100}
_DIRECTION = re.compile(r"(?P<down>下降|减少|降低|节约|压减|压缩|缩减|降)|(?P<up>上升|增长|提高|提升|增加|上涨|增)")
_TO = re.compile(r"(?:超过|[约近超逾]|达到|达|为|了|至|到|以上|以|均|\s)++$")
# Words that name no thing: a change against something (较2015年分别下降). Possessive, since some begin like others.
# 由85%提高到98%: the rate is a level, and what it rose from is no part of its name.
_REACHED = re.compile(r"(?:[由从][^,。]{1,10}?%?)?(?:提高|提升|增加|上升|增长|下降|降低|减少|降)了?[到至]\s?\Z")
_BARE = re.compile(
    r"(?:同比|环比|年均|平均|累计|分别|相比|上年度|上年|去年|同期|前年|\d{4}年度|\d{4}年|基数|基准|幅度|下降|减少|降低|节约|压减|压缩|缩减|上升"
    r"|增长|提高|提升|增加|上涨|[均又再更比较与年的降增幅达为了约近\s])*+"
)
_WANTED = re.compile(
    r"不得?[低少高]于|不得?超过|力争|争取|目标|确保|要求|应当?达|须|必须|以内|控制在|计划|拟|预计|到20[2-9]\d年|每年|限额|应"
)
_A_TARGET = re.compile(
    r"(?:以上|左右|以内)?的(?:年度|总体|预期|约束性|下降|节能|减排|控制|基本|目标){0,3}(?:目标|任务|指标|要求)"
)
_VALUED = re.compile(r"(?P<noun>[^\d,]{2,24}?)(?:分别)?(?:约?为|是|达到?|约)?\s?\d")
_VALUE_BEGINS = re.compile(r"[约为达近由从]|\d(?!\d*年)")
_DATED = re.compile(
    r"\s?(?:\d{2,4}年|[一二三四]季度|\d{1,2}月|[上下]半年|今年|去年)[^\u4e00-\u9fff]*(?:同比|[上下增为])?"
)
_RANGE_BEFORE = re.compile(r"\d%?\s?(?:-|—|–|~|至|到){1,2}\s?$")
LONGEST = 34
LONGEST_PARTICLE = 3  # 下降率为, 增长了近


@dataclass(frozen=True)
class FoundRate:
    """A rate by places of the clean text."""

    start: int
    end: int
    value: Decimal
    item: str
    words: tuple[int, int]
    direction: str | None
    near: bool


def rates_in(page: Prose, taken: list[tuple[int, int]]) -> list[FoundRate]:
    """Every rate that the text reports; ``taken`` are the places of the counts, which end the words of a rate."""
    found: list[FoundRate] = []
    group: list[re.Match[str]] = []
    for match in PERCENT.finditer(page.blank):
        if page.blank[match.start() - 1 : match.start()] in ("由", "从"):
            continue  # only the value from which it changed
        if group and not is_gap(page.text, group[-1].end(), match.start()):
            found.extend(_rates_of(page, group, taken, found[-1].end if found else 0))
            group = []
        group.append(match)
    if group:
        found.extend(_rates_of(page, group, taken, found[-1].end if found else 0))
    return found


def _rates_of(page: Prose, group: list[re.Match[str]], taken: list[tuple[int, int]], floor: int) -> list[FoundRate]:
    """The rates of figures that stand side by side (下降2%、3%、5%) or of one alone."""
    first = group[0]
    clause = page.clause_start(first.start())
    floor = max([floor, clause, *(end for _, end in taken if end <= first.start())])
    if _A_TARGET.match(page.text, group[-1].end()):
        return []
    if _WANTED.search(page.text, clause, first.start()) or _RANGE_BEFORE.search(page.text[clause : first.start()]):
        return []
    names = _names(page, first.start(), clause, len(group))
    if names is None:
        one = _one(page, first, clause, floor)
        return [] if one is None else [one, *(_sibling(page, each, one) for each in group[1:])]
    direction = _direction_of(page.text[clause : first.start()])
    return [
        FoundRate(each.start(), each.end(), _value(each), _short(name), (clause, first.start()), direction, True)
        for each, name in zip(group, names, strict=True)
    ]


def _names(page: Prose, place: int, clause: int, n: int) -> list[str] | None:
    """The items of a series: named before 分别 in its clause, in its sentence, or at the head of the clauses before."""
    if n < 2:
        return None
    sentence = page.sentence_start(place)
    for start in (clause, sentence):
        names = names_of(page.text[start:place], n)
        if names is not None and not any(_DATED.match(name) for name in names):
            return names
    _, separately, deed = page.text[clause:place].rpartition(SEPARATELY)
    if not separately:
        return None
    heads = [_head(each) for each in page.text[sentence:clause].split(",")]
    heads = [each for each in heads if len(each) >= 2]
    return [head + deed for head in heads[-n:]] if len(heads) >= n else None


def _head(clause: str) -> str:
    """The noun at the head of a clause that gives a value (人均用水量为20吨)."""
    found = _VALUED.match(clause)
    return found["noun"] if found else ""


def _one(page: Prose, match: re.Match[str], clause: int, floor: int) -> FoundRate | None:
    text = page.text
    left = text[floor : match.start()]
    left = _REACHED.sub("", left)
    left = left[: len(left) - len(found[0])] if (found := _TO.search(left)) else left
    lead = LEADING.match(left)
    start = floor + (lead.end() if lead else 0)
    words = text[start : floor + len(left)]
    near = True
    if _BARE.fullmatch(words):
        noun = _noun_of_a_bare_change(page, match, clause, words)
        if noun is None:
            return None
        words, start, near = noun.words, noun.start, noun.near
    return FoundRate(
        match.start(), match.end(), _value(match), _short(words), (start, match.start()), _direction_of(words), near
    )


def _noun_of_a_bare_change(page: Prose, match: re.Match[str], clause: int, words: str) -> Noun | None:
    """For 同比下降3%: the noun of the clause before; for 95%的职工: the noun after."""
    text = page.text
    after = re.compile(r"(?:以上|左右)?的").match(text, match.end())
    if after is not None and (noun := noun_after(text, after.end())) is not None:
        return noun
    if clause <= page.sentence_start(match.start()):
        return None
    start = page.clause_start(clause - 1)
    start = max(start, clause - 1 - LONGEST)
    before = text[start : clause - 1]
    cut = _VALUE_BEGINS.search(before)
    kept = before[: cut.start()] if cut and cut.start() >= 2 else before
    return Noun(kept + words, start, clause - 1, None, False) if len(kept) >= 2 else None


def _sibling(page: Prose, match: re.Match[str], one: FoundRate) -> FoundRate:
    return FoundRate(match.start(), match.end(), _value(match), one.item, one.words, one.direction, False)


def _direction_of(words: str) -> str | None:
    """The direction told last, unless more than a particle follows it (节约型机关创建率 has none)."""
    found = list(_DIRECTION.finditer(words))
    if not found or len(words) - found[-1].end() > LONGEST_PARTICLE:
        return None
    return "down" if found[-1]["down"] else "up"


def _short(words: str) -> str:
    return words.replace(SEPARATELY, "").strip(" 、,的")[-LONGEST:]


def _value(match: re.Match[str]) -> Decimal:
    if match["number"]:
        return Decimal(match["number"])
    whole, _, part = match["spoken"].partition("点")
    total = pending = 0
    for each in whole:
        number = _SPOKEN[each]
        if number >= 10:
            total, pending = total + (pending or 1) * number, 0
        else:
            pending = number
    digits = "".join(str(_SPOKEN[each]) for each in part)
    return Decimal(f"{total + pending}.{digits}" if digits else total + pending)
