"""Numbers with a unit that are no statistics: ordinals, quotas, plans, stock phrases, page views, ranks."""

from __future__ import annotations

import re

from jieneng.engine.figures.classifiers import Unit

LOOK_BACK = 14
LONGEST_CREDIT = 24  # characters of the name under a photograph

# Right before the number: an order, a quota, a limit, a reference to something named (上述三个部门), a part of a code.
_BEFORE = re.compile(
    r"(?:第|一年|(?<![目当])前|上述|以上|这|该|此|哪|另|不|限报?|满|限额|[至最]多|至少|[少低]于|[不得][少多低]于|不得?超过"
    r"|每(?:个|家|名|所)?(?:[\u4e00-\u9fff]{0,8})"
    r"|(?<![、等])各|[由从]|(?:减少|增加|下降|提高|提升|降低|上升|增长)[至到]"
    r"|[\dA-Za-z.〔\[(/+×*]|\d\s?[-—–~至到]{1,2}|[一二三四五六七八九十]\s?[至到])\s?\Z"
)
# Several things with as many each are counts (手册、折页各100份), one for each unit is a quota (各科室、病区各1名).
_AS_MANY_EACH = re.compile(r"[、和与及][^、,各]{1,12}(?<![位门室区县市乡镇校班级人])各\s?\Z")
# A plan or a demand stands somewhere before the number in its clause.
_PLANNED = re.compile(
    r"拟(?![人定])|计划(?!生育)|预计|力争|争取(?!了)|原则上|可选|至少|可(?:节[约省]|减少|降低|实现)|不[少低]于|不得?超过|控制在|如果|假如|设置?奖"
)
# What such units name are parts of a speech, of a plan or of the calendar: 三个方面, 五项要求, 两个月.
_VAGUE_UNITS = frozenset({"个", "项", "条", "类", "种", "批", "节", "门"})
_ABSTRACT = re.compile(
    r"方面|层面|层次|阶段|环节|维度|角度|要求|原则|目标|步骤|部分|篇章|方式|途径|渠道|关键|坚持|强化|到位|(?<=类)垃圾|课[前后间]|活动主题|结合|转变|理念|字|一(?![个家名场])|停开"
    r"|维护|意识|自信|确立|全面|务必|革命|文明|主题(?!活动|宣传)|特点|亮点|抓手|重点|突出|注重|聚焦|狠抓|加强|提升|严格|平台|定位|体系|机制"
    r"|(?:举措|措施)(?=[促助推抓保让打提]|落实|扎实|开展|践行|做好|大力|全力|深入|积极|有力)|部[委门](?:近日|日前|已|将|共同)*(?:□|关于|联合|印发|下发|发布|宣布|发出|决定)|百分点|星期|季度|学期|工作日|小时|钟头|年度|年头|时段|周|月"
)
_STOCK = re.compile(
    r"一(?:度电|滴[水油]|升[油水]|张纸|粒[米粮]|个馒头|盏灯)|八项规定|三严三实|三位一体|一把手|两手抓|三个代表|五位一体|二次(?:利用|污染|装修|供水|能源)|千家万户|万人空巷"
)
_LIMIT_AFTER = re.compile(r"\s?(?:以内|之内|以下|封顶|\(含\)|内)")
_SEEN = re.compile(r"\s?(?:查看|浏览|阅读|点击|访问)(?!启动|直播)")  # 发布112次查看
_THRESHOLD = re.compile(r"\s?(?:及|\(含\))?以上(?:的|[\u4e00-\u9fff]{2})")
_CLOCK = re.compile(r"\d:\Z")  # the minutes of 11:07
_VIEWS = re.compile(r"(?:浏览|阅读|点击|访问|点赞|查看|人气)(?:次数|量|数)?\s?:\s?\Z")

# The marks of a text that asks, and of one that tells; a brief may quote what was asked.
_ASKING = re.compile(
    r"(?:通知|安排|函告|公告)如下|有关(?:事项|事宜)(?:的)?通知|特此通知|请(?:一并|遵照|认真|结合)[^,。\n]{0,8}(?:落实|执行|实施)"
    r"|^[^\n。,;]{0,10}各[^\n。]{1,200}:$|的(?:通知|函|公告|启事)$|活动(?:实施|工作)?方案$",
    re.MULTILINE,
)
_TELLING = re.compile(
    r"统计|总结如下|情况(?:总结|汇报|报告|如下)|取得了?[\u4e00-\u9fff]{0,8}(?:成效|效果)|活动现场(?!请)|[本此]次活动共|圆满"
)
_DONE = re.compile(
    r"统计|累计|去年|上年度?|截至|已(?:经|有|建|完|创|获)|(?<!公)共(?:发|有|收|计|举|开|张|悬|印)|(?:完成|举办|开展)了"
)
# Under a photograph: 两名职工在看展板。记者某某摄
_CREDIT = re.compile(r"(?:记者|通讯员|摄影)?[\u4e00-\u9fff\s]{1,12}摄\s?\)?(?=\n|\Z)")


def is_caption(text: str, start: int) -> bool:
    """Whether a place stands in the line under a photograph; the few people seen there are none counted.

    >>> is_caption("两名职工在看展板。 记者 某某摄", 0), is_caption("两名职工在看展板。", 0)
    (True, False)
    """
    end = text.find("\n", start)
    end = end if end >= 0 else len(text)
    return _CREDIT.search(text, max(start, end - LONGEST_CREDIT), end) is not None


def is_no_statistic(text: str, start: int, end: int, clause: int, *, unit: Unit, lone_one: bool) -> bool:
    """Whether the number at ``start`` with its unit up to ``end`` counts nothing that happened.

    ``clause`` is where its clause begins; ``lone_one`` says that the number is a spoken 一 (一场, 一个), which is an
    article and not a count. With weights, energy and money, 以上 before a noun is a threshold (5000吨标准煤以上企业).
    """
    before = text[max(clause, start - LOOK_BACK) : start]
    return (
        lone_one
        or (_BEFORE.search(before) is not None and _AS_MANY_EACH.search(before) is None)
        or _CLOCK.search(text, max(0, start - 2), start) is not None
        or _VIEWS.search(text, max(0, start - LOOK_BACK), start) is not None
        or (unit.written == "次" and _SEEN.match(text, end) is not None)
        or _PLANNED.search(text, clause, start) is not None
        or _LIMIT_AFTER.match(text, end) is not None
        or (unit.kind == "measures" and _THRESHOLD.match(text, end) is not None)
        or (unit.written in _VAGUE_UNITS and _ABSTRACT.match(text, end) is not None)
        or _STOCK.match(text, start) is not None
    )


def asks(text: str) -> bool:
    """Whether a text asks for things to be done (通知, 方案) and does not tell what was done.

    >>> asks("现将有关事项通知如下:请各单位张贴海报2张。"), asks("据统计,活动现场发放手册300份。")
    (True, False)
    """
    return _ASKING.search(text) is not None and _TELLING.search(text) is None


def tells_of_deeds(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence of a text that asks nevertheless tells what was done before."""
    return _DONE.search(text, *sentence) is not None
