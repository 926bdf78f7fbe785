"""What is carried on of an activity is entered from the campaign's pages, by everybody and by its organiser."""

import pytest

from jieneng.apps.notices.tests.cascade import published
from jieneng.core.campaigns import doors
from jieneng.core.campaigns.doors import Door


@pytest.fixture
def notice(town, now):
    return published(town, now)


@pytest.fixture
def quiz(monkeypatch):
    """An app that carries on every activity that is watched live."""
    monkeypatch.setattr(doors, "_public", {})
    monkeypatch.setattr(doors, "_desk", {})
    asked = []

    def public(activities, now):
        asked.append(len(activities))
        return {one.pk: Door("去答题", "/quiz/x/", "至6月29日17:00") for one in activities if one.kind == "watch_live"}

    def desk(acting, activities, now):
        may = acting.may("campaign.edit")
        return {one.pk: Door("设置竞答", "/quiz/desk/", is_open=may) for one in activities if one.kind == "watch_live"}

    doors.register("quiz", public=public, desk=desk)
    return asked


def test_whoever_scans_the_code_goes_in_by_one_tap(notice, quiz, client):
    page = client.get(f"/notices/c/{notice.campaign.public_code}/").content.decode()
    assert '<a class="btn btn-primary" href="/quiz/x/">去答题</a>' in page
    assert "至6月29日17:00" in page
    assert len(quiz) == 1


def test_the_organiser_goes_to_where_it_is_set_up(town, notice, quiz):
    address = f"/notices/campaigns/{notice.campaign.pk}/"
    page = town.client(town.ines).get(address).content.decode()
    assert '<a href="/quiz/desk/">设置竞答</a>' in page
    assert "去答题" not in page
    assert "设置竞答" not in town.client(town.rob).get(address).content.decode()
