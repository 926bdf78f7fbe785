"""Who of an activity may win something: each app that has players names them, and whoever draws asks here.

A player is a key that says nothing about the person. The app that gave it alone can tell whose it is, and only when
that person's own browser or account asks.
"""

from collections.abc import Iterator
from typing import Protocol

from django.http import HttpRequest

from jieneng.core.campaigns.models import Activity


class Source(Protocol):
    """What an app tells about the players of its activities."""

    def qualified(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """The key of each player who has reached what the activity asks, once, and the path of their organisation."""
        ...

    def player_of(self, request: HttpRequest, activity: Activity) -> str | None:
        """The key of whoever asks: from the account signed in or the browser's cookie; None when not a player."""
        ...


_sources: dict[str, Source] = {}


def register(activity_kind: str, source: Source) -> None:
    """Name the players of one kind of activity; called from an app's `ready`. The same kind replaces the former one."""
    _sources[activity_kind] = source


def of(activity: Activity) -> Source | None:
    """Who knows the players of this activity; None where nobody does."""
    return _sources.get(activity.kind)
