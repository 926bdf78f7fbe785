"""活动海报: a sheet with the code, of a campaign and of each of its activities, as a print file."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jieneng.apps.library.poster import as_pdf, leads_to, poster_of
from jieneng.core.campaigns.doors import public_doors
from jieneng.core.campaigns.models import Campaign
from jieneng.core.documents import public_pages
from jieneng.engine.documents.poster import SIZES
from jieneng.ui.asked import number


@login_required
@require_safe
def posters(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = _campaign(request, pk)
    activities = list(campaign.activities.select_related("campaign").order_by("ord"))
    found = public_doors(activities, timezone.now())
    context = {
        "campaign": campaign,
        "rows": [(one, leads_to(found.get(one.pk, ()))) for one in activities],
        "is_public": public_pages.find("campaign", campaign.public_code) is not None,
    }
    return render(request, "library/posters.html", context)


@login_required
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet of `size`, A4 else; of an activity where `activity` names one."""
    campaign, now = _campaign(request, pk), timezone.now()
    size = request.GET.get("size", "a4")
    asked = number(request.GET.get("activity"))
    activity = get_object_or_404(campaign.activities.select_related("campaign"), pk=asked) if asked else None
    said = poster_of(campaign, activity, now)
    if said is None or size not in SIZES:
        raise Http404
    response = HttpResponse(as_pdf(said, size, now), content_type="application/pdf")
    name = f"{said.title[:60]}海报（{size.upper()}）.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    """A campaign in one's sight, or a published one of the levels above."""
    rows = Campaign.objects.select_related("organization")
    found = Q(pk__in=Campaign.objects.visible_to(request.user).filter(pk=pk).values("pk"))
    if request.acting and request.acting.sees_business:
        found |= Q(pk__in=Campaign.objects.reaching(request.acting.organization.path).filter(pk=pk).values("pk"))
    return get_object_or_404(rows, found)
