"""Media coverage and a column: articles that wait, were sent back, are confirmed; contributions in every state."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jieneng.apps.coverage.actions import contributing, editing, registering
from jieneng.apps.coverage.actions.contributing import Piece, Shown
from jieneng.core.campaigns.actions import Content, publish, set_up
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from tests.test_walk.examples import Captures, Sent, at, fields, nothing, pk
from tests.test_walk.world import World


def _activity(world: World) -> dict[str, Any]:
    return {"activity": world.media.pk}


def _public(world: World) -> dict[str, Any]:
    return _activity(world) | {"code": world.media.campaign.public_code}


def _published(world: World) -> dict[str, Any]:
    return _public(world) | {"pk": world.adopted.pk}


ADDRESSES: dict[str, Captures] = {
    "coverage:home": nothing,
    "coverage:register": _activity,
    "coverage:export": _activity,
    "coverage:new_article": _activity,
    "coverage:enter": _activity,
    "coverage:article": pk("article"),
    "coverage:edit_article": pk("article"),
    "coverage:save_article": pk("article"),
    "coverage:withdraw": pk("article"),
    "coverage:check": pk("article"),
    "coverage:screenshot": pk("article"),
    "coverage:column": _activity,
    "coverage:new_contribution": _activity,
    "coverage:send": _activity,
    "coverage:contribution": pk("given_back"),
    "coverage:edit_contribution": pk("given_back"),
    "coverage:save_contribution": pk("given_back"),
    "coverage:decide": pk("contribution"),
    "coverage:photo": at("given_back", photo=lambda world: world.given_back.photos.get().pk),
    "coverage:public_column": _public,
    "coverage:public_contribution": _published,
    "coverage:public_photo": lambda world: _published(world) | {"photo": world.adopted.photos.get().pk},
}


def _article(world: World, _: Any) -> dict[str, Any]:
    said = {"title": "又一篇", "medium": "云川日报", "level": "city", "about": world.media.pk, "edit_no": 0}
    return said | {"day": f"{timezone.localtime(world.now):%Y-%m-%d}", "link": "https://news.example/again"}


def _piece(world: World, _: Any) -> dict[str, Any]:
    said = {"title": "一盏灯", "author": "后勤科工作人员", "text": "换了灯。", "edit_no": world.given_back.edit_no}
    return said | {"p1-photo": upload(photo(), "灯.jpg"), "p1-caption": "走廊", "p1-consent": "on"}


DEEDS = {
    "coverage:enter": Sent("sam", _article),
    "coverage:save_article": Sent("sam", _article),
    "coverage:withdraw": Sent("sam", fields(because="重复")),
    "coverage:check": Sent("ines", fields(outcome="ok")),
    "coverage:send": Sent("sam", _piece),
    "coverage:save_contribution": Sent("sam", _piece),
    "coverage:decide": Sent("ines", fields(decision="adopt", edit_no="0")),
}
PRIVATE = {"coverage:screenshot", "coverage:photo"}
CACHED = {"coverage:public_photo"}


def populate(world: World) -> None:
    world.made |= _Town(world, "", "city", "ines", "school", "sam").made()


def elsewhere(world: World) -> None:
    world.away |= _Town(world, "foreign-", "city2", "rex", "school3", "sid").made()


class _Town:
    """The same in both cities: who edits, and the unit that enters and sends."""

    def __init__(self, world: World, name: str, where: str, by: str, unit: str, clerk: str) -> None:
        self.world, self.name, self.now = world, name, world.now
        self.where, self.by = world.town.organizations[where], world.town.people[by]
        self.unit, self.clerk = world.town.organizations[unit], world.town.people[clerk]

    def mark(self, what: str, text: str) -> str:
        return self.world.mark(f"{self.name}cov-{what}", text)

    def made(self) -> dict[str, Any]:
        plan = [{"kind": "media", "title": self.world.mark(f"{self.name}held-media", "媒体宣传")}]
        campaign = set_up(
            self.where, Content(self.mark("plan", "媒体方案"), self.now.year, activities=plan), by=self.by
        )
        publish(campaign, by=self.by)
        self.media = campaign.activities.select_related("campaign__organization").get()
        article, back, _ = (self._article(n) for n in range(3))
        registering.send_back(back, self.where, because=self.mark("back", "级别不符"), by=self.by, now=self.now)
        contribution, given_back, adopted, declined = (self._contribution(n) for n in range(4))
        self._decide(given_back, "back", "请写数字")
        self._decide(declined, "decline", "题材重复")
        edited = Piece(self.mark("edit", "一度电"), self.mark("edited", "换灯省电。"))
        editing.edit(adopted, edited, edit_no=0, by=self.by, now=self.now)
        editing.decide(adopted, "adopt", edit_no=1, by=self.by, now=self.now)
        given_back.refresh_from_db()
        return {
            "media": self.media,
            "article": article,
            "contribution": contribution,
            "given_back": given_back,
            "adopted": adopted,
        }

    def _article(self, n: int) -> Any:
        day = timezone.localtime(self.now).date()
        said = registering.Said(
            self.mark(f"title{n}", f"节能见行动{n}"),
            self.mark("paper", "云川日报"),
            "city",
            day,
            self.media,
            f"https://news.example/{self.name}{n}",
        )
        shot = store(upload(photo(), self.mark("shot", "版面") + ".jpg"), organization=self.unit, by=self.clerk)
        return registering.enter(self.media, self.unit, said, shot, by=self.clerk, now=self.now)

    def _contribution(self, n: int) -> Any:
        piece = Piece(
            self.mark(f"piece{n}", f"节能故事{n}"), self.mark("text", "换了灯。"), self.mark("post", "后勤科")
        )
        file = store(upload(photo(), "灯.jpg"), organization=self.unit, by=self.clerk)
        photos: Sequence[Shown] = [Shown(file, self.mark("caption", "食堂"), consent=True)]
        moment = self.now - timedelta(minutes=n)
        return contributing.send(self.media, self.unit, piece, photos, by=self.clerk, now=moment)

    def _decide(self, one: Any, decision: str, because: str) -> None:
        said = self.mark(decision, because)
        editing.decide(one, decision, because=said, edit_no=0, by=self.by, now=self.now)


def more(world: World) -> None:
    n = len(world.made)
    town = _Town(world, f"more{n}-", "city", "ines", "school", "sam")
    town.media = world.media
    town._article(n)
    town._contribution(n)
