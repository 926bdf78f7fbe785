"""A campaign of one's own under one from above: a form that begins with the upper themes and days."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from jieneng.apps.notices.actions.local import set_up_local
from jieneng.apps.notices.campaign_forms import CampaignForms
from jieneng.core.audit.deeds import deed
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.queries import own_under
from jieneng.core.orgs.acting import acting_of, require


@login_required
@require_safe
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; who has a local campaign already is led to it."""
    upper = _upper(request, pk)
    require(request.user, acting_of(request).organization, "campaign.edit")
    own = own_under(upper, acting_of(request).organization)
    if own is not None:
        return redirect("notices:campaign", pk=own.pk)
    return _form_page(request, None, upper)


@deed
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    upper = _upper(request, pk)
    forms = _forms(request, request.POST, upper)
    if not forms.are_valid():
        return _form_page(request, forms, upper, status=422)
    made = set_up_local(upper, acting_of(request).organization, forms.content(), by=request.user)
    return redirect("notices:campaign", pk=made.pk)


def _upper(request: HttpRequest, pk: int) -> Campaign:
    """A published campaign of a level above the one for which one acts; else 404."""
    organization = acting_of(request).organization
    above = Campaign.objects.reaching(organization.path).exclude(organization=organization)
    return get_object_or_404(above.select_related("organization"), pk=pk)


def _forms(request: HttpRequest, data: QueryDict | None, upper: Campaign) -> CampaignForms:
    place = acting_of(request).organization.place_name
    return CampaignForms(data, None, upper.year, upper=upper, place=place)


def _form_page(request: HttpRequest, forms: CampaignForms | None, upper: Campaign, status: int = 200) -> HttpResponse:
    context = {"forms": forms or _forms(request, None, upper), "upper": upper, "is_wrong": status != 200}
    return render(request, "notices/campaign_edit.html", context, status=status)
