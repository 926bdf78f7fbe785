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
