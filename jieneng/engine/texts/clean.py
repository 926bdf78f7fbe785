"""The text in one way of writing, without page furniture and hard wraps, and the way back to the original."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jieneng.engine.texts.breaks import breaks_in
from jieneng.engine.texts.furniture import (
    FOOT,
    FOOT_LINE,
    HIJACKED,
    LONGEST_HEADING,
    LONGEST_RELATED,
    RELATED,
    UNLESS_DATED,
    hijacked_names,
    is_furniture,
)
from jieneng.engine.texts.glyphs import INVISIBLE, SIMPLIFIED, fold
from jieneng.engine.texts.spans import Span

PINYIN_NOISE = re.compile(r"\((?<=[\u4e00-\u9fff]\()[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*\)")
# Blanks inside a date or a document number, and blanks between Chinese and a number, carry no meaning.
# A name set wide (教 育 部), also where a page shows its wide blanks as question marks (通? 知).
_GAP = r"\??[ ?]"
SET_WIDE = re.compile(
    rf"(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff]){_GAP}(?=[\u4e00-\u9fff]{_GAP}[\u4e00-\u9fff](?:[ ?]|$|\n))"
    rf"|(?<=[ ?][\u4e00-\u9fff]){_GAP}(?=[\u4e00-\u9fff](?:[ ?]|$|\n))"
)
LOST_BLANK = re.compile(r"(?<=\n)\?+[ ?]*(?=\S)|\A\?+[ ?]*")
IDLE_BLANK = re.compile(
    r" (?:(?<=\d ) *(?=[年月日号时点分至到])|(?<=月[12] ) *(?=\d[日号])|(?<=[年月日时点至到为] ) *(?=\d))"
)
BYLINE = re.compile(
    r"(?:来源|时间|日期|作者|发布|更新)[^:,。]{0,4}:\s?[^,。]{0,30}20\d\d"
    r"|20\d\d-\d\d?-\d\d?(?:\s\d\d?:\d\d(?::\d\d)?)?(?:$|\s{0,4}(?:来源|作者|浏览|点击|阅读|编辑)\s?:)"
    r"|20\d\d年\d\d?月\d\d?日\s{0,4}(?:\d\d?:\d\d?)?[\s\d次]{0,8}(?:来源|作者|浏览|点击|阅读|编辑)"
)
CRUMB_END = re.compile(r"[>»›]\s?$")  # 首页 > 工作动态 >: the headline follows on a line of its own
BEGINS_TEXT = re.compile(  # how the text proper opens, under a headline that has a comma in it
    r"\s?(?:为(?:了|深入|进一步|贯彻|认真|切实|广泛|积极|全面|推动|落实|提高|做好|响应)|根据|按照|近日|日前|连日来|今年|\d{1,2}月\d{1,2}日|20\d\d年\d{1,2}月)"
)
LONGEST_HEADLINE = 40
STAMPED = re.compile(r"\W{0,2}(?:\[[^\]\n]{1,8}\]\s?)?(?:(?:发布|发表|更新)?(?:时间|日期)|来源|作者)\s?:")
CREDIT = re.compile(r"[\s(/。][^\s。]{0,8}摄\)?$")  # who took the photograph: its caption ends there
UNSEEN = re.compile("[" + "".join(sorted(INVISIBLE)) + "]")
PINNED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\(?[一二三四五六七八九十]{1,3}\)|\(?\d{1,2}(?:[.、)]|\s)|[①-⑳]|第[一二三四五六七八九十]"
    r"|[一二三四五六七八九十]是|活动[一二三四五六七八九十\d]|附\s*件|附:|\(?联\s*系|电话|手机|传真|邮\s*箱|电子邮|地址|抄送|主送|主题|时间|地点"
    r"|[\u4e00-\u9fff]{2,10}:|\(此(?:文|件)|20\d\d|[一二]〇|二[〇零]"
)
SIGNED = re.compile(
    r".{2,24}(?:局|厅|委|委员会|办公室|办|政府|处|部|院|中心|公司|大学|学校|学院|协会|小组|党组|科|股|队|馆|街道|社区)(?:办公室)?"
)
TITLE_END = re.compile(r"(?:通知|函|方案|公告|通告|倡议书|意见|简讯)(?:\(.{0,30}\))?$")
NARROW = {"　": " "} | {
    chr(code): chr(code - 0xFEE0) for code in range(ord("！"), ord("～")) if chr(code - 0xFEE0).isalnum()
}
AS_WRITTEN = NARROW | SIMPLIFIED
QUOTATION = re.compile(r"“[^“”]{0,40}”")
MENU = re.compile(r"(?:[\u4e00-\u9fff]{2,6} ){4,}[\u4e00-\u9fff]{2,6}(?=\n|\Z)")  # the sections of a site in one line
LONGEST_TAIL = 24  # characters of a quotation on its second line
SENTENCE_END = "。;!?:”)…"
NEVER_FIRST = frozenset(",、。;!?:”)》")  # marks that begin no line, and
NEVER_LAST = frozenset("《“(")  # marks that end none
# Reading rooms print a paper in pieces of equal length, each with its number, cut in the middle of a sentence.
PIECE = re.compile(r"[ |]{0,4}(?P<mark>(?P<number>\d{1,2})、)\s?(?=\S)")
SHORTEST_PIECE = 150
PAGE_OF = re.compile(r"第\s?\d{1,3}\s?页\s?[,/]?\s?共\s?\d{1,3}\s?页")

# Each with the characters without any of which it is not looked for.
NOISES = (
    (PINYIN_NOISE, "("),
    (IDLE_BLANK, " "),
    (SET_WIDE, " ?"),
    (LOST_BLANK, "?"),
    (UNSEEN, ""),
    (PAGE_OF, "页"),
)


@dataclass(frozen=True)
class Clean:
    """``text`` is what the parts read; ``offsets[i]`` is the place of its i-th character in ``raw``."""

    raw: str
    text: str
    offsets: array[int]
    furniture: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the original of a stretch of ``text``, without the blanks around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.raw)
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def place(self, at: int) -> int:
        """Where in ``text`` stands what begins in the original at ``at`` or next after it."""
        return bisect_left(self.offsets, at)

    def written(self, start: int, end: int) -> str:
        """The stretch as the author wrote it (full width marks too), in simplified characters, without noise and wraps.

        Pages in traditional characters are conversions, mostly of pages that were broken into; no organ writes them.
        """
        words, raw = self.text[start:end], self.raw
        chars = [raw[at] for at in self.offsets[start:end]]
        if "\n" in words:
            chars = ["\n" if char == "\n" else own for char, own in zip(words, chars, strict=True)]
        return "".join([AS_WRITTEN.get(char, char) for char in chars]).strip()


def clean(raw: str) -> Clean:
    """Fold, drop furniture and noise, and join lines that were broken in the middle of a sentence."""
    folded = _without_pieces(fold(raw))
    lines = _lines(folded)
    dropped = _dropped(folded, lines)
    gone = set(dropped)
    kept = [line for line in lines if line not in gone]
    noise = _noise(folded, [folded[slice(*line)] for line in dropped])
    furniture = sorted([Span(*line) for line in dropped] + [Span(*each) for each in noise.names])
    at = array("q")
    pieces: list[str] = []
    last: tuple[int, int] | None = None
    for line in kept:
        if last is not None and (last[1] == line[0] or not _goes_on(folded[slice(*last)], folded[slice(*line)])):
            pieces.append("\n")
            at.append(min(last[1], len(raw) - 1))
        for start, end in noise.between(*line):
            pieces.append(folded[start:end])
            at.extend(range(start, end))
        last = line
    return Clean(raw=raw, text="".join(pieces), offsets=at, furniture=_apart(furniture))


@dataclass(frozen=True)
class _Noise:
    names: list[tuple[int, int]]
    mask: bytearray

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a line that are no noise."""
        while start < end:
            dirty = self.mask.find(1, start, end)
            stop = end if dirty < 0 else dirty
            if stop > start:
                yield start, stop
            clear = self.mask.find(0, stop, end)
            start = end if clear < 0 else clear


