"""What the pages of walks need: teams, the ranking, odd numbers that wait for a person."""

from dataclasses import dataclass

from django.db.models import Sum

from jieneng.apps.participation.models import Steps, Team, TeamTotal, Walk, Walker
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.queries.works import Page
from jieneng.core.orgs.models import Organization

RANKED, SIZE = 100, 50


@dataclass(frozen=True)
class Placed:
    """A team of the ranking; the same mean is the same place."""

    rank: int
    total: TeamTotal


@dataclass(frozen=True)
class Member:
    walker: Walker
    n: int
    code: str


def ranking(walk: Walk, most: int = RANKED) -> list[Placed]:
    """The first teams by their mean; those with too few walkers are not ranked."""
    rows = TeamTotal.objects.filter(walk=walk, team__n_walkers__gte=walk.team_min)
    totals = list(rows.select_related("team__organization").order_by("-mean", "team")[:most])
    places: list[Placed] = []
    for at, total in enumerate(totals, 1):
        tied = bool(places) and places[-1].total.mean == total.mean
        places.append(Placed(places[-1].rank if tied else at, total))
    return places


def teams_of(walk: Walk, organization: Organization) -> list[Team]:
    return list(walk.teams.filter(organization=organization).select_related("total")[:200])


def members_of(team: Team) -> list[Member]:
    """The walkers of a team with what counts of their steps."""
    walkers = list(team.walkers.all())
    rows = Steps.objects.filter(walker__in=walkers).values_list("walker").annotate(n=Sum("counted")).order_by()
    counted = dict(rows)
    return [Member(one, counted.get(one.pk, 0), pass_of("walker", one.pk)) for one in walkers]


def odd_page(walk: Walk, after: int) -> Page:
    """What waits for a person's decision, the first first."""
    rows = Steps.objects.waiting().filter(walk=walk, pk__gt=after).order_by("pk")
    found = list(rows.select_related("walker__team__organization")[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, "?" if after else "")
