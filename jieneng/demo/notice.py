"""The notice's way down: read in, confirmed, issued by the city, signed for, passed on by the counties."""

import random
import re
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from jieneng.apps.notices.actions import drafting, grouping, passing, publishing, reading_in, receiving
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.layout import parts_of
from jieneng.apps.notices.reading.decisions import Decisions
from jieneng.core.campaigns.actions import Content, change
from jieneng.core.campaigns.models import Campaign
from jieneng.core.documents.attaching import NOTHING, Given
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.demo import local
from jieneng.demo.cast import Cast
from jieneng.demo.content import notice as notice_text
from jieneng.demo.enclosures import enclosures
from jieneng.demo.events import Events
from jieneng.engine.periods import moment_cn

BEIJING = ZoneInfo("Asia/Shanghai")
READ_IN_AT = datetime(2025, 6, 13, 9, 20, tzinfo=BEIJING)
ISSUED_AT = datetime(2025, 6, 16, 10, 5, tzinfo=BEIJING)
CITY_DUE_AT = datetime(2025, 7, 7, 12, 0, tzinfo=BEIJING)
UNITS_DUE_AT = datetime(2025, 7, 4, 17, 0, tzinfo=BEIJING)
_CITY_CODE, _COUNTY_CODE = "云机管节", "机管"
_OWN = (  # what the city adds to what the province has asked for
    {
        "kind": "media",
        "title": "媒体宣传和“节能故事”专栏",
        "start_date": date(2025, 6, 23),
        "end_date": date(2025, 6, 29),
        "method": "各单位登记媒体报道，向专栏投稿",
    },
    {
        "kind": "pledge",
        "title": "“节约有我”签名承诺",
        "start_date": date(2025, 6, 23),
        "end_date": date(2025, 6, 29),
        "method": "扫码选择单位，签一条承诺",
    },
    {
        "kind": "works_collection",
        "title": "节能海报征集",
        "start_date": date(2025, 6, 18),
        "end_date": date(2025, 6, 27),
        "method": "各单位报送原创海报，公众在手机上投票",
    },
    {
        "kind": "quiz",
        "title": "节能知识练习",
        "start_date": date(2025, 7, 1),
        "end_date": date(2025, 7, 11),
        "method": "扫码答题，不计入竞答成绩",
        "passed_on": False,
    },
    {
        "kind": "meeting",
        "title": "宣传周工作交流会",
        "start_date": date(2025, 7, 10),
        "start_time": time(14, 30),
        "place": "云川市行政中心3号会议室",
        "method": "各县（区）和部分单位派员参加",
        "passed_on": False,
    },
)
_ACTIVITY = (
    *("kind", "title", "start_date", "end_date", "start_time", "end_time"),
    *("place", "participants", "mode", "method", "link", "passed_on"),
)


def read_and_issue(cast: Cast) -> Notice:
    """The city reads the province's notice, confirms what was read, and issues its own; called at ISSUED_AT."""
    clerk, signer = cast.who(cast.city, "reviewer"), cast.who(cast.city, "issuer")
    upper = reading_in.read_in(cast.city, notice_text(), by=clerk, now=READ_IN_AT)
    campaign = reading_in.confirm(upper, _all_confirmed(upper.decisions), edit_no=upper.edit_no, by=clerk)
    upper.refresh_from_db()
    campaign = _with_own(campaign, clerk)
    notice = drafting.draft(campaign, by=clerk, upper=upper)
    notice = _say(notice, by=clerk, text=_in_groups(notice), number_code=_CITY_CODE, due_at=CITY_DUE_AT)
    notice = _say(notice, by=clerk, files=enclosures(campaign))
    notice = grouping.part(notice, groups(), by=clerk)
    drafting.submit(notice, by=clerk)
    notice.document.refresh_from_db()
    return publishing.publish(notice, edit_no=notice.document.edit_no, by=signer, now=ISSUED_AT)


