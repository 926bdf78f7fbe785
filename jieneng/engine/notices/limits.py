"""How long and of what manner a report may be: ≤2000字, 1000-2000字, ≤3分钟, 图文并茂."""

from __future__ import annotations

import re
from collections.abc import Callable

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.page import Page

_N = r"(\d{1,6}|[一二三四五六七八九十]{1,3}[百千])"
_UNIT = r"(字|分钟|秒|MB|M|兆|页)"
_SPOKEN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "八": 8, "十": 10}


def _number(written: str) -> str:
    if written.isdigit():
        return written
    unit = {"百": 100, "千": 1000}[written[-1]]
    return str(_SPOKEN.get(written[0], 0) * unit)


# Each with words of which one stands in every text where it can be found.
PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        ("字", "分钟", "秒"),
        re.compile(rf"{_N}\s?字?\s?(?:-|—|–|~|至|到){{1,2}}\s?{_N}\s?(字|分钟|秒)"),
        lambda m: f"{_number(m[1])}-{_number(m[2])}{m[3]}",
    ),
    (
        ("超过", "不多于", "控制在", "限", "不超出", "少于等于", "≤"),
        re.compile(rf"(?:不超过|不要超过|不得超过|不多于|控制在|限|不超出|不能超过|少于等于|≤)\s?{_N}\s?{_UNIT}"),
        lambda m: f"≤{_number(m[1])}{m[2]}",
    ),
    (
        ("以内", "之内", "以下"),
        re.compile(rf"{_N}\s?{_UNIT}\s?(?:以内|之内|以下)"),
        lambda m: f"≤{_number(m[1])}{m[2]}",
    ),
    (
        ("少于", "低于", "≥"),
        re.compile(rf"(?:不少于|不低于|不得少于|≥)\s?{_N}\s?(字|分钟)"),
        lambda m: f"≥{_number(m[1])}{m[2]}",
    ),
    (("左右",), re.compile(rf"{_N}\s?字\s?左右"), lambda m: f"{_number(m[1])}字左右"),
    (
        ("每",),
        re.compile(
            r"每(?:个)?(?:单位|部门|县区|地区|市|县|区|校|班)(?:至少|不少于|最多|限)(?:报送|推荐|提交|征集|上报)?\d{1,3}[件篇幅个条份]"
        ),
        lambda m: m[0],
    ),
    (("图文并茂",), re.compile(r"图文并茂"), lambda m: m[0]),
)
HANDED_IN = re.compile(r"报送|上报|提交|提供|投稿|总结|信息|材料|简报|稿件|报告|作品|要求|^\W*图文并茂\W*$")
MEASURED = re.compile(r"[\d百千]\s?(?:字|分钟|秒|MB|M|兆|页)|每|图文并茂")  # without any of these there is no limit
_MANNER = (
    r"(?:多讲实招|突出重点|重点突出|简明扼要|言简意赅|文字精练|文字精炼|数据翔实|数据详实|"
    r"[不无]?[需要]?穿靴戴帽|面面俱到|少讲套话|避免空话)"
)
_TELLING = ("多讲实招", "穿靴戴帽", "言简意赅", "简明扼要")  # without one of these it is no limit
MANNER = re.compile(rf"(?:无需|不要|避免|切忌)?{_MANNER}(?:[,、](?:无需|不要|避免|切忌)?{_MANNER})*")


def limits_of(page: Page, body: int) -> tuple[Value, ...]:
    """Every limit once, in the order of the text."""
    found: list[tuple[int, Value]] = []
    taken: list[tuple[int, int]] = []
    for words, pattern, normal in PATTERNS if MEASURED.search(page.text, body) else ():
        if not any(word in page.text for word in words):
            continue
        for match in pattern.finditer(page.text, body):
            if match[0] == "图文并茂" and not HANDED_IN.search(page.sentence_text(match.start())):
                continue  # a poster that is, not a report that has to be
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            found.append((match.start(), Value(normal(match), (page.span(*match.span()),))))
    for match in MANNER.finditer(page.text, body) if any(word in page.text for word in _TELLING) else ():
        if any(word in match[0] for word in _TELLING):
            found.append((match.start(), Value(page.written(*match.span()), (page.span(*match.span()),), "medium")))
    once: dict[str, Value] = {}
    for _, value in sorted(found, key=lambda each: each[0]):
        once.setdefault(str(value.value), value)
    return tuple(once.values())
