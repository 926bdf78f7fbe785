"""The wall: opened by its link and by nothing else, from what is folded, until the link is revoked."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jieneng.apps.wall import actions
from jieneng.apps.wall.models import Wall
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns import wall_blocks
from jieneng.core.campaigns.tallying import place_of, tally
from jieneng.core.campaigns.wall_blocks import Block, Row
from jieneng.core.collections.actions import accept, submit
from jieneng.core.facts.folding import fold_all
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.ui.refusals import Refused


@pytest.fixture(autouse=True)
def clean_cache(monkeypatch):
    cache.clear()
    monkeypatch.setattr(wall_blocks, "_providers", {})


@pytest.fixture
def campaign(collection):
    return collection.campaigns.get()


@pytest.fixture
def wall(campaign, town, now):
    return actions.make(campaign, town.city, "一楼大厅", by=town.ines, now=now)


def data(wall):
    cache.clear()
    return Client().get(reverse("wall:public_data", args=[wall.token])).json()


def handed_in(collection, town, raw, now, *, agreed=True):
    file = store(upload(photo()), organization=town.school, by=town.sam)
    shown = {"file": str(file.pk), "caption": "收看现场", "consent": agreed}
    said = raw | {"pictures.photos": [shown]}
    answer = submit(collection, town.school, said, draft_no=0, by=town.sam, now=now, confirmed=True)
    return accept(answer, by=town.cora, now=now), file


def test_whoever_has_the_link_sees_the_screen(wall):
    page = Client().get(reverse("wall:public_wall", args=[wall.token]))
    assert page.status_code == 200
    assert "2025年公共机构节能宣传周" in page.content.decode()
    for forged in ("1", f"{wall.pk}.x", wall.token[:-1] + "A"):
        assert Client().get(reverse("wall:public_wall", args=[forged])).status_code == 404


def test_a_revoked_link_is_dark(wall, town, now):
    actions.revoke(wall, by=town.ines, now=now)
    for view in ("public_wall", "public_data"):
        assert Client().get(reverse(f"wall:{view}", args=[wall.token])).status_code == 404
    assert Entry.objects.filter(action__in=("wall.make", "wall.revoke")).count() == 2


def test_figures_are_those_that_are_folded(wall, collection, campaign, town, raw, now):
    handed_in(collection, town, raw, now)
    live = campaign.activities.get(kind="watch_live")
    tally(live, timezone.localdate(now), place_of(town.hospital, 2025), {"watch_live.viewers": 14})
    assert data(wall)["strip"][0]["value"] == "0"
    fold_all(now)
    found = data(wall)
    strip = {one["label"]: one for one in found["strip"]}
    assert strip["参加单位"]["value"] == "1"
    assert strip["收看直播"]["value"] == "100"  # 86 reported and 14 counted
    assert "今日 14" in strip["收看直播"]["note"]
    assert found["days"][0]["n"] == 14
    assert [row["name"] for row in found["ranks"][0]["rows"]] == ["望岭县"]
    assert "已报 1 /" in found["report"]


def test_a_part_of_few_is_not_told_alone(wall, collection, town, raw, now):
    handed_in(collection, town, raw, now)
    fold_all(now)
    (block,) = data(wall)["tiles"]
    assert {tile["look"] for tile in block["tiles"]} == {"q0"}


def test_photographs_are_those_to_which_people_agreed(wall, collection, town, raw, now):
    handed_in(collection, town, raw, now)
    (shot,) = data(wall)["photos"]
    assert (shot["who"], shot["caption"]) == ("望岭县第一中学", "收看现场")
    assert Client().get(shot["url"]).status_code == 200
    other = store(upload(photo(size=(90, 90))), organization=town.school, by=town.sam)
    assert Client().get(reverse("wall:public_photo", args=[wall.token, other.pk])).status_code == 404


def test_no_photograph_without_their_word(wall, collection, town, raw, now):
    _, file = handed_in(collection, town, raw, now, agreed=False)
    assert data(wall)["photos"] == []
    assert Client().get(reverse("wall:public_photo", args=[wall.token, file.pk])).status_code == 404


def test_an_app_adds_a_block_of_its_own(wall, town):
    wall_blocks.register("quiz", lambda campaign, node: [Block("各市竞答", "参与率 %", (Row("云川市", "74.2"),))])
    said = Block("低碳体验日", "", (Row("参加单位", "3 家"),), ranked=False)
    wall_blocks.register("shortage", lambda campaign, node: [said, said])
    found = data(wall)["ranks"]
    assert [(one["title"], one["ranked"]) for one in found[:2]] == [("各市竞答", True), ("低碳体验日", False)]
    assert len(found) >= 3  # the screen shows them in turn


def test_it_says_how_old_it_is(wall, collection, town, raw, now):
    handed_in(collection, town, raw, now)
    fold_all(now)
    found = data(wall)
    assert found["made_ms"] <= found["now_ms"]
    assert found["tiles_at"] == f"{timezone.localtime(now):%H:%M}"


def test_who_may_make_one(campaign, town, now):
    with pytest.raises(Refused, match="not-allowed"):
        actions.make(campaign, town.city, "大厅", by=town.cora, now=now)
    own = actions.make(campaign, town.county, "大厅", by=town.cora, now=now)
    assert own.org_path == town.county.path
    with pytest.raises(Refused, match="campaign-not-from-above"):
        actions.make(campaign, town.city2, "大厅", by=town.rex, now=now)
    with pytest.raises(Refused, match="only-offices"):
        actions.make(campaign, town.school, "大厅", by=town.sam, now=now)
    for _ in range(actions.MOST - 1):
        actions.make(campaign, town.county, "大厅", by=town.cora, now=now)
    with pytest.raises(Refused, match="walls-too-many"):
        actions.make(campaign, town.county, "大厅", by=town.cora, now=now)


def test_the_desk_makes_and_revokes(campaign, town):
    ines = town.client(town.ines)
    key = {"_key": "k" * 32}
    ines.post(reverse("wall:make"), {"campaign": campaign.pk, "name": "值班室", **key})
    made = Wall.objects.get()
    assert "值班室" in ines.get(reverse("wall:walls")).content.decode()
    assert town.client(town.rex).post(reverse("wall:revoke", args=[made.pk]), {"_key": "r" * 32}).status_code == 404
    ines.post(reverse("wall:revoke", args=[made.pk]), {"_key": "j" * 32})
    made.refresh_from_db()
    assert made.revoked_at is not None
    assert made.revoked_at < timezone.now() + timedelta(minutes=1)
