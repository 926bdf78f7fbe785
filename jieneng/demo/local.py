"""What one district does of its own: a campaign under the city's, and a section in the report of its units."""

import random
from datetime import date
from typing import Any

from jieneng.apps.notices.actions.local import set_up_local
from jieneng.core.campaigns.actions import Content
from jieneng.core.campaigns.models import Campaign
from jieneng.core.forms.definition import Form
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person
from jieneng.demo.content import read

COUNTY = "云台区机关事务服务中心"
SECTION = "local-canteen"
_ACTIVITIES = (
    {
        "kind": "anti_food_waste",
        "title": "机关食堂光盘行动",
        "start_date": date(2025, 6, 24),
        "end_date": date(2025, 6, 27),
        "place": "各单位食堂",
        "method": "供应小份菜、半份菜，就餐人员在打卡板上签名",
    },
    {
        "kind": "volunteer",
        "title": "节能志愿者进街道",
        "start_date": date(2025, 6, 28),
        "place": "东门街道文化广场",
        "participants": "区直各单位志愿者",
    },
)
SHARED = ("scope", "name", "slogan"), ("scope", "name", "start", "end")


def set_up(upper: Campaign, county: Organization, *, by: Person) -> Campaign:
    """The district's own campaign with two activities, in the themes and on the days of the city's."""
    themes, periods = SHARED
    content = Content(
        title=f"云台区{upper.title}",
        year=upper.year,
        themes=list(upper.themes.values(*themes)),
        periods=list(upper.periods.values(*periods)),
        activities=_ACTIVITIES,
    )
    return set_up_local(upper, county, content, by=by)


def canteen(form: Form, people: int, name: str) -> dict[str, Any]:
    """What a unit types into the district's section; nothing where it is not asked.

    A chance of its own, by the unit's name: whatever is drawn here changes nothing of the other reports.
    """
    if "canteen.diners" not in form.fields:
        return {}
    chance = random.Random(f"canteen {name}")
    if people < 30:
        nobody = {"n": "0", "how": "exact"}
        return {"canteen.diners": nobody, "canteen.waste_kg": nobody, "canteen.measures": "没有食堂。"}
    diners = int(people * chance.uniform(0.35, 0.7))
    weighed = {"n": str(round(diners * chance.uniform(0.25, 0.6))), "how": "exact"}
    return {
        "canteen.diners": {"n": str(diners), "how": "exact"},
        "canteen.half_portions": {"n": str(chance.randint(2, 12)), "how": "exact"},
        "canteen.waste_kg": weighed if chance.random() > 0.2 else {"n": "", "how": "none"},
        "canteen.measures": chance.choice(read("summaries")["canteen_measures"]),
    }
