"""How one comes from a campaign to prizes: everybody to what is promised, the organiser to the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.prizes.models import Draw
from jieneng.apps.prizes.models.draws import DRAWN
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.entrants import of as entrants_of
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The latest draw of each activity whose rules are published."""
    draws = Draw.objects.public().filter(activity__in=list(activities)).order_by("pk")
    return {draw.activity_id: _public(draw) for draw in draws}


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """One's own draws, and where one is set up for an activity that has players."""
    own = [each for each in activities if each.campaign.organization_id == acting.organization.pk and entrants_of(each)]
    if not own or not acting.sees_business:
        return {}
    made = dict(Draw.objects.filter(activity__in=own).order_by("pk").values_list("activity", "pk"))
    doors = {activity: Door(_("抽奖"), reverse("prizes:draw", args=[pk])) for activity, pk in made.items()}
    if acting.may("prizes.edit"):
        new = (each for each in own if each.pk not in made)
        doors |= {each.pk: Door(_("设置抽奖"), reverse("prizes:new", args=[each.pk])) for each in new}
    return doors


def _public(draw: Draw) -> Door:
    label = _("中奖结果") if draw.state == DRAWN else _("抽奖规则")
    return Door(label, reverse("prizes:public", args=[draw.code]))
