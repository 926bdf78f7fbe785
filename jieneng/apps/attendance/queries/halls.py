"""How many people a hall can plausibly hold: no more than the organisation has said it has."""

from jieneng.apps.attendance.models import Session
from jieneng.core.collections.queries.standing import own_amounts
from jieneng.core.orgs.models import Organization

PEOPLE = "overview.people"  # the item of the week's report
OTHERWISE = 1_000  # where the organisation has not reported yet


def most_plausible(session: Session, organization: Organization) -> int:
    """Above this number a hall is asked about once more."""
    collection = session.activity.campaign.collection
    said = own_amounts(collection, organization.path).sums.get(PEOPLE) if collection else None
    return said[0] if said and said[0] else OTHERWISE
