"""Which campaigns belong together on one line of levels: a campaign, those it hangs under, those set up under it."""

from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.models import Organization


def line_of(campaign: Campaign, viewer: Organization | None = None) -> list[Campaign]:
    """The campaign between the upper ones and the local ones down to the viewer, from the top down; one query.

    Without a viewer, or with one who does not stand below the campaign, the line ends with the campaign. Others are on
    it once they are published; the viewer's own always.
    """
    shown, base = Q(is_published=True) | Q(pk=campaign.pk), campaign.org_path
    if viewer is not None and paths.is_within(viewer.path, base):
        shown, base = shown | Q(organization=viewer), viewer.path
    rows = Campaign.objects.filter(shown, org_path__in=list(paths.ancestors(base)))
    found = {row.pk: row for row in rows.select_related("organization__region", "collection").order_by("org_path")}
    return [*_above(campaign, found), *_from(campaign, found)]


def own_under(campaign: Campaign, organization: Organization) -> Campaign | None:
    """The local campaign of an organisation on the line of an upper one, published or not."""
    if organization.pk == campaign.organization_id:
        return None
    return next((each for each in line_of(campaign, organization) if each.organization_id == organization.pk), None)


def _above(campaign: Campaign, found: dict[int, Campaign]) -> list[Campaign]:
    above: list[Campaign] = []
    at = found.get(campaign.parent_id or 0)
    while at is not None:
        above.insert(0, at)
        at = found.get(at.parent_id or 0)
    return above


def _from(campaign: Campaign, found: dict[int, Campaign]) -> list[Campaign]:
    """The campaign and what hangs under it: upper levels come first, so a parent is known before its local ones."""
    known = {campaign.pk: found[campaign.pk]}
    for row in found.values():
        if row.parent_id in known:
            known[row.pk] = row
    return list(known.values())
