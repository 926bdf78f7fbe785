"""A superior's notice of our own writing, about the week after next: read on whatever day the test runs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = "一二三四五六日"


def due_day() -> date:
    """The Friday by which the city replies to the province; far enough ahead to set a day of one's own before it."""
    return _monday() + timedelta(days=18)


def upper_notice() -> str:
    """The text, with dates whose weekdays are right."""
    monday = _monday()
    week = f"{_day(monday)}至{_day(monday + timedelta(days=6))}"
    return f"""演示省机关事务管理局关于开展{monday.year}年公共机构节能宣传活动的通知
演机管节〔{monday.year}〕27号
各市机关事务管理局：
为推动公共机构带头节约能源资源，现就有关事项通知如下。
一、时间和主题
{monday.year}年全国节能宣传周时间为{week}，主题是“点滴节约、从我做起”。
二、活动安排
（一）收看启动活动直播。{_full(monday)}上午9时，各单位组织干部职工集中收看。
（二）张贴宣传画、发放宣传材料。{week}，各单位在办公楼、食堂等处张贴宣传画。
三、有关要求
请各市于{_full(due_day())}17:00前将活动总结报我局节能处，总结不超过2000字。
演示省机关事务管理局
{monday.year}年{_day(_today())}
"""


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _monday() -> date:
    return _today() + timedelta(days=14 - _today().weekday())


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日"


def _full(on: date) -> str:
    return f"{_day(on)}（星期{_WEEKDAYS[on.weekday()]}）"


# For the pictures of the documentation: a date has lost its 月, two weekdays do not fit their dates, one activity
# stands twice at the same hour and place. On the demo's calendar, July 2025.
DAMAGED = """演示省机关事务管理局关于开展2025年公共机构节能宣传周活动的补充通知
演机管节〔2025〕24号
各市机关事务管理局：
为做好迎峰度夏期间节约用电工作，现就各地7月下旬补办节能宣传周活动的有关事项通知如下。
一、时间和主题
2025年全国节能宣传周活动补办时间为721日至27日，主题是“少开一度、多省一度”。
二、活动安排
（一）收看启动活动直播。7月21日（星期二）上午9时，各单位组织干部职工集中收看。
（二）举办空调运行管理培训
时间：7月23日14:30
地点：演示省机关事务管理局2号会议室
（三）开展节能知识竞答。7月22日上午9时至7月25日下午5时，在“演示省公共机构节能”微信公众号答题。
（四）表扬节电示范单位
时间：7月23日14:30
地点：演示省机关事务管理局2号会议室
（五）张贴宣传画、发放宣传材料。7月21日至27日，各单位在办公楼、食堂等处张贴节电提示。
三、有关要求
请各市于8月1日（星期四）17:00前将活动总结报我局节能处，总结不超过2000字。
演示省机关事务管理局
2025年7月7日
（联系人：节能处；联系电话：0000-86001234）
"""
