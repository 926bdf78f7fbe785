"""The wall of the city's campaign."""

from jieneng.apps.wall import actions
from tests.test_walk.examples import Sent, no_fields, nothing, pk
from tests.test_walk.world import World


def _token(world: World) -> dict[str, str]:
    return {"token": world.wall.token}


ADDRESSES = {
    "wall:walls": nothing,
    "wall:make": nothing,
    "wall:revoke": pk("wall"),
    "wall:public_wall": _token,
    "wall:public_data": _token,
    "wall:public_photo": lambda world: _token(world) | {"attachment": world.attachment.pk},
}
DEEDS = {
    "wall:make": Sent("ines", lambda world, _: {"campaign": world.campaign.pk, "name": "大厅"}, is_own=True),
    "wall:revoke": Sent("ines", no_fields),
}
CACHED = {"wall:public_photo"}


def populate(world: World) -> None:
    name = world.mark("wall-name", "一楼大厅")
    world.made["wall"] = actions.make(world.campaign, world.city, name, by=world.ines, now=world.now)


def elsewhere(world: World) -> None:
    name = world.mark("foreign-wall-name", "一楼大厅")
    campaign = world.away["live"].activity.campaign
    world.away["wall"] = actions.make(campaign, world.city2, name, by=world.rex, now=world.now)
