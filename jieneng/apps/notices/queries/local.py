"""The local campaigns under one: which are shown with it, and whether one's own can be added."""

from collections.abc import Iterable

from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization

MOST = 20


def local_of(campaign: Campaign, viewer: Organization, *, in_sight: Q, line: Iterable[Campaign] = ()) -> list[Campaign]:
    """What the levels below have published under a campaign, as far as seen, the newest first; one's own always.

    `line` are the campaigns between it and the viewer, which are seen from below.
    """
    seen = in_sight & (Q(is_published=True) | Q(organization=viewer))
    rows = campaign.local.filter(seen | Q(pk__in=[each.pk for each in line]))
    return list(rows.select_related("organization").order_by("-id")[: MOST + 1])


def may_set_up_local(campaign: Campaign, acting: Acting) -> bool:
    """A bureau below the level of a published campaign, by someone who edits campaigns there."""
    organization = acting.organization
    is_below = organization.pk != campaign.organization_id and paths.is_within(organization.path, campaign.org_path)
    return campaign.is_published and is_below and not organization.is_unit and acting.may("campaign.edit")
