"""A media activity of the city's published campaign, a trip that may be reported on; articles and contributions."""

import pytest
from django.core.cache import cache

from jieneng.apps.coverage.actions import contributing, registering
from jieneng.apps.coverage.actions.contributing import Piece
from jieneng.apps.coverage.actions.registering import Said
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.campaigns.actions import publish as publish_campaign
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.engine.periods import in_beijing

CLERKS = {"school": "sam", "hospital": "hanna", "county": "cora", "city": "rob"}
LINK = "https://news.example/a/1"


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def plan(town, now):
    """The activities by kind; the campaign is published."""
    activities = [{"kind": "media", "title": "媒体宣传"}, {"kind": "green_commute", "title": "健步走"}]
    campaign = set_up(town.city, Content("宣传周", now.year, activities=activities), by=town.ines)
    publish_campaign(campaign, by=town.ines)
    return {one.kind: one for one in campaign.activities.select_related("campaign__organization")}


@pytest.fixture
def media(plan):
    return plan["media"]


@pytest.fixture
def said(plan, now):
    """said(link=…): an article of today about the walk, in a city paper."""

    def make(**columns):
        day = in_beijing(now).date()
        told = {"title": "绿色出行见行动", "medium": "云川日报", "level": "city", "day": day, "link": LINK}
        return Said(**(told | {"about": plan["green_commute"]} | columns))

    return make


@pytest.fixture
def shot(town):
    def make(where="school"):
        organization, by = town.organizations[where], town.people[CLERKS[where]]
        return store(upload(photo(), "版面.jpg"), organization=organization, by=by)

    return make


@pytest.fixture
def entered(media, said, town, now):
    """entered("school", link=…): an article in the register."""

    def make(where="school", shot=None, **columns):
        organization, by = town.organizations[where], town.people[CLERKS[where]]
        return registering.enter(media, organization, said(**columns), shot, by=by, now=now)

    return make


@pytest.fixture
def sent(media, town, now):
    """sent("school", photos): a contribution that waits for the desk."""

    def make(where="school", photos=(), title="一度电的旅程", text="食堂换了灯。\n每月省电二百度。"):
        organization, by = town.organizations[where], town.people[CLERKS[where]]
        piece = Piece(title, text, "后勤科工作人员")
        return contributing.send(media, organization, piece, photos, by=by, now=now)

    return make


@pytest.fixture
def counted(media, now):
    """counted(town.county): what stands in the cells there, by item without its kind."""

    def look(node):
        fold_all(now)
        values = tallied([media.pk], [node.path])[node.path][media.pk].values
        return {item.partition(".")[2]: int(n) for item, n in values.items() if n}

    return look
