"""What a request may reach: the draws in sight, and which of them the person acts for."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jieneng.apps.prizes.models import Draw, Win
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.orgs.acting import Acting
from jieneng.ui.refusals import Refused


def acting_of(request: HttpRequest) -> Acting:
    """The capacity in which the request acts; refused without any."""
    acting = request.acting
    if not acting:
        raise Refused("no-role")
    return acting


def seen_draw(request: HttpRequest, pk: int) -> Draw:
    rows = Draw.objects.visible_to(request.user).select_related("organization", "activity__campaign")
    return get_object_or_404(rows, pk=pk)


def seen_win(request: HttpRequest, pk: int) -> Win:
    draws = Draw.objects.visible_to(request.user)
    rows = Win.objects.filter(draw__in=draws).select_related("draw__organization", "unit__prize", "organization")
    return get_object_or_404(rows, pk=pk)


def seen_activity(request: HttpRequest, pk: int) -> Activity:
    campaigns = Campaign.objects.visible_to(request.user)
    return get_object_or_404(
        Activity.objects.select_related("campaign__organization").filter(campaign__in=campaigns), pk=pk
    )


def may(request: HttpRequest, draw: Draw, action: str) -> bool:
    """Whether the person acts for the organisation of the draw, and may."""
    acting = request.acting
    return bool(acting and acting.organization.pk == draw.organization_id and acting.may(action))
