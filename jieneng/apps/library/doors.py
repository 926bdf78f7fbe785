"""How one comes from a campaign to its publicity materials: everybody to look, organisations to take them."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.library.models import Piece
from jieneng.core.campaigns.doors import Door
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.acting import Acting
from jieneng.rulebook.library import ACTIVITY


def public(activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """The page of each activity that has something to look at."""
    asked = {each.pk: each for each in activities if each.kind == ACTIVITY}
    found = set(Piece.objects.published().filter(activity__in=asked).values_list("activity", flat=True))
    return {
        pk: Door(_("看宣传资料"), reverse("library:public_pieces", args=[each.campaign.public_code, pk]))
        for pk, each in asked.items()
        if pk in found
    }


def desk(acting: Acting, activities: Iterable[Activity], now: datetime) -> dict[int, Door]:
    """What was given out for it; the organiser comes to giving out the first one."""
    asked = [each for each in activities if each.kind == ACTIVITY]
    if not asked or not acting.sees_business:
        return {}
    found = set(Piece.objects.standing().filter(activity__in=asked).values_list("activity", flat=True))
    doors = {pk: Door(_("宣传资料"), f"{reverse('library:pieces')}?activity={pk}") for pk in found}
    if acting.may("library.publish"):
        own = (each.pk for each in asked if each.campaign.organization_id == acting.organization.pk)
        doors |= {pk: Door(_("发布宣传资料"), reverse("library:new", args=[pk])) for pk in own if pk not in found}
    return doors
