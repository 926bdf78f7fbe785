"""Which campaigns belong together on one line of levels, and what in the plan of one of them conflicts."""

from collections.abc import Iterable

from django.db.models import Q

from jieneng.core import paths
from jieneng.core.campaigns.models import Activity, Campaign
from jieneng.core.orgs.models import Organization
from jieneng.engine.conflicts import Conflict, Due, Held, conflicts
from jieneng.rulebook import workday_overrides

_MOST_HELD = 200


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


def conflicts_of(campaign: Campaign, dues: Iterable[Due] = ()) -> list[Conflict]:
    """What in the plan conflicts: its activities among themselves, with upper levels', with one's other campaigns'.

    Three queries. `dues` are the days that a notice about it sets.
    """
    days = list(dues)
    line = [each for each in line_of(campaign) if paths.is_within(campaign.org_path, each.org_path)]
    here = Q(campaign__in=line) | Q(campaign__organization=campaign.organization_id, campaign__year=campaign.year)
    placed = Activity.objects.filter(here, start_date__isnull=False).exclude(place="")
    rows = placed.select_related("campaign__organization__region").order_by("-id")[:_MOST_HELD]
    period = campaign.period
    ends = period.end if period else None
    found = conflicts([_held(row, campaign) for row in rows], days, ends=ends, overrides=workday_overrides())
    own = {str(row.pk) for row in rows if row.campaign_id == campaign.pk} | {due.key for due in days}
    return [each for each in found if own & set(each.keys)]


def _held(activity: Activity, campaign: Campaign) -> Held:
    first = activity.start_date
    assert first is not None
    whose = activity.campaign
    of = "" if whose.pk == campaign.pk else whose.organization.place_name
    if of and whose.organization_id == campaign.organization_id:
        of = f"《{whose.title}》"
    last, hours = activity.end_date or first, (activity.start_time, activity.end_time)
    return Held(str(activity.pk), activity.title, activity.place, first, last, *hours, of=of)


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
