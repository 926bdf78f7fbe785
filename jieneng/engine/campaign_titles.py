"""What a campaign is called: by the notice that asks for it, as a title, and in the middle of a sentence."""

import re

_SUBJECT = re.compile(
    r"关于(?:(?:认真|切实|扎实)?(?:组织|部署|做好|开展|举办|办好|印发))*(?P<what>.+?)(?:有关|相关)?(?:工作|活动|事项)?(?:实施|工作|活动)?(?:方案)?的(?:通知|函)$"
)
_WEEK = ("宣传周", "节能周")
_OF_THE_WEEK = "节能宣传周活动"
_FRAME = re.compile(r"^(?:\d{4}年)?(?:度)?(?:全[国省市县区])?(?:公共机构)?")
_ACTION = re.compile(r"(?:活动|行动|工作|竞赛|比赛|大赛|评选|培训)$")  # what can be carried out as it is called


def is_of_week(title: str) -> bool:
    """Whether a notice or a campaign is about the publicity week, by its title."""
    return any(word in title for word in _WEEK)


def campaign_title(year: int, upper_title: str) -> str:
    """What the notice is about, with its year: the publicity week, else what stands between 关于 and 的通知.

    >>> campaign_title(2025, "演示省机关事务管理局关于开展2025年绿色办公专项行动的通知")
    '2025年绿色办公专项行动'
    """
    found = _SUBJECT.search(upper_title)
    if found is None or is_of_week(upper_title):
        return f"{year}年公共机构节能宣传周"
    what = found["what"].strip("《》")
    return (what if str(year) in what else f"{year}年{what}")[:120]


def period_name(upper_title: str) -> str:
    """What the days of a campaign are called, by the notice that asks for it.

    >>> period_name("关于开展2025年节能宣传周活动的通知"), period_name("关于开展节水宣传活动的通知")
    ('全国节能宣传周', '活动时间')
    """
    return "全国节能宣传周" if is_of_week(campaign_title(0, upper_title)) else "活动时间"


def carried_out(title: str) -> str:
    """A campaign as what was carried out, by its title; the publicity week where it has none.

    >>> carried_out("2025年公共机构节能宣传周"), carried_out("2025年公共机构节水宣传")
    ('节能宣传周活动', '节水宣传活动')
    >>> carried_out("2025年绿色办公专项行动")
    '绿色办公专项行动'
    """
    what = _FRAME.sub("", title)
    if not what or is_of_week(title):
        return _OF_THE_WEEK
    return what if _ACTION.search(what) else f"{what}活动"


def carried_out_in_short(title: str) -> str:
    """The same where it has been called by its name before.

    >>> carried_out_in_short("2025年公共机构节能宣传周"), carried_out_in_short("2025年公共机构节水宣传")
    ('宣传周活动', '节水宣传活动')
    """
    said = carried_out(title)
    return said.removeprefix("节能") if said == _OF_THE_WEEK else said
