"""The first draft of a notice: on the basis of the superior's, with themes, activities and what is asked until when."""

import re
from collections.abc import Iterator
from datetime import datetime

from jieneng.core.campaigns.actions import when_and_where
from jieneng.core.campaigns.models import Activity, Campaign, Period
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.numbers import numeral_cn
from jieneng.engine.periods import moment_cn

LEVEL_WORDS = {"state": "全国", "province": "全省", "city": "全市", "county": "全县", "township": "全乡镇"}
TO_WHOM = {
    "province": "各市机关事务管理局，省直各单位",
    "city": "各县（区）机关事务管理部门，市直各单位",
    "county": "县直各单位，各公共机构",
}
_MORE = r"(?:、?[州县区])*+(?:（[^）]{1,8}）)?+(?![级直属])"
# Whom the levels above name as theirs: below a city there are no cities, below a county no counties.
_UPPER = {
    "city": (re.compile(rf"各市{_MORE}"), "各县（区）"),
    "county": (re.compile(rf"各[市县]{_MORE}"), "各乡镇（街道）"),
}


def title_of(organization: Organization, campaign: Campaign) -> str:
    """Own organisation + 关于开展…的通知."""
    what = campaign.title if campaign.title.endswith(("活动", "行动", "工作")) else f"{campaign.title}活动"
    return f"{organization.name}关于开展{what}的通知"[:200]


def addressee_of(organization: Organization) -> str:
    return _of_kind(organization, TO_WHOM.get(organization.level, "所属各单位"))


def _of_kind(organization: Organization, said: str) -> str:
    """A district is no county: 区直 and 全区 where its name says so."""
    is_district = organization.level == "county" and organization.place_name.endswith("区")
    return said.replace("县直", "区直").replace("全县", "全区") if is_district else said


def text_of(
    organization: Organization,
    campaign: Campaign,
    *,
    basis: str,
    due_at: datetime | None,
    own: Campaign | None = None,
) -> str:
    """The typed body; what is not known is not written. `own` adds the activities of one's local campaign."""
    told = [campaign, own] if own else [campaign]
    activities = [said for one in told for said in _activities(one, organization)]
    return "\n".join(_lines(organization, campaign, activities, basis, due_at))


def _lines(
    organization: Organization, campaign: Campaign, activities: list[str], basis: str, due_at: datetime | None
) -> Iterator[str]:
    where = _of_kind(organization, LEVEL_WORDS.get(organization.level, "本地区"))
    lead = f"根据{basis}要求，" if basis else ""
    what = campaign.title if campaign.title.endswith("工作") else f"{campaign.title}工作"
    yield f"{lead}为做好{where}{what}，现将有关事项通知如下。"
    parts = (
        ("时间和主题", list(_days_and_themes(campaign))),
        ("主要活动", activities),
        ("有关要求", list(_demands(due_at))),
    )
    for n, (heading, entries) in enumerate(((heading, entries) for heading, entries in parts if entries), 1):
        yield f"{numeral_cn(n)}、{heading}"
        yield from (f"（{numeral_cn(k)}）{entry}" for k, entry in enumerate(entries, 1))


def _days_and_themes(campaign: Campaign) -> Iterator[str]:
    slogans: dict[str, list[str]] = {}
    for theme in campaign.themes.all():
        slogans.setdefault(theme.scope, []).append(theme.slogan)
    for period in campaign.periods.all():
        said = (
            f"{period.name}为{_span(period)}"
            if period.name == "活动时间"
            else f"{campaign.year}年{period.name}为{_span(period)}"
        )
        yield f"{said}{_slogans(slogans.pop(period.scope, []))}。"
    for left in slogans.values():
        yield f"活动主题为{'、'.join(f'“{slogan}”' for slogan in left)}。"


def _slogans(slogans: list[str]) -> str:
    return f"，主题是{'、'.join(f'“{slogan}”' for slogan in slogans)}" if slogans else ""


def _span(period: Period) -> str:
    first, last = period.start, period.end
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def _activities(campaign: Campaign, organization: Organization) -> Iterator[str]:
    for activity in campaign.activities.filter(passed_on=True):
        yield f"{activity.title.rstrip('。')}。{_details(activity, organization)}"


def own_below(who: str, level: str) -> str:
    """Who takes part, as a level says it of those below itself.

    >>> own_below("各市、各单位干部职工", "city"), own_below("各市（州）干部职工", "county")
    ('各县（区）、各单位干部职工', '各乡镇（街道）干部职工')
    >>> own_below("各市、县节能管理人员", "city"), own_below("各市直单位", "city"), own_below("各市", "province")
    ('各县（区）节能管理人员', '各市直单位', '各市')
    """
    above, own = _UPPER.get(level, (None, ""))
    return above.sub(own, who) if above else who


def _details(activity: Activity, organization: Organization) -> str:
    said = when_and_where(activity).replace("　", "，")
    is_told = activity.place in said or activity.mode == "online"  # nobody goes where something is broadcast from
    place = "" if is_told else activity.place
    who = f"{own_below(activity.participants, organization.level)}参加" if activity.participants else ""
    parts = [part.rstrip("。") for part in (said, place, who) if part]
    return f"{'，'.join(parts)}。" if parts else "结合实际组织开展。"


def _demands(due_at: datetime | None) -> Iterator[str]:
    yield "认真组织。结合实际安排活动，落实到人，坚持节俭，不增加基层负担。"
    yield "如实统计。人数和人次分开填写，没有统计的如实注明，不估不凑。"
    if due_at is not None:
        yield f"按时报送。请于{moment_cn(due_at)}前通过节能管理平台填报活动情况，所附照片写明时间、地点、内容。"
