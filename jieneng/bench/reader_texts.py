"""Notices and briefs made up for the bench of the reader: of the length, the parts and the damages of real ones."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

ORGANS = ("演示省机关事务管理局", "云川市机关事务局", "东岭区机关事务服务中心", "云川市教育局", "演示大学后勤处")
SLOGANS = ("人人节能，处处清凉", "少开一盏灯，多护一片绿", "节约一度电 留住一湾水", "低碳一小步，青山一大步")
ACTIVITIES = (
    "收看启动活动直播。{day}上午9时，我局在云川市举办节能宣传周启动活动，通过节能管理平台网络直播。请各单位组织干部职工在"
    "本单位会议室集中收看，不便集中的自行收看。",
    "开展节能知识竞答。{day}上午9时至{later}下午5时，在“演示节能”微信公众号开设知识竞答，内容包括节电、节水、节粮和垃圾"
    "分类，每人可以答题三次，取最好成绩。",
    "开展能源紧缺体验。低碳日当天，除必须保障的场所外，各单位办公区停开空调和公共区域照明，六层及以下停开电梯。",
    "倡导绿色出行。{day}，倡导干部职工少开一天车，以步行、骑行或者乘坐公共交通工具的方式上下班。有条件的可以组织健步走。",
    "张贴宣传画。{day}至{later}，各单位在办公楼、教学楼、门诊大厅、食堂等处张贴宣传画和节能标识，在电子屏播放宣传片。",
    "举办节能管理讲座。{day}14:30-16:30，在市民中心二楼报告厅举办，邀请行业专家讲授空调系统运行和用水漏损排查，各单位"
    "能源管理人员参加。",
    "开展废旧物品回收。{day}，各单位设置临时回收点，组织干部职工交投废旧纸张、小型电器、废电池，有害垃圾单独登记。",
    "召开节能主题班会。{day}至{later}，由教育系统组织中小学以班级为单位召开主题班会，引导学生从随手关灯、节约用水做起。",
)
DEMANDS = (
    "认真组织。各单位要结合实际制定方案，做到层层有人管、项项有人办，把活动安排传达到每一名干部职工。",
    "坚持节俭。能用线上方式的不开会，能利用现有展板、电子屏的不另行制作，不向基层摊派宣传品。",
    "注重宣传。充分利用网站、微信公众号、电子屏等平台报道活动情况，营造崇尚节约、合理消费的氛围。",
    "按时报送。各单位汇总活动情况，形成文字总结，于{due}17:00前将总结和照片报送至节能科，邮箱：jieneng{n}@example.cn。"
    "总结不超过2000字，图文并茂。",
)
AIMS = (
    "坚持把节约放在首位，以提高能源利用效率为核心，把宣传教育同日常管理、制度建设、设施改造结合起来，引导干部职工从身边小事"
    "做起，随手关灯、随手关水、双面用纸、少乘电梯，让节约成为每个人的自觉行动，为全社会作出示范。",
    "坚持贴近实际，面向机关、学校、医院、场馆和社区，用群众听得懂、愿意看的方式讲清楚为什么节约、怎样节约；坚持上下联动，市、"
    "县、乡各级同步开展，主管部门牵头，教育、科技、文化、卫生、体育等系统各负其责；坚持务求实效，不搞形式，不铺张浪费。",
    "宣传内容包括节约能源资源的法律法规和标准，空调、照明、办公设备的合理使用，用水设施的巡查和维护，食堂节约和反对食品浪费，"
    "生活垃圾分类和可回收物利用，绿色出行和减少一次性用品使用，以及各单位在节能改造、合同能源管理中的做法和成效。",
    "各级主管部门要把握时间节点，提前准备宣传材料，统筹安排线上线下活动，方便干部职工和群众就近参加；要注意收集活动照片和"
    "数据，做好记录，活动结束后按时汇总；对好的做法及时总结推广，对发现的问题认真整改，形成长效机制。",
)
EVENTS = (
    "举办启动仪式。{day}上午，启动仪式在市民广场举行，{a}余名干部职工参加，现场展出展板{b}块，发放宣传册{c}余份。",
    "开展能源紧缺体验。{day}，机关大院停开空调和景观照明，{b}家单位、{a}余人参与体验。",
    "组织知识竞答。活动期间共有{c}余人次参加线上答题，{b}人获奖。",
    "开展进校园活动。志愿者走进{b}所学校，发放环保袋{a}个、宣传单{c}余张，接受咨询{a}余人次。",
    "推动节能改造。完成{b}栋办公楼照明改造，上半年人均综合能耗同比下降{b}.5%，人均用水量下降3.{b}%。",
)
HEAD = ("您当前的位置：首页 > 通知公告", "【字体：大 中 小】 打印", "语音播报", "无障碍浏览 | 登录 | 注册")
FOOT = ("上一篇：没有了", "扫一扫在手机打开当前页", "版权所有：云川市机关事务局 ICP备00000000号", "【打印】【关闭】")
_NUMERALS = "一二三四五六七八九十"


def notice(chance: Random) -> str:
    """A notice with its number, addressees, themes, activities, demands, attachments, contacts and signature."""
    organ, week = chance.choice(ORGANS), date(chance.randint(2012, 2031), 6, chance.randint(8, 15))
    days: dict[str, object] = {
        "day": _day(week + timedelta(chance.randint(0, 3))),
        "later": _day(week + timedelta(chance.randint(4, 6))),
        "due": _day(week + timedelta(chance.randint(8, 20))),
        "n": chance.randint(1, 99),
    }
    one, two = chance.sample(SLOGANS, 2)
    activities = chance.sample(ACTIVITIES, chance.randint(6, len(ACTIVITIES)))
    lines = [
        f"{organ}关于开展{week.year}年节能宣传周和低碳日活动的通知",
        f"演机管节〔{week.year}〕{chance.randint(1, 200)}号",
        "各市（州）机关事务管理局，省直各单位，中央驻演示省有关单位：",
        "节能宣传周是公共机构每年集中开展节约教育的重要时段。为把节约能源资源的要求落到每个办公室、每间教室、每个食堂，"
        f"根据《关于做好节能宣传周工作的通知》（国演节能〔{week.year}〕{chance.randint(1, 99)}号）要求，"
        "现将有关事项通知如下。",
        "一、总体要求",
        *(f"{n + 1}.{each}" for n, each in enumerate(chance.sample(AIMS, chance.randint(2, len(AIMS))))),
        "二、时间和主题",
        f"{week.year}年全国节能宣传周为{_week(week)}，主题是“{one}”；"
        f"{_day(week + timedelta(2))}为全国低碳日，主题是“{two}”。",
        "三、活动安排",
        *(f"（{_NUMERALS[n]}）{each.format(**days)}" for n, each in enumerate(activities)),
        "四、有关要求",
        *(f"（{_NUMERALS[n]}）{each.format(**days)}" for n, each in enumerate(DEMANDS)),
        "附件：1.节能宣传周活动情况统计表",
        "2.节能宣传标语",
        organ,
        f"{week.year}年5月{chance.randint(10, 31)}日",
        "（联系人：丁一、王二；联系电话：0000-86001234，0000-86001235）",
    ]
    return _page(lines, chance)


def brief(chance: Random) -> str:
    """A unit's brief: the lead, the events one by one, one sentence of totals, the effect."""
    organ, week = chance.choice(ORGANS), date(chance.randint(2012, 2031), 6, chance.randint(8, 15))
    events = chance.sample(EVENTS, chance.randint(3, len(EVENTS)))
    figures = {"a": chance.randint(20, 900), "b": chance.randint(2, 40), "c": chance.randint(100, 9000)}
    told = [f"{_NUMERALS[n]}是{each.format(day=_day(week), **figures)}" for n, each in enumerate(events)]
    lines = [
        f"{organ}开展节能宣传周活动",
        f"来源：{organ} 发布时间：{week + timedelta(9)} 09:12",
        f"{_week(week)}是第{week.year - 1990}个全国节能宣传周，主题是“{chance.choice(SLOGANS)}”。"
        f"{organ}紧扣主题，组织开展了形式多样的宣传活动。",
        *told,
        f"据统计，活动期间共张贴海报{figures['a']}余张，悬挂横幅{figures['b']}条，发放宣传资料{figures['c']}余份。",
        "通过此次活动，干部职工进一步增强了节约意识，下一步将把节能宣传同日常管理结合起来，推动绿色低碳成为习惯。",
    ]
    return _page(lines, chance)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _week(first: date) -> str:
    return f"{_day(first)}至{_day(first + timedelta(6))}"


