"""Form teams, enter steps, decide on odd ones. An entry writes its own row and appends what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jieneng.apps.participation.actions.holding import HOLD, require_taking
from jieneng.apps.participation.counting import STEPS, TEAMS, WALKERS, at, count
from jieneng.apps.participation.models import StepChange, Steps, Team, Walk, Walker
from jieneng.apps.participation.models.walks import MOST_STEPS
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.engine.plausible_steps import oddness
from jieneng.ui.refusals import Refused

TAKE_PART = "participation.take_part"
_MOST_TEAMS, _MOST_WALKERS = 200, 500


@dataclass(frozen=True)
class Entry:
    """What a walker has walked on a day."""

    walker: Walker
    on: date
    n: int


@transaction.atomic
def form_team(
    walk: Walk, organization: Organization, name: str, names: Sequence[str], *, by: Any, now: datetime
) -> Team:
    """A team of an organisation with its walkers."""
    require(by, organization, TAKE_PART)
    require_taking(walk, organization, now)
    if not name.strip():
        raise Refused("team-nameless")
    if walk.teams.filter(organization=organization).count() >= _MOST_TEAMS:
        raise Refused("teams-too-many", limit=_MOST_TEAMS)
    place = place_of(organization, walk.activity.campaign.year)
    with once("team-twice", name=name.strip()[:60]):
        team = Team.objects.create(
            walk=walk,
            organization=organization,
            org_path=organization.path,
            name=name.strip()[:60],
            by=by,
            at=now,
            route=place.route,
            category=place.category,
            day=in_beijing(now).date(),
        )
    count(walk.activity, team, {TEAMS: 1})
    record(by, "participation.form_team", team, at=organization)
    _add(team, names)
    return team


@transaction.atomic
def add_walkers(team: Team, names: Sequence[str], *, by: Any, now: datetime) -> Team:
    """More walkers for a team."""
    team = _locked(team)
    require(by, team.organization, TAKE_PART)
    require_taking(team.walk, team.organization, now)
    _add(team, names)
    record(by, "participation.add_walkers", team, changes={"n": team.n_walkers})
    return team


@transaction.atomic
def enter(entry: Entry, *, by: Any, now: datetime) -> Steps:
    """The steps of a day; entered again they take the place of the former. `by` None: by the walker's own link."""
    team = entry.walker.team
    if by is not None:
        require(by, team.organization, TAKE_PART)
    require_taking(team.walk, team.organization, now)
    if (code := why_not(entry, now)) is not None:
        raise Refused(code, limit=MOST_STEPS)
    made = _put(entry, now)
    record(by, "participation.enter_steps", made, changes={"n": entry.n}, at=team.organization)
    return made


@transaction.atomic
def enter_all(walk: Walk, organization: Organization, entries: Sequence[Entry], *, by: Any, now: datetime) -> int:
    """All rows of a sheet, which were checked before; how many."""
    require(by, organization, TAKE_PART)
    require_taking(walk, organization, now)
    for entry in sorted(entries, key=lambda one: (one.walker.pk, one.on)):
        if why_not(entry, now) is not None or entry.walker.team.organization_id != organization.pk:
            raise Refused("steps-meanwhile")
        _put(entry, now)
    record(by, "participation.import_steps", walk, changes={"n": len(entries)}, at=organization)
    return len(entries)


@transaction.atomic
def decide(steps: Steps, *, is_accepted: bool, because: str, by: Any, now: datetime) -> Steps:
    """A person decides whether odd steps count."""
    related = ("walker__team__organization", "walk__organization", "walk__activity__campaign")
    found = Steps.objects.select_for_update(of=("self",)).select_related(*related).get(pk=steps.pk)
    require(by, found.walk.organization, HOLD)
    if not found.is_odd or found.decided_at is not None:
        raise Refused("steps-decided")
    if not because.strip():
        raise Refused("reason-missing", what="核实说明")
    found.is_accepted, found.decided_by, found.decided_at = is_accepted, by, now
    found.decided_because = because.strip()[:200]
    counted = min(found.n, found.walk.daily_cap) if is_accepted else 0
    _count(found, counted)
    found.save(update_fields=["is_accepted", "decided_by", "decided_at", "decided_because", "counted"])
    outcome = "计入" if is_accepted else "不计入"
    changes = {"outcome": outcome}
    record(
        by,
        "participation.decide_steps",
        found,
        because=found.decided_because,
        changes=changes,
        at=found.walk.organization,
    )
    return found


def why_not(entry: Entry, now: datetime) -> str | None:
    """The code of why steps cannot be entered, None where they can."""
    first, last = entry.walker.team.walk.days
    if not first <= entry.on <= min(last, in_beijing(now).date()):
        return "steps-day"
    if not 0 < entry.n <= MOST_STEPS:
        return "steps-number"
    return None


def _put(entry: Entry, now: datetime) -> Steps:
    """Write the row, count the difference."""
    team, walk = entry.walker.team, entry.walker.team.walk
    walker = Walker.objects.select_for_update(no_key=True, of=("self",)).get(pk=entry.walker.pk)
    former = Steps.objects.filter(walker=walker, day=entry.on).first()
    if former is not None and former.decided_at is not None:
        raise Refused("steps-decided")
    others = Steps.objects.filter(walker=walker).exclude(day=entry.on).values_list("n", flat=True)
    odd = oddness(entry.n, list(others), above=walk.odd_above)
    row = former or Steps(walker=walker, walk=walk, day=entry.on, counted=0, route=team.route, category=team.category)
    row.n, row.is_odd, row.odd_because, row.at = entry.n, bool(odd), odd, now
    row.walk, row.walker = walk, walker
    walker.team = team
    _count(row, 0 if odd else min(entry.n, walk.daily_cap))
    row.save()
    if walker.first_on is None:
        walker.first_on = entry.on
        walker.save(update_fields=["first_on"])
        at(walk.activity, entry.on, team, {WALKERS: 1})
    return row


def _count(row: Steps, counted: int) -> None:
    change = counted - row.counted
    row.counted = counted
    if change:
        count(row.walk.activity, row, {STEPS: change})
        StepChange.objects.create(team=row.walker.team, n=change)


def _add(team: Team, names: Sequence[str]) -> None:
    said = list(dict.fromkeys(name.strip()[:40] for name in names if name.strip()))
    if not said or team.n_walkers + len(said) > _MOST_WALKERS:
        raise Refused("walkers-number", limit=_MOST_WALKERS)
    if there := list(team.walkers.filter(name__in=said).values_list("name", flat=True)[:3]):
        raise Refused("walker-twice", name="、".join(there))
    with once("walker-twice", name="、".join(said[:3])):
        Walker.objects.bulk_create(Walker(team=team, name=name) for name in said)
    team.n_walkers += len(said)
    team.save(update_fields=["n_walkers"])
    StepChange.objects.create(team=team, n=0)  # the mean is worked out anew


def _locked(team: Team) -> Team:
    rows = Team.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("walk__activity__campaign", "walk__organization", "organization").get(pk=team.pk)
