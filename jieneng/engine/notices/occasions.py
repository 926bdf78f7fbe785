"""Named weeks, months and days (节能宣传周, 低碳日, …): where a text speaks of them, and which scope each has."""

from __future__ import annotations

import re
from dataclasses import dataclass

CORE = re.compile(
    r"(?:宣传|活动|体验|节能|节水|行动|推广)(?:周|月)(?!期间活动报道|末|边|初|底|[至到内])|"
    r"(?:低碳(?:宣传|活动)?|体验|出行|生态|无车|环境|回收|行动|植树|地球|节水|节能|环保|湿地|保护|粮食|废弃物)日(?!常|益|报|用|程|均)|地球一小时"
)
LEFT = re.compile(r"[\u4e00-\u9fff]*\Z")
# Words that end the name on its left: whatever stands before them does not belong to it.
STOP = re.compile(
    r".*(?:[和与及暨为是于在的了将把年次届个日、期当以对向]|报送|开展|举办|组织|围绕|迎接|做好|参加|根据|本次|定于|紧扣|结合|按照|落实|印发|下发|转发|搞好|推进|配合|期间|确定|主题|活动|如下"
    r"|关于|我们|现将|一年一度)(?=[\u4e00-\u9fff])",
    re.DOTALL,
)
LONGEST_NAME = 16
# A name in quotation marks (“全国低碳日”) is still a name; longer quotations are not looked into.
QUOTED = re.compile(
    r"《[^《》\n]{0,120}》|“(?!(?:\d{4}年)?[\u4e00-\u9fff]{0,10}(?:宣传(?:活动)?周|宣传(?:活动)?月|低碳(?:体验)?日|节能周)”)[^“”\n]{0,80}”|‘[^‘’\n]{0,40}’"
)


@dataclass(frozen=True)
class Occasion:
    """One place where a named period is spoken of."""

    start: int
    end: int
    name: str
    scope: str  # week, month, low_carbon_day, other


def blanked(text: str) -> str:
    """The text with quotations and document names blanked out, of the same length: names inside them do not count."""
    return QUOTED.sub(lambda found: "□" * len(found[0]), text)


def occasions_in(text: str) -> list[Occasion]:
    """Every named period of a text that was ``blanked``, in order."""
    found: list[Occasion] = []
    for core in CORE.finditer(text):
        earliest = max(found[-1].end if found else 0, core.start() - LONGEST_NAME)
        left = LEFT.search(text[earliest : core.start()])
        prefix = STOP.sub("", (left[0] if left else "") + "周")[:-1]
        start = core.start() - len(prefix)
        name = text[start : core.end()]
        found.append(Occasion(start, core.end(), name, scope_of(name)))
    return found


def scope_of(name: str) -> str:
    """What a name is of.

    >>> [scope_of(name) for name in ("全国节能宣传周", "全国低碳日", "城市生活垃圾分类宣传周", "节能宣传月")]
    ['week', 'low_carbon_day', 'other', 'month']
    """
    if re.search(r"低碳(?:体验|宣传|活动)?日$", name):
        return "low_carbon_day"
    ours = (
        "节能" in name
        or "低碳" in name
        or re.fullmatch(r"(?:本次|此次|今年|全国|全省|全市|全区|全县)?(?:宣传|活动)[周月]", name)
    )
    if ours and name.endswith("周"):
        return "week"
    if ours and name.endswith("月"):
        return "month"
    return "other"
