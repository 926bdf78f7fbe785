"""A column: what a desk has to decide, what one's own organisation has sent, what stands before the public."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jieneng.apps.coverage.models import Contribution, ContributionVersion
from jieneng.apps.coverage.models.contributions import SENT, STATES
from jieneng.apps.coverage.queries.register import Page
from jieneng.core import paths
from jieneng.core.campaigns.models import Activity
from jieneng.core.orgs.models import Organization
from jieneng.engine.briefs.differences import Change, differences

SIZE, PUBLIC_SIZE, _COUNTED = 50, 20, 1_000


@dataclass(frozen=True)
class Compared:
    """One version beside the one before it; the original has nothing to be compared with."""

    version: ContributionVersion
    changes: list[Change]


def desk_page(activity: Activity, person: Any, base: Organization, state: str, after: int) -> Page:
    """At the desk of the column all that was sent to it, elsewhere what came from one's own node and below."""
    rows = Contribution.objects.visible_to(person).filter(activity=activity)
    if activity.campaign.organization_id != base.pk:
        rows = rows.filter(paths.within(base.path, "org_path"))
    if state in STATES:
        rows = rows.filter(state=state)
    kept = f"?state={state}" if state in STATES else "?"
    return _page(rows, after, SIZE, kept)


def waiting(activity: Activity) -> int:
    """How many wait for the desk, up to a thousand."""
    return Contribution.objects.filter(activity=activity, state=SENT)[:_COUNTED].count()


def published_page(activity: Activity, after: int) -> Page:
    """What stands in the column, the latest first."""
    return _page(Contribution.objects.published().filter(activity=activity), after, PUBLIC_SIZE, "?")


def compared(contribution: Contribution) -> list[Compared]:
    """Every version with what it changed, the latest first."""
    versions = list(contribution.versions.select_related("by"))
    before: list[str] = []
    found = []
    for version in versions:
        now = [version.title, *(line for line in version.text.splitlines() if line.strip())]
        found.append(Compared(version, differences(before, now) if before else []))
        before = now
    return found[::-1]


def _page(rows: "QuerySet[Contribution]", after: int, size: int, kept: str) -> Page:
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("organization", "activity__campaign").order_by("-pk")[: size + 1])
    mark = "&" if len(kept) > 1 else ""
    next_url = f"{kept}{mark}after={found[size - 1].pk}" if len(found) > size else ""
    return Page(found[:size], next_url, kept if after else "")