def _with_own(campaign: Campaign, clerk: Person) -> Campaign:
    """What the province has not asked for: a register of media coverage with a column, a pledge, a call for posters."""
    shared = [{name: getattr(one, name) for name in _ACTIVITY} for one in campaign.activities.all()]
    themes, periods = local.SHARED
    content = Content(
        title=campaign.title,
        year=campaign.year,
        themes=list(campaign.themes.values(*themes)),
        periods=list(campaign.periods.values(*periods)),
        activities=[*shared, *_OWN],
        upper_title=campaign.upper_title,
    )
    return change(campaign, content, edit_no=campaign.edit_no, by=clerk)


def _all_confirmed(decisions: Decisions) -> Decisions:
    """A clerk has looked at every open row and found it right."""
    rows = {key: row | {"state": "ok"} if row["state"] == "open" else row for key, row in decisions["rows"].items()}
    return decisions | {"rows": rows}


def groups() -> list[dict[str, Any]]:
    """The counties report by one day, for everybody in them; the city's own units by an earlier one."""
    everyone: dict[str, Any] = {"categories": [], "channel": "", "leaves_out": [], "extra_form": ""}
    counties = {"name": "各县（区）", "kinds": ["bureau"], "levels": ["county"], "due_at": CITY_DUE_AT.isoformat()}
    units = {"name": "市直各单位", "kinds": [], "levels": ["city"], "due_at": UNITS_DUE_AT.isoformat()}
    return [everyone | counties, everyone | units]


def _in_groups(notice: Notice) -> str:
    """The text of the draft, with a day for each sort of reporters."""
    days = f"各县（区）于{moment_cn(CITY_DUE_AT)}前、市直各单位于{moment_cn(UNITS_DUE_AT)}前通过"
    return re.sub("请于.{1,30}前通过", f"请{days}", parts_of(notice.document)[1])


def _say(notice: Notice, *, by: Person, text: str = "", files: Given = NOTHING, **terms: Any) -> Notice:
    """Change what a draft says: its text, its files, its terms; the rest stays."""
    to, kept, attached = parts_of(notice.document)
    held = {"asks": notice.asks, "asks_self": notice.asks_self, "due_at": notice.due_at or CITY_DUE_AT}
    held |= {"number_code": notice.number_code}
    said = drafting.Said(notice.document.title, to, text or kept, attached, **(held | terms))
    return drafting.change(notice, said, edit_no=notice.document.edit_no, by=by, files=files)


def spread(events: Events, cast: Cast, notice: Notice, chance: random.Random) -> None:
    """Signing and passing on, in the days after the notice was issued."""
    for county in cast.counties:
        events.put(_working_hour(chance, 16, 17), partial(_pass_on, events, cast, notice, county, chance))
    for unit in cast.units:
        if cast.superior(unit) == cast.city:
            events.put(_working_hour(chance, 16, 20), partial(_sign, cast, notice, unit))


def _pass_on(
    events: Events, cast: Cast, notice: Notice, county: Organization, chance: random.Random, now: datetime
) -> None:
    _sign(cast, notice, county, now)
    clerk, extra_form = cast.who(county, "reporter"), ""
    if county.name == local.COUNTY:
        local.set_up(notice.campaign, county, by=clerk)
        extra_form = local.SECTION
    draft = passing.pass_on(notice, county, by=clerk, now=now)
    draft = _say(draft, by=clerk, number_code=county.name[0] + _COUNTY_CODE, extra_form=extra_form)
    own = publishing.publish(draft, edit_no=draft.document.edit_no, by=cast.who(county, "issuer"), now=now)
    for unit in cast.units:
        if unit.path.startswith(county.path) and chance.random() < 0.97:
            hour = now + timedelta(hours=chance.randint(1, 70))
            events.put(hour, partial(_sign, cast, own, unit))


def _sign(cast: Cast, notice: Notice, organization: Organization, now: datetime) -> None:
    receiving.sign(notice, organization, by=cast.who(organization, "reporter"), now=now)


def _working_hour(chance: random.Random, first: int, last: int) -> datetime:
    day = chance.randint(first, last)
    start = 11 if day == first else 9
    return datetime(2025, 6, day, chance.randint(start, 16), chance.randint(0, 59), tzinfo=BEIJING)
