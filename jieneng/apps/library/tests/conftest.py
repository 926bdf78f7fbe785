"""The city's posters and leaflets for the town's week, given out by Ines."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jieneng.apps.library.actions.publishing import Said, publish
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.campaigns.actions import publish as publish_campaign
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload


@pytest.fixture
def today(now):
    return timezone.localtime(now).date()


@pytest.fixture
def materials(town, now, today):
    """An activity of the city's published campaign for which materials are given out."""
    plan = [{"kind": "publicity_materials", "title": "张贴宣传画", "place": "办公楼大厅", "start_date": today}]
    said = {
        "themes": [{"scope": "week", "name": "主题", "slogan": "节能增效，焕“新”引领"}],
        "periods": [{"scope": "week", "name": "宣传周", "start": today, "end": today + timedelta(days=6)}],
    }
    campaign = set_up(town.city, Content("宣传周", now.year, activities=plan, **said), by=town.ines)
    publish_campaign(campaign, by=town.ines)
    return campaign.activities.select_related("campaign__organization").get()


@pytest.fixture
def picture(town):
    return store(upload(photo(traces=True), "主海报.jpg"), organization=town.city, by=town.ines)


@pytest.fixture
def given_out(materials, picture, town, now):
    """given_out("leaflet", title="折页"): a piece of the city."""

    def make(kind="poster", title="主海报", **said):
        return publish(materials, Said(kind, title, **said), original=picture, cover=None, by=town.ines, now=now)

    return make


@pytest.fixture
def poster(given_out):
    return given_out()