def _noise(folded: str, dropped: list[str]) -> _Noise:
    mask = bytearray(len(folded))
    names: list[tuple[int, int]] = []
    for name in hijacked_names(dropped):
        for found in re.finditer(re.escape(name), folded):
            if not mask[found.start()]:
                names.append(found.span())
                mask[found.start() : found.end()] = b"\1" * len(name)
    for pattern, needed in NOISES:
        if needed and not any(mark in folded for mark in needed):
            continue
        for found in pattern.finditer(folded):
            mask[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return _Noise(names, mask)


def _without_pieces(folded: str) -> str:
    """The text with the numbers of its pieces blanked out, when a long line before one of them ends in mid-sentence.

    >>> _without_pieces("1、各单位要" + "认真" * 80 + "\\n2、组织。")[-5:]
    '  组织。'
    """
    marks: list[tuple[int, int]] = []
    start, number, before = 0, 1, ""
    for line in folded.split("\n"):
        found = PIECE.match(line) if "、" in line[:8] else None
        if found and int(found["number"]) == number and (number == 1 or _is_cut(before)):
            marks.append((start + found.start("mark"), start + found.end("mark")))
            number += 1
        before = line.strip(" |") or before
        start += len(line) + 1
    if number < 3:
        return folded
    chars = list(folded)
    for begin, end in marks:
        chars[begin:end] = " " * (end - begin)
    return "".join(chars)


def _dropped(folded: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of the page around the text: each known by itself, and other pages' headlines below 相关阅读."""
    found: list[tuple[int, int]] = []
    told = related = foot = False
    for line in lines:
        words = folded[slice(*line)]
        if len(words) <= LONGEST_HEADING and RELATED.fullmatch(words):
            related = told
        elif "。" in words or len(words) > LONGEST_RELATED:
            told, related = True, False
        if related or is_furniture(words) or (foot and FOOT_LINE.match(words)):
            found.append(line)
            foot = foot or (told and FOOT.search(words) is not None)
    return found


def _is_cut(line: str) -> bool:
    return len(line) >= SHORTEST_PIECE and line[-1] not in SENTENCE_END


def _lines(folded: str) -> list[tuple[int, int]]:
    """Where each line that is not blank begins and ends, without the blanks around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in folded.split("\n"):
        body = line.strip(" |")
        if body:
            begin = start + line.index(body)
            edges = [0, *breaks_in(body), len(body)]
            found.extend((begin + here, begin + there) for here, there in pairwise(edges))
        start += len(line) + 1
    return found


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was broken by its width (or by a page's end) and the following one finishes its sentence."""
    line, following = _unnoised(line), _unnoised(following)
    following = IDLE_BLANK.sub("", following) if " " in following else following
    if following[:1] in NEVER_FIRST or line[-1] in NEVER_LAST:
        return True
    if (
        line[-1] in SENTENCE_END
        or UNLESS_DATED.search(line)
        or BYLINE.search(line)
        or CREDIT.search(line)
        or PINNED.match(following)
        or (TITLE_END.search(line) and line.count("《") <= line.count("》"))
    ):
        return False
    if MENU.fullmatch(line) or CRUMB_END.search(line) or (len(line) <= LONGEST_HEADLINE and STAMPED.match(following)):
        return False
    if len(line) <= LONGEST_HEADLINE and 2 * len(following) > 3 * len(line) and BEGINS_TEXT.match(following):
        return False  # nothing is wrapped to lines of so unlike length
    if len(following) <= 28 and SIGNED.fullmatch(following) and len(line) > len(following):
        return False
    if line[-1] in ",、" or _is_open(line, following):
        return True
    body = QUOTATION.sub("", line[:-1])  # the comma of a slogan in a headline makes no prose of it
    if PINNED.match(line) and len(line) < 30 and not any(mark in body for mark in "。;"):
        return False  # a heading with a comma in it
    if any(mark in body for mark in ",。;、"):
        return len(line) >= 12
    return len(line) >= 30 and not PINNED.match(line) and HIJACKED.search(following) is None


def _unnoised(line: str) -> str:
    return PINYIN_NOISE.sub("", line) if "(" in line else line


def _is_open(line: str, following: str) -> bool:
    """Whether a quotation begins in the line and ends soon in the following one."""
    return line.rfind("“") > line.rfind("”") and 0 <= following.find("”") < LONGEST_TAIL


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans without those that lie inside another."""
    found: list[Span] = []
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)
