"""What the platform counts of a campaign's activities, under the keys of its report form."""

from collections import Counter
from collections.abc import Iterable, Mapping

from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import Standing, tallied, tallied_alone
from jieneng.core.collections.models import Collection
from jieneng.core.facts.amounts import Amounts
from jieneng.core.orgs.models import Organization
from jieneng.engine.quantities import scale
from jieneng.rulebook import tallies


def reported(collection: Collection) -> dict[Activity, str]:
    """The activities that a collection's form asks about, with what ends their keys ("" or "@2")."""
    asked = Activity.objects.filter(campaign__collection=collection, campaign__org_path=collection.org_path)
    seen: Counter[str] = Counter()
    endings = {}
    for activity in asked.filter(passed_on=True).select_related("campaign").order_by("ord"):
        seen[activity.kind] += 1
        endings[activity] = f"@{seen[activity.kind]}" if seen[activity.kind] > 1 else ""
    return endings


def amounts_beside(collection: Collection, nodes: Iterable[str]) -> Mapping[str, Amounts]:
    """What the platform has counted at each node, by the keys of the form; nothing is read where nothing is counted."""
    endings = {activity.pk: ending for activity, ending in reported(collection).items()}
    found = tallied(endings, nodes) if endings else {}
    return {node: _amounts(standings, endings) for node, standings in found.items()}


def counted_for(collection: Collection, organization: Organization) -> dict[str, Standing]:
    """What the platform has counted of one organisation alone, by the key of the activity in the form ("a3")."""
    activities = {activity.pk: activity.key for activity in reported(collection)}
    found = tallied_alone(activities, organization.path) if activities else {}
    return {activities[pk]: standing for pk, standing in found.items() if standing.values}


def decimals_of(key: str) -> int | None:
    """By how many decimals the sums of an item are scaled that the platform counts."""
    tally = tallies().get(key.partition("@")[0])
    return tally.decimals if tally else None


def _amounts(found: Mapping[int, Standing], endings: Mapping[int, str]) -> Amounts:
    amounts = Amounts()
    for pk, standing in found.items():
        for item, number in standing.values.items():
            scaled = number if isinstance(number, int) else scale(number, tallies()[item].decimals)
            amounts.sums[item + endings[pk]] = [scaled, 0, 0, 0]
    return amounts
