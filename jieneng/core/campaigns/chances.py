"""Instant wins of an activity: the app that has players says here when one of them has earned a chance.

Whoever has such games registers one; nobody who calls knows it. A chance that is taken twice is one chance.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jieneng.core.campaigns.models import Activity


@dataclass(frozen=True)
class Luck:
    """What came of a chance: in which draw, which prize ("" for none), and where its page is."""

    draw: str
    prize: str
    url: str


class Game(Protocol):
    """Instant wins of some app."""

    def runs(self, activity: Activity, now: datetime) -> bool:
        """Whether something of this activity can be won at this moment."""
        ...

    def play(self, activity: Activity, player: str, path: str, now: datetime) -> list[Luck]:
        """What came of the player's chance in each draw that runs now."""
        ...


_games: dict[str, Game] = {}


def register(name: str, game: Game) -> None:
    """Add a game; called from an app's `ready`. The same name replaces the former one."""
    _games[name] = game


def offered(activity: Activity, now: datetime) -> bool:
    """Whether a chance of this activity can be taken at this moment, so that one may be asked to."""
    return any(game.runs(activity, now) for game in _games.values())


def take(activity: Activity, player: str, path: str, now: datetime) -> list[Luck]:
    """The player, of the organisation at this path, has done what the activity asks: what came of it.

    Call it after what was done is committed, outside a transaction: many do so at the same moment.
    """
    return [luck for game in _games.values() for luck in game.play(activity, player, path, now)]
