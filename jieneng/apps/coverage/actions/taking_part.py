"""Who may enter something for a media activity: the organiser, and everybody below once its campaign is public."""

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.coverage import ACTIVITY
from jieneng.ui.refusals import Refused


def reaches(activity: Activity, organization: Organization) -> bool:
    """Whether an organisation may take part in it."""
    campaign = activity.campaign
    if activity.kind != ACTIVITY or not organization.is_open:
        return False
    if organization.pk == campaign.organization_id:
        return True
    below = paths.is_within(organization.path, campaign.org_path)
    return below and activity.passed_on and campaign.is_published


def require_reached(activity: Activity, organization: Organization) -> None:
    if not reaches(activity, organization):
        raise Refused("coverage-not-reached", organization=organization.name, title=activity.title)
