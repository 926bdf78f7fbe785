"""The numbers that a word processor puts before paragraphs by itself: they stand in no text, so they are worked out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jieneng.engine.sources.labels import label
from jieneng.engine.sources.packages import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、，。．.：:）)］]"  # after these no blank is wanted
_MOST_INHERITED = 12  # styles based on styles


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts and what stands round the number."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    is_plain: bool = False  # all numbers in digits, whatever the levels above use
    joined: bool = False  # nothing between the number and the text
    restarts: bool = True
    of_style: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted; `before` is asked for each paragraph in turn."""

    lists: dict[str, str] = field(default_factory=dict)  # number id: what it counts with
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # the same, with its own changes
    anew: dict[str, dict[int, int]] = field(default_factory=dict)  # starts over the first time it is used
    styles: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def before(self, properties: Element | None) -> str:
        """What stands before a paragraph with these properties, counted on; nothing when it has no number."""
        asked = self._asked(properties)
        if asked is None:
            return ""
        number, depth = asked
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        self._count(number, depth)
        return self._written(number, depth, level)

    def _asked(self, properties: Element | None) -> tuple[str, int] | None:
        style = ""
        if properties is not None:
            asked = properties.find(f"{W}numPr")
            style = value(properties.find(f"{W}pStyle"))
            if asked is not None and (number := value(asked.find(f"{W}numId"))):
                return None if number == "0" else (number, _int(value(asked.find(f"{W}ilvl")), 0))
        number, depth = self.styles.get(style, ("", None))
        if not number or number == "0":
            return None
        own = (at for at, level in self.levels.get(number, {}).items() if level.of_style == style)
        return number, depth if depth is not None else next(own, 0)

    def _count(self, number: str, depth: int) -> None:
        counts, levels = self.counts[self.lists[number]], self.levels[number]
        for at, start in self.anew.pop(number, {}).items():
            counts[at] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth and levels.get(at, Level()).restarts]:
            del counts[deeper]

    def _written(self, number: str, depth: int, level: Level) -> str:
        counts, levels = self.counts[self.lists[number]], self.levels[number]

        def one(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            there = levels.get(at, Level())
            return label(counts.get(at, there.start), "decimal" if level.is_plain else there.style)

        if level.style in ("bullet", "none") and not _PLACE.search(level.text.replace(f"%{depth + 1}", "")):
            return ""
        said = _PLACE.sub(one, level.text).strip()
        return said if level.joined or not said or said[-1] in _CLOSED else f"{said} "


def numbering_of(lists: Element | None, styles: Element | None) -> Numbering:
    """The lists as numbering.xml and styles.xml declare them (ECMA-376, part 1, 17.9)."""
    found = Numbering(styles=_numbered_styles(styles))
    if lists is None:
        return found
    kinds = {each.get(f"{W}abstractNumId", ""): each for each in lists.iterfind(f"{W}abstractNum")}
    nums = {each.get(f"{W}numId", ""): each for each in lists.iterfind(f"{W}num")}
    for number, num in nums.items():
        kind = _kind_of(num, kinds, nums, found.styles)
        if kind is None:
            continue
        found.lists[number] = kind.get(f"{W}abstractNumId", "")
        found.levels[number] = {_int(each.get(f"{W}ilvl"), 0): _level(each) for each in kind.iterfind(f"{W}lvl")}
        for over in num.iterfind(f"{W}lvlOverride"):
            _override(found, number, over)
    return found


def value(element: Element | None) -> str:
    """The w:val of an element, or nothing."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def is_on(element: Element | None) -> bool:
    """Whether a switch stands and is not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")


def _kind_of(
    num: Element, kinds: dict[str, Element], nums: dict[str, Element], styles: dict[str, tuple[str, int | None]]
) -> Element | None:
    kind = kinds.get(value(num.find(f"{W}abstractNumId")))
    link = value(kind.find(f"{W}numStyleLink")) if kind is not None else ""
    other = nums.get(styles.get(link, ("", None))[0]) if link else None
    return kinds.get(value(other.find(f"{W}abstractNumId"))) if other is not None else kind


def _override(found: Numbering, number: str, over: Element) -> None:
    at = _int(over.get(f"{W}ilvl"), 0)
    own = over.find(f"{W}lvl")
    if own is not None:
        found.levels[number][at] = _level(own)
    start = value(over.find(f"{W}startOverride"))
    if start:
        level = found.levels[number].get(at, Level())
        found.levels[number][at] = replace(level, start=_int(start, 1))
        found.anew.setdefault(number, {})[at] = _int(start, 1)


def _level(element: Element) -> Level:
    return Level(
        start=_int(value(element.find(f"{W}start")), 1),
        style=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        is_plain=is_on(element.find(f"{W}isLgl")),
        joined=value(element.find(f"{W}suff")) == "nothing",
        restarts=value(element.find(f"{W}lvlRestart")) != "0",
        of_style=value(element.find(f"{W}pStyle")),
    )


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str, int | None]]:
    """Style: its list and, where it says so, its level; a style without takes that of the one it is based on."""
    all_ = {each.get(f"{W}styleId", ""): each for each in (styles.iterfind(f"{W}style") if styles is not None else ())}
    return {name: asked for name in all_ if (asked := next(_inherited(name, all_), None))}


def _inherited(name: str, styles: dict[str, Element]) -> Iterator[tuple[str, int | None]]:
    for _ in range(_MOST_INHERITED):
        style = styles.get(name)
        if style is None:
            return
        asked = style.find(f"{W}pPr/{W}numPr")
        if asked is not None and (number := value(asked.find(f"{W}numId"))):
            depth = value(asked.find(f"{W}ilvl"))
            yield number, _int(depth, 0) if depth else None
        name = value(style.find(f"{W}basedOn"))


def _int(text: str | None, otherwise: int) -> int:
    return min(int(text), 10_000) if text and text.isdecimal() else otherwise
