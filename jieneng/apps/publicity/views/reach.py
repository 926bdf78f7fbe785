"""What an address means to this reader: the brief in sight, the organisation one acts for, if it writes briefs."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jieneng.apps.publicity.models import Brief
from jieneng.core.orgs.acting import acting_of, require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused


def brief_for(request: HttpRequest, pk: int) -> Brief:
    """404 for the unseen."""
    related = ("document__made_by", "document__signed_by", "organization__region", "campaign")
    rows = Brief.objects.visible_to(request.user).select_related(*related, "collection__audience__root")
    return get_object_or_404(rows, pk=pk)


def require_writing_office(request: HttpRequest, organization: Organization) -> None:
    """Briefs are written where others stand below, and there by those whose role it is."""
    require(request.user, organization, "brief.draft")
    if organization.is_unit:
        raise Refused("only-offices", organization=organization.name)


def acting_organization(request: HttpRequest) -> Organization:
    """The organisation that this request acts for."""
    return acting_of(request).organization
