"""Whoever draws prizes asks the app that has the players, by the kind of the activity."""

import pytest

from jieneng.core.campaigns import entrants


class Players:
    def qualified(self, activity):
        yield "a1", activity.campaign.org_path

    def player_of(self, request, activity):
        return "a1" if request else None


@pytest.fixture
def live(collection, monkeypatch):
    monkeypatch.setattr(entrants, "_sources", {})
    return collection.campaigns.get().activities.get(kind="watch_live")


def test_an_activity_is_asked_at_the_app_of_its_kind(live):
    assert entrants.of(live) is None
    players = Players()
    entrants.register("watch_live", players)
    assert entrants.of(live) is players
    assert list(entrants.of(live).qualified(live)) == [("a1", live.campaign.org_path)]
