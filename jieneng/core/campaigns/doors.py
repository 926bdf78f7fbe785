"""The ways into what is carried on of an activity (进入): each app names its own, pages of campaigns show them.

A door of the public page leads whoever scanned the code into taking part; a door of the desk leads the organiser to
where the part is set up and watched. Providers are asked for all activities of a page at once: one query each.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting

LIVE_WEEK = "活动"  # the word of the top bar behind which stands what people take part in (ui/navigation: `group`)


@dataclass(frozen=True)
class Door:
    """`label` stands on the button (去答题), `note` beside it (至7月5日17:00). One that `is_open` not yet, or no more,
    is shown as its note alone."""

    label: str
    url: str
    note: str = ""
    is_open: bool = True


Doors = Mapping[int, Door]  # by activity
Public = Callable[[Iterable[Activity], datetime], Doors]
Desk = Callable[[Acting, Iterable[Activity], datetime], Doors]
_public: dict[str, Public] = {}
_desk: dict[str, Desk] = {}


def register(name: str, *, public: Public | None = None, desk: Desk | None = None) -> None:
    """Name an app's doors; called from its `ready`. The same name replaces the former ones."""
    if public is not None:
        _public[name] = public
    if desk is not None:
        _desk[name] = desk


def public_doors(activities: Iterable[Activity], now: datetime) -> dict[int, tuple[Door, ...]]:
    """The doors for everybody, by activity."""
    asked = list(activities)
    return _gathered(provider(asked, now) for provider in _public.values())


def desk_doors(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, tuple[Door, ...]]:
    """The doors for those who carry it on, by activity."""
    asked = list(activities)
    return _gathered(provider(acting, asked, now) for provider in _desk.values())


def _gathered(found: Iterable[Doors]) -> dict[int, tuple[Door, ...]]:
    doors: dict[int, tuple[Door, ...]] = {}
    for each in found:
        for pk, door in each.items():
            doors[pk] = (*doors.get(pk, ()), door)
    return doors
