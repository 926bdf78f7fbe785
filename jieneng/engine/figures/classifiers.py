"""The classifiers and units that make a number a count, and the words they must not be the beginning of."""

from __future__ import annotations

import re
from dataclasses import dataclass

PEOPLE = ("人", "名", "位", "员")
TURNS = ("人次", "人/次")
EVENTS = ("场次", "场", "次", "期", "课时", "班次", "轮", "堂", "节", "起")
BODIES = ("个", "家", "所", "户", "处", "支", "组", "队", "座", "栋", "幢", "间")
THINGS = (
    "份", "张", "块", "条", "幅", "套", "件", "本", "册", "篇", "部", "把", "包", "台", "辆", "项", "只", "盏",
    "面", "枚", "副", "则", "封", "株", "棵", "桶", "箱", "袋", "盒", "瓶", "批", "款", "版", "档", "例", "宗",
    "件套", "张次", "条次", "篇次", "台次", "辆次", "家次", "个次", "批次", "套次", "种", "类", "门",
    "页", "组次", "卷", "笔", "户次", "车次", "件次",
)  # fmt: skip
MEASURES = (
    "吨标准煤", "吨标煤", "千克标准煤", "千克标煤", "公斤标准煤", "公斤标煤", "克标准煤", "吨", "公斤", "千克",
    "kg", "KG", "斤", "克", "升", "毫升",
    "千瓦时", "千瓦小时", "kWh", "KWH", "kwh", "度", "千瓦", "兆瓦", "立方米", "立方", "m³", "平方米", "平方公里",
    "㎡", "m²", "亩",
    "元", "吉焦", "GJ",
)  # fmt: skip

# A unit is none when one of these follows: 人民, 家庭, 名称, 部门, 期间, 次数, 处理 are words of their own.
NOT_BEFORE = {
    "人": "均民大员才们力社物文类工口体心身气防",
    "名": "称单列义誉录额片牌",
    "位": "于置居列",
    "个": "月小工人别体性百",
    "家": "庭长属乡具用电政园",
    "部": "门委分署级队位",
    "期": "间末限刊望",
    "次": "数日月年要会全品",
    "场": "所地馆合景次数均",
    "份": "额量",
    "张": "贴家某",
    "本": "次市局区县校院单地部级省周年月质",
    "台": "账风式",
    "节": "能约水电日气俭粮假点目",
    "件": "数",
    "项": "目",
    "面": "向积对临试",
    "处": "理室长级在于置罚",
    "组": "织长成建",
    "座": "谈椅",
    "户": "外用型",
    "支": "持部付出行撑",
    "所": "有属在以谓需",
    "门": "户口",
    "包": "括含",
    "批": "评准示",
    "款": "式",
    "幅": "度员",
    "版": "面权本",
    "度": "假电量数",
    "元": "旦素",
    "套": "餐",
    "把": "握手关好",
    "类": "似别",
    "条": "件例",
    "则": "有",
    "队": "伍员",
    "间": "隔断",
    "档": "案次",
    "升": "级降温",
    "克": "服隆",
    "页": "面",
    "笔": "者记",
    "轮": "胎流",
    "堂": "食",
    "只": "有要能",
    "例": "如会行",
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A unit as written and what it counts: people, turns, events, bodies, things or measures."""

    written: str
    kind: str
    end: int


_KINDS = {
    unit: kind
    for kind, units in (
        ("people", PEOPLE), ("turns", TURNS), ("events", EVENTS), ("bodies", BODIES), ("things", THINGS),
        ("measures", MEASURES),
    )
    for unit in units
}  # fmt: skip


def _pattern(unit: str) -> str:
    barred = NOT_BEFORE.get(unit, "")
    return re.escape(unit) + (f"(?![{barred}])" if barred else "") + ("(?![A-Za-z])" if unit.isascii() else "")


UNIT = re.compile(r"[ ]?(?P<unit>" + "|".join(_pattern(unit) for unit in sorted(_KINDS, key=len, reverse=True)) + ")")


def unit_at(text: str, place: int) -> Unit | None:
    """The unit that stands right at a place.

    >>> unit_at("300余人次", 4), unit_at("2人民", 1)
    (Unit(written='人次', kind='turns', end=6), None)
    """
    found = UNIT.match(text, place)
    if found is None:
        return None
    return Unit(found["unit"].replace("/", ""), _KINDS[found["unit"]], found.end())


def kind_of(unit: str) -> str | None:
    """What a unit counts, or None for an unknown one.

    >>> kind_of("名"), kind_of("吨"), kind_of("度假")
    ('people', 'measures', None)
    """
    return _KINDS.get(unit)
