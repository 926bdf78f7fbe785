"""Publicity materials: a poster of the city that the school has taken and put up, and what may be done with it."""

from datetime import date, timedelta
from typing import Any

from jieneng.apps.library.actions import publishing, taking, using
from jieneng.apps.library.models import Piece
from jieneng.core.campaigns.models import Activity
from jieneng.core.files.actions import store
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.models import Organization
from tests.test_walk.examples import Captures, Sent, at, fields, nothing, pk
from tests.test_walk.world import World

_DAY = date(2025, 6, 23)  # of the campaign's week


def _activity(world: World) -> dict[str, Any]:
    return {"activity": world.piece.activity_id}


def _poster(world: World) -> dict[str, Any]:
    return {"pk": world.piece.activity.campaign_id}


def _public(world: World) -> dict[str, Any]:
    return _activity(world) | {"code": world.piece.activity.campaign.public_code}


def _public_piece(world: World) -> dict[str, Any]:
    return _public(world) | {"pk": world.piece.pk}


ADDRESSES: dict[str, Captures] = {
    "library:pieces": nothing,
    "library:new": _activity,
    "library:make": _activity,
    "library:piece": pk("piece"),
    "library:edit": pk("piece"),
    "library:save": pk("piece"),
    "library:drop": pk("piece"),
    "library:take": pk("piece"),
    "library:original": pk("piece"),
    "library:picture": pk("piece"),
    "library:thumb": pk("piece"),
    "library:use": pk("piece"),
    "library:correct": at("piece", usage=lambda world: world.usage.pk),
    "library:takers": pk("piece"),
    "library:posters": _poster,
    "library:poster": _poster,
    "library:public_pieces": _public,
    "library:public_picture": _public_piece,
    "library:public_thumb": _public_piece,
}


def _said(world: World, _: Any) -> dict[str, Any]:
    return {"kind": "poster", "title": "副海报", "ord": "2", "original": upload(photo(), "副海报.jpg")}


def _reworded(world: World, _: Any) -> dict[str, Any]:
    cover = upload(photo(), "封面.jpg")
    return {"kind": "poster", "title": "新海报", "ord": "2", "cover": cover, "edit_no": world.piece.edit_no}


def _used(world: World, _: Any) -> dict[str, Any]:
    return {"use": "post", "n": "3", "day": _DAY.isoformat()}


DEEDS = {
    "library:make": Sent("ines", _said),
    "library:save": Sent("ines", _reworded),
    "library:drop": Sent("ines", fields(because="内容过期")),
    "library:take": Sent("sam", fields()),
    "library:use": Sent("sam", _used),
    "library:correct": Sent("sam", fields(n="5", because="清点有误")),
}
PRIVATE = {"library:original", "library:picture", "library:thumb"}
CACHED = {"library:public_picture", "library:public_thumb"}


def populate(world: World) -> None:
    activity = world.campaign.activities.select_related("campaign__organization").get(kind="publicity_materials")
    made = _piece(world, "piece", activity, world.ines)
    world.made |= {"piece": made, "usage": _usage(world, "usage", made, world.school, world.sam)}


def elsewhere(world: World) -> None:
    campaign = world.away["campaign"]
    activity = campaign.activities.select_related("campaign__organization").get(kind="publicity_materials")
    made = _piece(world, "foreign-piece", activity, world.rex)
    world.away |= {"piece": made, "usage": _usage(world, "foreign-usage", made, world.school3, world.sid)}


def _piece(world: World, name: str, activity: Activity, by: Any) -> Piece:
    mark = world.mark
    where = activity.campaign.organization
    file = store(upload(photo(), mark(f"{name}-file", "主海报") + ".jpg"), organization=where, by=by)
    said = publishing.Said(
        "poster",
        mark(f"{name}-title", "主海报"),
        mark(f"{name}-size", "竖版"),
        mark(f"{name}-licence", "免费印制"),
        "https://posters.example/1",
    )
    return publishing.publish(activity, said, original=file, cover=None, by=by, now=world.now)


def _usage(world: World, name: str, piece: Piece, where: Organization, by: Any) -> Any:
    """Taken, put up, and corrected."""
    taking.take(piece, where, by=by, now=world.now - timedelta(days=1))
    first = using.use(piece, where, using.Used("post", 40, _DAY), by=by, now=world.now)
    because = world.mark(f"{name}-because", "清点")
    return using.correct(first, 38, because=because, is_sure=False, by=by, now=world.now)


def more(world: World) -> None:
    n = len(world.made)
    world.made[f"piece{n}"] = _piece(world, f"piece{n}", world.piece.activity, world.ines)
    world.made[f"usage{n}"] = _usage(world, f"usage{n}", world.piece, world.school, world.sam)
    taking.take(world.piece, world.county, by=world.cora, now=world.now)
