"""Make a link for a wall, and revoke it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jieneng.apps.wall.models import Wall
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.ui.refusals import Refused

MOST = 20  # links of one organisation that stand at the same time


@transaction.atomic
def make(campaign: Campaign, organization: Organization, name: str, *, by: Any, now: datetime) -> Wall:
    """A link to the organisation's part of a campaign of its own, or of a level above it."""
    require(by, organization, "wall.show")
    if organization.is_unit:
        raise Refused("only-offices", organization=organization.name)
    own = campaign.organization_id == organization.pk
    if not own and not (campaign.is_published and paths.is_within(organization.path, campaign.org_path)):
        raise Refused("campaign-not-from-above", title=campaign.title)
    if not name.strip():
        raise Refused("reason-missing", what="放在何处")
    if Wall.objects.standing().filter(organization=organization).count() >= MOST:
        raise Refused("walls-too-many", limit=MOST)
    wall = Wall.objects.create(
        campaign=campaign,
        organization=organization,
        org_path=organization.path,
        name=name.strip()[:60],
        by=by,
        at=now,
    )
    record(by, "wall.make", wall)
    return wall


@transaction.atomic
def revoke(wall: Wall, *, by: Any, now: datetime) -> None:
    """Stop a link; the screen that shows it goes dark with its next round."""
    require(by, wall.organization, "wall.show")
    if Wall.objects.standing().filter(pk=wall.pk).update(revoked_at=now):
        record(by, "wall.revoke", wall)
