"""The instant wins of an activity, for the apps whose players earn chances."""

from datetime import datetime

from django.urls import reverse

from jieneng.apps.prizes.actions import take_chance
from jieneng.apps.prizes.models import INSTANT, PUBLISHED, Draw
from jieneng.core.campaigns.chances import Luck
from jieneng.core.campaigns.models import Activity

_MOST = 5


def play(activity: Activity, player: str, path: str, now: datetime) -> list[Luck]:
    """The player's chance of the day in every instant win of the activity that runs now."""
    running = Draw.objects.filter(
        activity=activity, kind=INSTANT, state=PUBLISHED, opens_at__lte=now, closes_at__gt=now
    )
    return [_played(draw, player, path, now) for draw in running[:_MOST]]


def _played(draw: Draw, player: str, path: str, now: datetime) -> Luck:
    win = take_chance(draw, player, path, now=now).win
    return Luck(draw.title, win.unit.prize.name if win else "", reverse("prizes:public_mine", args=[draw.code]))
