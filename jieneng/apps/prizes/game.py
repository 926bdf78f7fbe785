"""The instant wins of an activity, for the apps whose players earn chances."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from jieneng.apps.prizes.actions import take_chance
from jieneng.apps.prizes.models import INSTANT, PUBLISHED, Draw
from jieneng.core.campaigns.chances import Luck
from jieneng.core.campaigns.models import Activity

_MOST = 5


def runs(activity: Activity, now: datetime) -> bool:
    """Whether an instant win of the activity runs now."""
    return _running(activity, now).exists()


def play(activity: Activity, player: str, path: str, now: datetime) -> list[Luck]:
    """The player's chance of the day in every instant win of the activity that runs now."""
    return [_played(draw, player, path, now) for draw in _running(activity, now)[:_MOST]]


def _running(activity: Activity, now: datetime) -> QuerySet[Draw]:
    return Draw.objects.filter(
        activity=activity, kind=INSTANT, state=PUBLISHED, opens_at__lte=now, closes_at__gt=now
    ).order_by("pk")


def _played(draw: Draw, player: str, path: str, now: datetime) -> Luck:
    win = take_chance(draw, player, path, now=now).win
    return Luck(draw.title, win.unit.prize.name if win else "", reverse("prizes:public_mine", args=[draw.code]))
