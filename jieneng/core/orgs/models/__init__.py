"""The register: regions, organisations, who works where, who sees what, the yearly roster, audiences."""

from jieneng.core.orgs.models.audience import Audience, AudienceEntry
from jieneng.core.orgs.models.organization import Organization, OrganizationChange
from jieneng.core.orgs.models.posts import Grant, Membership
from jieneng.core.orgs.models.region import Region
from jieneng.core.orgs.models.roster import Headcount, RosterEntry

__all__ = (
    "Audience",
    "AudienceEntry",
    "Grant",
    "Headcount",
    "Membership",
    "Organization",
    "OrganizationChange",
    "Region",
    "RosterEntry",
)
