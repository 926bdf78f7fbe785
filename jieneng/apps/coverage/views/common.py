"""Which media activity a page may show, from which node one looks at it, and the form that is shown again."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jieneng.apps.coverage.actions.taking_part import reaches
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.files.actions import Kept, keep
from jieneng.core.files.kinds import JPEG, PNG, WEBP
from jieneng.core.orgs.acting import Acting, acting_of, require
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import ACTIVITY
from jieneng.ui.refusals import Refused

_PICTURES = (JPEG, PNG, WEBP)


def acting(request: HttpRequest) -> Acting:
    """The capacity in which the request acts; without business data there is nothing to show."""
    found = acting_of(request)
    if not found.sees_business:
        raise Refused("no-role")
    return found


def shown(request: HttpRequest, pk: int) -> Activity:
    """A media activity in which one may take part, or one in one's sight; else 404."""
    rows = Activity.objects.filter(kind=ACTIVITY).select_related("campaign__organization")
    found, me = get_object_or_404(rows, pk=pk), request.acting
    if me and me.sees_business and reaches(found, me.organization):
        return found
    if Campaign.objects.visible_to(request.user).filter(pk=found.campaign_id).exists():
        return found
    raise Http404


def taking(request: HttpRequest, pk: int, action: str) -> tuple[Activity, Organization]:
    """One for which the organisation may enter something, and whoever asks may do so."""
    found, me = shown(request, pk), acting(request)
    if not reaches(found, me.organization):
        raise Http404
    require(request.user, me.organization, action)
    return found, me.organization


def base_of(activity: Activity, organization: Organization) -> Organization:
    """From where one looks: one's own node, from above the organiser's."""
    campaign = activity.campaign
    return organization if paths.is_within(organization.path, campaign.org_path) else campaign.organization


def again(request: HttpRequest, template: str, refused: Refused, *, form: Form, **context: object) -> HttpResponse:
    """The form once more, with what stood in the way."""
    if refused.status == 403:
        raise refused
    form.add_error(None, refused.sentence + refused.next_step)
    return render(request, template, {"form": form} | context, status=refused.status)


def kept(request: HttpRequest, name: str, organization: Organization) -> Kept | None:
    """A chosen picture on the disk; slow, so it comes before the deed."""
    upload = request.FILES.get(name)
    if upload is None:
        return None
    require(request.user, organization, "files.upload")
    return keep(upload, organization=organization, only=_PICTURES)
