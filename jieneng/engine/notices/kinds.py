"""Which kind of activity some words describe: a table of words, no cases.

Source: the kinds and their typical wording in notices of 2007 to 2025. A word of the heading weighs as written, a word of
the text below it a little; the heaviest kind wins, the earlier one when two weigh the same.
"""

from __future__ import annotations

import re

BODY_WEIGHT = 0.35
FALLBACK = "themed_publicity"

# kind -> (words of the heading with their weight, words of the text)
KINDS: dict[str, tuple[dict[str, float], tuple[str, ...]]] = {
    "watch_live": (
        {"收看": 5, "观看": 5, "观摩": 4, "云直播": 5, "直播": 4, "云启动": 5, "云党课": 5, "云展播": 5, "展播": 2, "收听": 4, "云观": 5},
        ("收看", "观看", "直播", "观摩"),
    ),
    "quiz": (
        {"竞答": 5, "答题": 5, "问答": 5, "知识竞赛": 5, "竞赛": 4, "云竞": 5, "知识竞": 5, "网络答": 5, "测试": 2, "知识挑战": 4},
        ("竞答", "答题", "问答", "竞赛", "题库", "扫码答题"),
    ),
    "energy_shortage": (
        {"能源紧缺": 6, "紧缺体验": 6, "低碳日体验": 6, "低碳体验": 5, "停开": 4, "体验日": 4, "体验活动": 4, "熄灯": 4, "停电": 4, "关灯": 4,
         "体验": 2.5, "低碳日活动": 2, "低碳日": 1.5, "停用": 3, "停止": 1},
        ("能源紧缺", "停开", "停用", "空调", "电梯", "照明"),
    ),
    "award": (
        {"授牌": 5, "颁发": 5, "颁证": 5, "颁奖": 5, "表彰": 5, "证书": 3, "示范案例发布": 4, "发布": 1.5, "评选": 2.5, "选树": 2.5},
        ("授牌", "颁发", "证书", "表彰", "名单"),
    ),
    "lecture_training": (
        {"培训": 5, "讲座": 5, "报告会": 5, "云课堂": 5, "课堂": 4, "宣讲": 4, "讲堂": 5, "学习": 2.5, "公开课": 5, "教育课": 3, "论坛": 4,
         "交流会": 3.5, "研讨": 4, "授课": 4},
        ("培训", "讲座", "授课", "宣讲", "专家", "课堂"),
    ),
    "recycling": (
        {"回收": 5, "兑换": 5, "云兑换": 6, "收运": 5, "废旧": 4, "有害垃圾": 4, "旧物": 4, "闲置": 4, "以旧换新": 4, "跳蚤": 4, "置换": 4},
        ("回收", "兑换", "废旧", "收运"),
    ),
    "green_commute": (
        {"绿色出行": 5, "健步": 5, "骑行": 5, "步行": 4, "少开一天车": 5, "无车日": 5, "徒步": 5, "135": 4, "出行": 4, "公交出行": 5, "低碳行走": 5},
        ("绿色出行", "步行", "骑行", "公共交通", "少开一天车", "健步"),
    ),
    "volunteer": ({"志愿": 5, "五个一": 3}, ("志愿者", "志愿")),
    "inspection": (
        {"调研": 5, "督查": 5, "检查": 4, "排查": 5, "巡查": 5, "督导": 4, "抽检": 5, "自查": 5, "监察": 4, "走访": 3},
        ("检查", "督查", "排查", "调研", "整改"),
    ),
    "works_collection": (
        {"征文": 5, "征集": 5, "微视频": 4, "手抄报": 5, "金点子": 5, "摄影": 4, "书画": 4, "作品": 4, "绘画": 4, "海报设计": 5, "大赛": 3, "短视频": 3,
         "合理化建议": 4, "演讲": 4, "设计": 2, "小发明": 4, "比赛": 3},
        ("征集", "作品", "投稿", "征文", "参赛"),
    ),
    "class_activity": (
        {"主题班会": 6, "班会": 6, "国旗下": 6, "主题课": 5, "班队会": 6, "队会": 5, "主题教育课": 5, "一堂课": 5, "团日": 5, "主题党日": 5, "升旗": 5},
        ("班会", "国旗下", "学生"),
    ),
    "pledge": (
        {"倡议": 5, "承诺": 5, "签名": 5, "宣誓": 5, "倡议书": 5, "公约": 3},
        ("倡议书", "签名", "承诺"),
    ),
    "anti_food_waste": (
        {"光盘": 5, "反食品浪费": 4, "反浪费": 4, "制止餐饮": 5, "餐饮浪费": 5, "节约粮食": 4, "文明用餐": 4, "舌尖": 4},
        ("光盘", "餐饮浪费", "食品浪费"),
    ),
    "nev_display": ({"新能源汽车": 5, "试驾": 5, "试乘": 5}, ("新能源汽车", "试驾")),
    "exhibition": (
        {"展览": 5, "成果展": 5, "展示": 3.5, "展板": 3, "巡展": 5, "推介": 4, "图片展": 5, "展会": 4, "博览": 5, "展": 1, "咨询": 2.5},
        ("展板", "展览", "展示", "展品", "新产品", "新技术"),
    ),
    "launch": (
        {"启动仪式": 5, "启动会": 5, "启动活动": 5, "启动": 3.5, "开幕": 5, "现场会": 3, "主会场": 3},
        ("启动仪式",),
    ),
    "meeting": (
        {"部署会": 5, "动员会": 5, "传达": 4, "座谈": 4.5, "会议": 4, "例会": 4, "专题会": 4, "新闻发布会": 3, "工作会": 5},
        ("会议", "座谈", "动员"),
    ),
    "media": (
        {"专题报道": 5, "媒体": 4, "新闻": 4, "专栏": 4, "专版": 5, "电视": 4, "报刊": 4, "宣传报道": 5, "报道": 4, "广播": 3, "公益广告": 2.5, "舆论": 3},
        ("报道", "媒体", "报纸", "电视", "广播", "专栏"),
    ),
    "publicity_materials": (
        {"海报": 5, "宣传画": 5, "张贴": 5, "横幅": 5, "标语": 5, "宣传片": 4, "宣传资料": 5, "宣传材料": 5, "宣传品": 5, "短信": 5, "显示屏": 5, "LED": 5,
         "电子屏": 5, "手册": 4, "发放": 3, "悬挂": 4, "微信": 2, "宣传栏": 4, "板报": 4, "宣传阵地": 3, "氛围": 2.5, "网络宣传": 3, "标识": 3,
         "提示": 2, "播放": 3, "推送": 3, "线上宣传": 2, "公众号": 2, "环境布置": 3, "宣传活动": 0.8, "户外": 1.5},
        ("海报", "宣传画", "张贴", "横幅", "标语", "宣传片", "宣传资料", "宣传品", "短信", "显示屏", "电子屏", "手册", "展板", "印制", "悬挂", "LED",
         "宣传栏", "板报", "发放"),
    ),
    "waste_sorting": ({"垃圾分类": 1.6, "分类打卡": 5, "垃圾减量": 3}, ("垃圾分类",)),
    "themed_publicity": (
        {"主题宣传": 3, "特色": 4, "主题活动": 4, "系列活动": 3, "系列宣传": 3, "进机关": 3, "进校园": 3, "进社区": 3, "进企业": 3, "进学校": 3, "进家庭": 3,
         "宣传教育": 2.5, "集中宣传": 2.5, "宣传活动": 1.6, "宣传": 1, "实践活动": 2, "主题日": 2, "教育活动": 2},
        ("主题活动", "宣传活动", "进社区", "特色"),
    ),
}  # fmt: skip


def kind_of(title: str, body: str = "") -> str:
    """The kind of an activity by the words of its heading and its text; ``themed_publicity`` when no word tells.

    >>> kind_of("集中收看启动仪式直播"), kind_of("云课堂"), kind_of("能源紧缺体验")
    ('watch_live', 'lecture_training', 'energy_shortage')
    """
    weights = weigh(title, body)
    return max(weights, key=lambda kind: weights[kind]) if weights and max(weights.values()) > 0 else FALLBACK


def weigh(title: str, body: str = "") -> dict[str, float]:
    """How much the words speak for each kind."""
    return {
        kind: max((weight for word, weight in words.items() if word in title), default=0.0)
        + 0.3 * max(0, sum(word in title for word in words) - 1)
        + BODY_WEIGHT * sum(word in body for word in below)
        for kind, (words, below) in KINDS.items()
    }


TELLING = re.compile("|".join(re.escape(word) for words, _ in KINDS.values() for word, weight in words.items() if weight >= 3))


def tells(title: str) -> bool:
    """Whether a heading by its own words is that of an activity.

    >>> tells("开展知识竞答"), tells("加强组织领导")
    (True, False)
    """
    return TELLING.search(title) is not None
