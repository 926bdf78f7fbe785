"""The ranking of teams: changes folded into totals by one loop, read from an index."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from jieneng.apps.participation.models import StepChange, Team, TeamTotal

_BATCH = 2_000


def fold(now: datetime) -> int:
    """Add one batch of changes to the teams' totals, exactly once; how many. The round of the loop."""
    with transaction.atomic():
        taken = list(StepChange.objects.order_by("id").values_list("pk", "team_id", "n")[:_BATCH])
        if not taken:
            return 0
        StepChange.objects.filter(pk__in=[pk for pk, _, _ in taken]).delete()
        changes: Counter[int] = Counter()
        for _, team, n in taken:
            changes[team] += n
        _add(changes, now)
    return len(taken)


def fold_all(now: datetime) -> None:
    while fold(now):
        pass


def _add(changes: Counter[int], now: datetime) -> None:
    teams = Team.objects.in_bulk(list(changes))
    totals = {total.team_id: total for total in TeamTotal.objects.filter(team__in=list(teams))}
    new = [TeamTotal(team=team, walk_id=team.walk_id, as_of=now) for pk, team in teams.items() if pk not in totals]
    rows = [*totals.values(), *new]
    for row in rows:
        row.n += changes[row.team_id]
        row.mean, row.as_of = row.n // max(teams[row.team_id].n_walkers, 1), now
    TeamTotal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["team"], update_fields=["n", "mean", "as_of"]
    )
