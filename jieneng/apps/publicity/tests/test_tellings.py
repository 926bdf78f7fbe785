"""A brief tells of what stands in a column as of reports: picked, worded, dropped, with its source, and kept."""

from dataclasses import replace

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries.paper import labels_of
from jieneng.apps.publicity.tests.test_compose import text_of
from jieneng.core.campaigns import tellings
from jieneng.core.campaigns.tellings import Telling
from jieneng.ui.refusals import Refused

STORY = Telling(
    source="column",
    number=7,
    organization="望岭县第一中学",
    text="食堂换了灯。\n每月省电二百度。",
    said="专栏投稿《一度电的旅程》",
    url="/coverage/contributions/7/",
)


class Shelf:
    """A source with one story, as long as it stands; it writes down what it was asked."""

    def __init__(self):
        self.stands, self.asked = [STORY], []

    def page(self, campaigns, node, *, words, after, most):
        self.asked.append((sorted(campaigns), node))
        return [one for one in self.stands if words in one.text][:most]

    def one(self, campaigns, node, number):
        return next((one for one in self.stands if one.number == number), None)


@pytest.fixture
def shelf(monkeypatch):
    monkeypatch.setattr(tellings, "_sources", {})
    made = Shelf()
    tellings.register("column", made)
    return made


@pytest.fixture
def brief(collection, town, now, week):
    return actions.compose(collection, town.city, by=town.ines, now=now)


def test_a_story_is_picked_worded_kept_and_dropped(brief, shelf, collection, town):
    ines, url = town.client(town.ines), f"/publicity/{brief.pk}/picks"
    page = ines.get(url, {"what": "column"}).content.decode()
    assert "专栏投稿《一度电的旅程》" in page
    assert "食堂换了灯。每月省电二百度。" in page
    assert shelf.asked == [([collection.campaigns.get().pk], town.city.path)]

    def send(key, **said):
        brief.document.refresh_from_db()
        return ines.post(f"{url}/told/column/7", {"edit_no": brief.document.edit_no, "_key": key * 32, **said})

    assert send("a", text="食堂换了灯。").status_code == 302
    told = brief.highlights.get(source="column")
    assert (told.who, told.said, told.url, told.original) == (STORY.organization, STORY.said, STORY.url, STORY.text)
    brief.document.refresh_from_db()
    assert "食堂换了灯" in text_of(brief)
    assert labels_of(brief)["column.7"].startswith("摘编：望岭县第一中学")
    shelf.stands = [replace(STORY, text="后来改了。")]
    opened = ines.get(f"/publicity/{brief.pk}", {"figure": "column.7"}).content.decode()
    for kept in ("每月省电二百度。", "专栏投稿《一度电的旅程》", "/coverage/contributions/7/", "有删改"):
        assert kept in opened
    first = brief.versions.order_by("no").first().no
    assert send("b", drop="1").status_code == 302
    assert not brief.highlights.filter(source="column").exists()
    picked = brief.versions.order_by("-no")[1].no
    actions.restore(brief, picked, edit_no=_edit_no(brief), by=town.ines)
    assert brief.highlights.get(source="column").original == STORY.text
    actions.restore(brief, first, edit_no=_edit_no(brief), by=town.ines)
    assert not brief.highlights.filter(source="column").exists()


def test_only_what_is_offered_comes_in(brief, shelf, town):
    shelf.stands = []
    ines, url = town.client(town.ines), f"/publicity/{brief.pk}/picks/told/"
    said = {"edit_no": brief.document.edit_no, "text": "换灯", "_key": "c" * 32}
    assert ines.post(f"{url}column/7", said).status_code == 404
    assert ines.post(f"{url}nowhere/7", said | {"_key": "d" * 32}).status_code == 404
    with pytest.raises(Refused, match="too-long"):
        actions.pick_telling(brief, STORY, "长" * 301, edit_no=brief.document.edit_no, by=town.ines)
    with pytest.raises(Refused, match="not-allowed"):
        actions.pick_telling(brief, STORY, "换灯", edit_no=brief.document.edit_no, by=town.cora)


def _edit_no(brief):
    brief.document.refresh_from_db()
    return brief.document.edit_no
