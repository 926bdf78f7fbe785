"""Which kind of activity some words describe: a table of words, no cases.

Source: the kinds and their typical wording in notices of 2007 to 2025. A word of the heading weighs as written, a
word of the text below it a little; the heaviest kind wins, the earlier one when two weigh the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BODY_WEIGHT = 0.35
FALLBACK = "themed_publicity"

# kind -> (words of the heading by their weight, words of the text)
KINDS: dict[str, tuple[dict[float, str], str]] = {
    "watch_live": (
        {
            6: "收看 观看 云启动",
            5: "云直播 云党课 云展播 云观",
            4: "观摩 直播 收听",
            2: "展播",
        },
        "收看 观看 直播 观摩",
    ),
    "quiz": (
        {
            5: "竞答 答题 问答 知识竞赛 云竞 知识竞 网络答",
            4: "竞赛 知识挑战",
            2: "测试",
        },
        "竞答 答题 问答 竞赛 题库 扫码答题",
    ),
    "energy_shortage": (
        {
            6: "能源紧缺 紧缺体验 低碳日体验",
            5: "低碳体验",
            4: "停开 体验日 体验活动 熄灯 停电 关灯",
            3: "停用",
            2.5: "体验",
            2: "低碳日活动",
            1.5: "低碳日",
            1: "停止",
        },
        "能源紧缺 停开 停用 空调 电梯 照明",
    ),
    "award": (
        {
            5: "授牌 颁发 颁证 颁奖 表彰",
            4: "示范案例发布",
            3: "证书",
            2.5: "评选 选树",
            1.5: "发布",
        },
        "授牌 颁发 证书 表彰 名单",
    ),
    "lecture_training": (
        {
            7: "云课堂",
            5: "培训 讲座 报告会 讲堂 公开课",
            4: "课堂 宣讲 论坛 研讨 授课",
            3.5: "交流会",
            3: "教育课",
            2.5: "学习",
        },
        "培训 讲座 授课 宣讲 专家 课堂",
    ),
    "recycling": (
        {
            6: "云兑换",
            5: "回收 兑换 收运",
            4: "废旧 有害垃圾 旧物 闲置 以旧换新 跳蚤 置换",
        },
        "回收 兑换 废旧 收运",
    ),
    "green_commute": (
        {
            5: "绿色出行 健步 健走 骑行 少开一天车 无车日 徒步 公交出行 低碳行走",
            4: "步行 135 出行",
        },
        "绿色出行 步行 骑行 公共交通 少开一天车 健步",
    ),
    "volunteer": (
        {
            5: "志愿",
            3: "五个一",
        },
        "志愿者 志愿",
    ),
    "inspection": (
        {
            5: "调研 督查 排查 巡查 抽检 自查",
            4: "检查 督导 监察",
            3: "走访",
        },
        "检查 督查 排查 调研 整改",
    ),
    "works_collection": (
        {
            5: "征文 征集 手抄报 金点子 海报设计",
            4: "微视频 摄影 书画 作品 绘画 合理化建议 演讲 小发明",
            3: "大赛 短视频 比赛",
            2: "设计",
        },
        "征集 作品 投稿 征文 参赛",
    ),
    "class_activity": (
        {
            6: "主题班会 班会 国旗下 班队会",
            5: "主题课 队会 主题教育课 一堂课 团日 主题党日 升旗",
        },
        "班会 国旗下 学生",
    ),
    "pledge": (
        {
            5: "倡议 承诺 签名 宣誓 倡议书",
            3: "公约",
        },
        "倡议书 签名 承诺",
    ),
    "anti_food_waste": (
        {
            5: "光盘 制止餐饮 餐饮浪费",
            4: "反食品浪费 反浪费 节约粮食 文明用餐 舌尖",
        },
        "光盘 餐饮浪费 食品浪费",
    ),
    "nev_display": (
        {
            5: "新能源汽车 试驾 试乘",
        },
        "新能源汽车 试驾",
    ),
    "exhibition": (
        {
            5: "展览 成果展 巡展 图片展 博览",
            4: "推介 展会 展区",
            3.5: "展示",
            3: "展板 展演",
            2.5: "咨询",
        },
        "展板 展览 展示 展品 新产品 新技术",
    ),
    "launch": (
        {
            5: "启动仪式 启动会 启动活动 开幕",
            3.5: "启动",
            3: "现场会 主会场",
        },
        "启动仪式",
    ),
    "meeting": (
        {
            5: "部署会 动员会 工作会 推进会",
            4.5: "座谈",
            4: "传达 会议 例会 专题会",
            3: "新闻发布会",
        },
        "会议 座谈 动员",
    ),
    "media": (
        {
            5: "专题报道 专版 宣传报道 报纸",
            4: "媒体 新闻 专栏 电视 报刊 报道",
            3: "广播 舆论",
            2.5: "公益广告",
        },
        "报道 媒体 报纸 电视 广播 专栏",
    ),
    "publicity_materials": (
        {
            5: "视频推介 海报 宣传画 张贴 横幅 标语 宣传资料 宣传材料 宣传品 短信 显示屏 LED 电子屏",
            4: "宣传片 手册 悬挂 宣传栏 板报",
            3: "发放 宣传阵地 网络宣传 标识 播放 推送 环境布置",
            2.5: "氛围",
            2: "微信 提示 线上宣传 公众号",
            1.5: "户外",
            0.8: "宣传活动",
        },
        "海报 宣传画 张贴 横幅 标语 宣传片 宣传资料 宣传品 短信 显示屏 电子屏 手册 展板 印制 悬挂 LED 宣传栏 板报 发放",
    ),
    "waste_sorting": (
        {
            5: "分类打卡",
            3: "垃圾减量",
            1.6: "垃圾分类",
        },
        "垃圾分类",
    ),
    "themed_publicity": (
        {
            4: "特色 主题活动",
            3: "主题宣传 系列活动 系列宣传 进机关 进校园 进社区 进企业 进学校 进家庭",
            2.5: "宣传教育 集中宣传",
            2: "实践活动 主题日 教育活动",
            1.6: "宣传活动",
            1: "宣传",
        },
        "主题活动 宣传活动 进社区 特色",
    ),
}

WORDS = [
    (word, kind, weight)
    for kind, (heads, _) in KINDS.items()
    for weight, words in heads.items()
    for word in words.split()
]
BELOW = [(word, kind, 0.0) for kind, (_, below) in KINDS.items() for word in below.split()]


def _by_first(words: list[tuple[str, str, float]]) -> dict[str, list[tuple[str, str, float]]]:
    """The words by their first character: a text is asked only for those that can begin in it."""
    return {char: [each for each in words if each[0][0] == char] for char in {each[0][0] for each in words}}


WORDS_BY_FIRST, BELOW_BY_FIRST = _by_first(WORDS), _by_first(BELOW)
TELLING_WEIGHT = 3


def kind_of(title: str, body: str = "") -> str:
    """The kind of an activity by the words of its heading and its text; ``themed_publicity`` when no word tells.

    >>> kind_of("集中收看启动仪式直播"), kind_of("云课堂"), kind_of("能源紧缺体验")
    ('watch_live', 'lecture_training', 'energy_shortage')
    """
    weights = weigh(title, body)
    order = list(KINDS)
    return min(weights, key=lambda kind: (-weights[kind], order.index(kind)), default=FALLBACK)


def _candidates(words: dict[str, list[tuple[str, str, float]]], text: str) -> Iterator[tuple[str, str, float]]:
    for char in words.keys() & set(text):
        yield from words[char]


def weigh(title: str, body: str = "") -> dict[str, float]:
    """How much the words speak for each kind that any of them speaks for."""
    found: dict[str, list[float]] = {}
    for word, kind, weight in _candidates(WORDS_BY_FIRST, title):
        if word in title:
            found.setdefault(kind, []).append(weight)
    weights = {kind: max(each) + 0.3 * (len(each) - 1) for kind, each in found.items()}
    for word, kind, _ in _candidates(BELOW_BY_FIRST, body):
        if word in body:
            weights[kind] = weights.get(kind, 0.0) + BODY_WEIGHT
    return weights


TELLING = re.compile("|".join(re.escape(word) for word, _, weight in WORDS if weight >= TELLING_WEIGHT))


def tells(title: str) -> bool:
    """Whether a heading by its own words is that of an activity.

    >>> tells("开展知识竞答"), tells("加强组织领导")
    (True, False)
    """
    return TELLING.search(title) is not None
