"""大屏: the links of one's organisation, made and revoked."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jieneng.apps.wall import actions
from jieneng.apps.wall.models import Wall
from jieneng.core import paths
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.acting import Acting, require
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number
from jieneng.ui.refusals import Refused

_CAMPAIGNS, _LINKS = 20, 50


@login_required
@require_safe
def walls(request: HttpRequest) -> HttpResponse:
    """The links that stand, and a form for one more."""
    acting = _acting(request)
    rows = Wall.objects.filter(organization=acting.organization).select_related("campaign", "by")
    context = {
        "walls": [(one, _address(one)) for one in rows.standing()[:_LINKS]],
        "former": rows.filter(revoked_at__isnull=False)[:_LINKS],
        "campaigns": _campaigns(acting.organization)[:_CAMPAIGNS],
    }
    return render(request, "wall/walls.html", context)


@deed
def make(request: HttpRequest) -> HttpResponse:
    organization = _acting(request).organization
    campaign = get_object_or_404(_campaigns(organization), pk=number(request.POST.get("campaign")))
    actions.make(campaign, organization, request.POST.get("name", ""), by=request.user, now=timezone.now())
    messages.info(request, _("链接已建立，在大屏电脑的浏览器中打开即可。"))
    return redirect("wall:walls")


@deed
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Wall.objects.visible_to(request.user).select_related("organization"), pk=pk)
    actions.revoke(one, by=request.user, now=timezone.now())
    messages.info(request, _("链接已停用。"))
    return redirect("wall:walls")


def _acting(request: HttpRequest) -> Acting:
    acting = request.acting
    if not acting:
        raise Refused("no-role")
    require(request.user, acting.organization, "wall.show")
    if acting.organization.is_unit:
        raise Refused("only-offices", organization=acting.organization.name)
    return acting


def _campaigns(organization: Organization) -> QuerySet[Campaign]:
    """One's own campaigns and the published ones of the levels above."""
    above = Q(org_path__in=list(paths.ancestors(organization.path)), is_published=True)
    return Campaign.objects.filter(Q(organization=organization) | above).order_by("-year", "-id")


def _address(one: Wall) -> str:
    return f"{settings.JIENENG_BASE_URL}{reverse('wall:public_wall', args=[one.token])}"
