"""Where the title of an official paper breaks into lines.

GB/T 9704-2012, 7.3.1: broken by meaning, words kept whole, lines long and short in good order, as a trapezoid or a
diamond. The words are cut by a small list of the trade and by the endings of place and office names; every way to set
the breaks is then weighed, which is quick, since a title has some twenty words and two to four lines.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import ceil

FULL_LINE = 18.0
MOST_LINES = 4

WORDS = (
    "全国节能宣传周 节能宣传周 全国低碳日 低碳日 宣传周 公共机构 机关事务管理局 机关事务管理 机关事务 管理局 "
    "事务中心 生活垃圾分类 垃圾分类 能源资源 能源消费 能源费用 节约型机关 绿色低碳 生态环境 发展和改革委员会 "
    "发展改革委员会 发展改革委 委员会 领导小组 办公室 人民政府 省直机关 市直机关 县直机关 直属机关 教育局 教育厅 "
    "工作 活动 情况 通知 通报 报告 意见 方案 简讯 总结 请示 批复 公告 通告 决定 印发 转发 开展 组织 做好 加强 "
    "推进 举办 召开 参加 报送 申报 征集 评选 公布 表扬 关于 有关 进一步 事项 年度 上半年 下半年 季度 节能 节水 "
    "节约 降碳 低碳 绿色 能耗 用能 能源 资源 消费 统计 汇总 考核 评价 评估 督查 检查 抽查 监督 管理 宣传 教育 "
    "培训 知识 竞赛 竞答 体验 示范 创建 单位 机关 学校 医院 先进 集体 个人 启动 仪式 会议 视频 直播 回收 兑换 "
    "志愿 服务 反食品浪费 食堂 托管 整改 问题 结果 名单 数据 目标 任务 实施 试行 暂行 办法 规定 细则 标准 制度 "
    "计划 要点 安排 全市 全省 全县 全区 各级 所属 相关 以及 系统 主题 系列"
)
PATTERNS = re.compile(
    r"《[^》]{1,16}》|“[^”]{1,12}”|[\dA-Za-z.%—-]+(?:年度|年|月|日|号|季度|届|周|期|度|%)?|第[\d一二三四五六七八九十]+[届期号次批]"
    "|" + "|".join(sorted(WORDS.split(), key=len, reverse=True))
)
NAME_END = re.compile(r".{2,}?(?:自治区|自治州|省|市|县|区|州|局|厅|委|院|校|中学|小学|大学)")
CLINGS_BACK = "的、，；：）》”了等"
CLINGS_ON = "（《“和与及暨"
GENRES = ("通知", "通报", "报告", "意见", "方案", "请示", "批复", "公告", "通告", "决定", "总结", "简讯")
VERBS = (
    "开展",
    "印发",
    "转发",
    "做好",
    "加强",
    "推进",
    "举办",
    "召开",
    "组织",
    "报送",
    "参加",
    "公布",
    "表扬",
    "进一步",
)


def break_title(text: str) -> tuple[str, ...]:
    """The lines of a title. A title that fits one line stays on it; breaks that the writer set are kept.

    A text too long for four lines is no title to shape, and is left to wrap.

    >>> break_title("2025年演示省公共机构节能宣传周活动情况")
    ('2025年演示省公共机构', '节能宣传周活动情况')
    >>> break_title("关于开展节能宣传周活动的通知")
    ('关于开展节能宣传周活动的通知',)
    """
    if "\n" in text:
        return tuple("".join(line.split()) for line in text.splitlines() if line.strip())
    text = "".join(text.split())
    words = list(_words(text))
    n_lines = ceil(width(text) / FULL_LINE)
    if not 1 < n_lines <= MOST_LINES:
        return (text,)
    counts = range(n_lines, MOST_LINES + 1)[:2]
    ways = (way for count in counts for way in _ways(words, count))
    return min(ways, key=lambda lines: _badness(lines, len(lines) - n_lines), default=(text,))


def width(text: str) -> float:
    """The width of a text in full-width characters: half-width ones count a half.

    >>> width("2025年")
    3.0
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _words(text: str) -> Iterator[str]:
    """The text cut where a line may end: small words cling to their neighbours."""
    held = ""
    for word in _cut(text):
        if held and (word[0] in CLINGS_BACK or held[-1] in CLINGS_ON):
            held += word
        else:
            if held:
                yield held
            held = word
    if held:
        yield held


def _cut(text: str) -> Iterator[str]:
    at = 0
    for match in PATTERNS.finditer(text):
        yield from _names(text[at : match.start()])
        yield match.group()
        at = match.end()
    yield from _names(text[at:])


def _names(unknown: str) -> Iterator[str]:
    """Unknown words between known ones: a place or office ends where such names end; 的 and its like stand alone."""
    for piece in re.split(r"([的、，；：（）《》“”和与及暨了等])", unknown):
        at = 0
        for match in NAME_END.finditer(piece):
            yield match.group()
            at = match.end()
        if piece[at:]:
            yield piece[at:]


def _ways(words: list[str], count: int) -> Iterator[tuple[str, ...]]:
    for cuts in combinations(range(1, len(words)), count - 1):
        yield tuple("".join(words[start:end]) for start, end in pairwise((0, *cuts, len(words))))


def _badness(lines: tuple[str, ...], n_extra: int) -> float:
    widths = [width(line) for line in lines]
    too_long = sum(max(0.0, w - FULL_LINE) for w in widths)
    too_short = sum(max(0.0, 4 - w) for w in widths)
    uneven = max(widths) - min(widths)
    return too_long * 100 + too_short * 20 + uneven + n_extra * 8 + _shape(widths) + _ends(lines)


def _shape(widths: list[float]) -> float:
    """A trapezoid or a diamond is good, a box is less good, a waist is bad."""
    steps = [after - before for before, after in pairwise(widths)]
    waist = any(first < 0 < later for first, later in pairwise(steps))
    return 15.0 * waist + 2.0 * (max(widths) - min(widths) < 1)


def _ends(lines: tuple[str, ...]) -> float:
    """A cut tears less before 关于 and behind a name than behind a verb or before the kind of paper."""
    badness = 0.0
    for line, following in pairwise(lines):
        badness -= 6 * following.startswith("关于")
        badness += 8 * line.endswith(("关于", "年"))
        badness += 4 * line.endswith(VERBS)
        badness += 5 * line.endswith("的")
        badness += 10 * (following in GENRES)
        badness += 4 * following.startswith((*GENRES, "活动", "工作", "情况"))
    return badness