def _page(lines: list[str], chance: Random) -> str:
    """As a web page gives it: with what stands around, and with the damages of copying."""
    head, foot = chance.sample(HEAD, chance.randint(0, 3)), chance.sample(FOOT, chance.randint(0, 3))
    text = "\n".join([*head, *lines, *foot])
    return chance.choice(DAMAGES)(text, chance)


def _whole(text: str, chance: Random) -> str:
    return text


def _lost_marks(text: str, chance: Random) -> str:
    """年, 月 and 日 lost from every third date, a closing bracket from numbers."""
    text = re.sub(r"(?<=\d)[年月](?=\d)", lambda mark: "" if chance.random() < 0.3 else mark[0], text)
    return text.replace("〕", "") if chance.random() < 0.5 else text


def _wrapped(text: str, chance: Random) -> str:
    width = chance.randint(28, 44)
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, len(line), width))


def _unbroken(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(("", " ")))


def _half_width(text: str, chance: Random) -> str:
    return text.translate(str.maketrans("（），：；", "(),:;"))


def _full_width(text: str, chance: Random) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


def _blanks(text: str, chance: Random) -> str:
    return re.sub(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)", " ", text).replace("\n", "\n\n　　")


DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    _whole, _lost_marks, _wrapped, _unbroken, _half_width, _full_width, _blanks,
)  # fmt: skip
BITS = (
    *"日月年号至“”（）()《》〔〕\n：，。、—-@\x00　🌱",
    *(
        "一、",
        "（一）",
        "1.",
        "一是",
        "6月31日",
        "2031",
        "附件：",
        "主题是“",
        "前报送",
        "〔20319号",
        "余人",
        "万",
        "%",
        "第33个",
    ),
)


def mutated(text: str, chance: Random) -> str:
    """The text with one to twelve places cut out, doubled or overwritten."""
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randint(0, len(text)), chance.choice((0, 1, 1, 2, 8, 60, 400))
        middle = chance.choice((chance.choice(BITS), text[at : at + length] * 2, chr(chance.randint(32, 0x9FFF))))
        text = text[:at] + middle + text[at + length :]
    return text
