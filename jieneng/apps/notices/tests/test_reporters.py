"""Reporters of several sorts, played on the pages: cities and five sector authorities; regions and departments."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jieneng.apps.notices.actions.drafting import change, draft
from jieneng.apps.notices.tests.cascade import again, said
from jieneng.apps.notices.tests.test_groups import rows
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.collections.actions import submit
from jieneng.core.orgs.roster import open_year
from jieneng.engine.periods import in_beijing

SECTORS = {
    "education": "教育厅",
    "science": "科技厅",
    "culture": "文化和旅游厅",
    "health": "卫生健康委员会",
    "sports": "体育局",
}


@pytest.fixture
def province(town):
    """The province with its sector authorities, a school of the first, and somebody who reports at each place."""
    for code, name in SECTORS.items():
        terms = {"kind": "sector", "category": code, "level": "province", "affiliation": "province"}
        town.organization(code, f"演示省{name}", "province", **terms)
        town.person(f"at_{code}", "填报员", code, "reporter", "reviewer")
    unit = {"category": "education", "level": "province", "affiliation": "province"}
    town.organization("college", "演示大学", "education", **unit)
    town.person("at_college", "填报员", "college", "reporter")
    return town


def asked(town, now, *groups):
    """A notice of the province that parts its reporters so, drafted, parted and sent on the pages."""
    open_year(date.today().year)
    kinds = ("watch_live", "收看启动活动"), ("quiz", "云竞答"), ("publicity_materials", "张贴宣传画")
    activities = [{"kind": kind, "title": title} for kind, title in kinds]
    content = Content(title="公共机构节能宣传周", year=date.today().year, activities=activities)
    notice = draft(set_up(town.province, content, by=town.root), by=town.root)
    notice = change(notice, said(now, asks="all"), edit_no=0, by=town.root)
    root = town.client(town.root)
    sent = rows(*({"due_time": "17:00"} | group for group in groups))
    assert root.post(reverse("notices:groups_save", args=[notice.pk]), sent).status_code == 302
    signed = {"edit_no": notice.document.edit_no, "_key": uuid4().hex}
    assert root.post(reverse("notices:publish", args=[notice.pk]), signed).status_code == 302
    return again(notice)


def report_of(town, person, notice):
    address = reverse("reporting:report", args=[notice.campaign.collection_id])
    return town.client(town.people[person]).get(address).content.decode()


def day(now, n):
    return f"{in_beijing(now) + timedelta(days=n):%Y-%m-%d}"


def test_cities_and_five_sector_authorities_each_see_what_concerns_them(province, now):
    town = province
    cities = {
        "name": "各市（州）",
        "kinds": ["bureau"],
        "levels": ["city"],
        "due_on": day(now, 9),
        "channel": "平台填报",
    }
    sectors = [
        {
            "name": f"省{name}",
            "kinds": ["sector"],
            "categories": [code],
            "due_on": day(now, 2 + n),
            "channel": f"发送{name}信箱",
            "leaves_out": [f"a{1 + n % 2}"],
            "extra_form": "local-canteen" if code == "health" else "",
        }
        for n, (code, name) in enumerate(SECTORS.items())
    ]
    notice = asked(town, now, cities, *sectors)
    pages = {code: report_of(town, f"at_{code}", notice) for code in SECTORS}
    pages |= {"college": report_of(town, "at_college", notice), "city": report_of(town, "rob", notice)}
    channels = {code: f"发送{name}信箱" for code, name in SECTORS.items()}
    channels |= {"city": "平台填报", "college": channels["education"]}
    for place, page in pages.items():
        told = {channel for channel in channels.values() if channel in page}
        assert told == {channels[place]}, f"{place} is told its own way alone"
    days = {
        place: f"{in_beijing(now) + timedelta(days=n):%-m月%-d日}"
        for place, n in zip(SECTORS, range(2, 7), strict=True)
    }
    days |= {"city": f"{in_beijing(now) + timedelta(days=9):%-m月%-d日}", "college": days["education"]}
    assert all(days[place] in page for place, page in pages.items())
    left_out = {place: "收看启动活动" not in page for place, page in pages.items()}
    assert left_out == dict.fromkeys(("education", "culture", "sports", "college"), True) | dict.fromkeys(
        ("science", "health", "city"), False
    )
    assert {place for place, page in pages.items() if "canteen.diners" in page} == {"health"}


def test_regions_and_departments_report_by_one_day_on_ways_of_their_own(province, now, raw):
    town = province
    regions = {"name": "各地区", "kinds": ["bureau"], "due_on": day(now, 8), "channel": "发送地区信箱"}
    departments = {"name": "省直各部门", "kinds": ["sector"], "due_on": day(now, 8), "channel": "发送部门信箱"}
    notice = asked(town, now, regions, departments)
    city, health = report_of(town, "rob", notice), report_of(town, "at_health", notice)
    assert ("发送地区信箱" in city, "发送部门信箱" in city) == (True, False)
    received = town.client(town.rob).get(reverse("notices:notice", args=[notice.pk])).content.decode()
    assert ("发送地区信箱" in received, "发送部门信箱" in received) == (True, False)
    assert ("发送地区信箱" in health, "发送部门信箱" in health) == (False, True)
    unseen = town.client(town.at_health).get(reverse("notices:groups", args=[notice.pk]))
    assert unseen.status_code in (403, 404), "how the others are asked is nobody else's"
    answers, later = {"city": town.rob, "health": town.at_health}, now + timedelta(hours=1)
    handed = {
        place: submit(
            notice.campaign.collection, town.organizations[place], raw, draft_no=0, by=by, now=later, confirmed=True
        )
        for place, by in answers.items()
    }
    seen = {
        (who, place): town.client(answers[who]).get(reverse("reporting:submission", args=[one.pk])).status_code
        for who in answers
        for place, one in handed.items()
    }
    assert seen == {(who, place): 200 if who == place else 404 for who in answers for place in handed}
