"""A level confirms its part upward with named gaps; the level above can give it back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.collections.contribution import append_confirmed
from jieneng.core.collections.models import Collection, Confirmation, Submission
from jieneng.core.collections.models.answers import RETURNED, WAITING
from jieneng.core.collections.queries.missing import asked, missing
from jieneng.core.facts.totals import fresh
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.roster import entry_for, place_of
from jieneng.core.uniqueness import once
from jieneng.rulebook import reasons
from jieneng.ui.refusals import Refused

_MOST_OPEN = 500  # that are counted; a level that far from complete need not know exactly


@dataclass(frozen=True)
class Gap:
    """An organisation that is not among the answers, and why."""

    organization: int
    name: str
    reason: str
    text: str = ""


@transaction.atomic
def confirm_level(
    collection: Collection, organization: Organization, gaps: Iterable[Gap], *, by: Any, now: datetime
) -> Confirmation:
    """Report one's part upward: everything below is reviewed, and each missing organisation has its reason.

    What levels below have named in their own reports is taken over; `gaps` are the others, or better reasons.
    """
    require(by, organization, "report.confirm_level")
    if Confirmation.objects.filter(
        collection=collection, organization=organization, taken_back_at__isnull=True
    ).exists():
        raise Refused("already-reported", owner=organization.name)
    gaps = _all_gaps(collection, organization, gaps)
    place = entry_for(organization, collection.year)
    counted = fresh(collection.series_id, place.path).amounts
    confirmation = Confirmation(
        collection=collection,
        organization=organization,
        org_path=organization.path,
        route=place.path,
        category=place.category,
        n_expected=asked(collection, [place.path])[place.path],
        n_accepted=counted.counters.get("counted", 0),
        gaps=[asdict(gap) for gap in gaps],
        counters=counted.counters,
        sums=counted.sums,
        by=by,
        at=now,
    )
    with once("already-reported", owner=organization.name):
        confirmation.save()
    append_confirmed(confirmation, +1)
    changes = {"at": organization.name, "n": confirmation.n_accepted, "gaps": len(gaps)}
    record(by, "report.confirm_level", confirmation, changes=changes)
    return confirmation


@transaction.atomic
def take_back_level(
    confirmation: Confirmation, *, at: Organization, because: str, by: Any, now: datetime
) -> Confirmation:
    """The level above gives a confirmation back: the part is open again."""
    require(by, at, "report.return")
    confirmation = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    is_below = paths.is_within(confirmation.org_path, at.path) and confirmation.org_path != at.path
    if confirmation.taken_back_at or not is_below:
        raise Refused("nothing-to-review")
    if not because.strip():
        raise Refused("reason-missing", what="退回意见")
    confirmation.taken_back_at, confirmation.taken_back_because = now, because.strip()[:500]
    confirmation.save(update_fields=["taken_back_at", "taken_back_because"])
    append_confirmed(confirmation, -1)
    record(by, "report.take_back_level", confirmation, because=because)
    return confirmation


def taken_over(collection: Collection, organization: Organization) -> dict[int, Gap]:
    """What the levels below have named in the reports of theirs that stand, by the organisation that is missing."""
    standing = Confirmation.objects.filter(paths.below(organization.path, "org_path"), collection=collection)
    reports = standing.filter(taken_back_at__isnull=True).order_by("-org_path").values_list("gaps", flat=True)
    return {gap["organization"]: Gap(**gap) for gaps in reports.iterator() for gap in gaps}


def _all_gaps(collection: Collection, organization: Organization, gaps: Iterable[Gap]) -> list[Gap]:
    """The gaps named here, and those taken over of whom is still missing. Refuses while anything is open."""
    named = {gap.organization: gap for gap in gaps}
    for gap in named.values():
        if gap.reason not in reasons("gap"):
            raise Refused("unknown-reason", reason=gap.reason)
    known = taken_over(collection, organization) | named
    looked_at = _MOST_OPEN + len(known)  # so that one without a reason is found behind however many with one
    waiting = unfinished(collection, organization, WAITING)[:_MOST_OPEN].count()
    returned = unfinished(collection, organization, RETURNED).values_list("organization", flat=True)[:looked_at]
    place = place_of(organization, collection.year)
    absent = {entry.organization_id for entry in missing(collection, place, most=looked_at)} | set(returned)
    n_open = len(absent - known.keys()) + waiting
    if n_open:
        raise Refused("below-not-finished", n=n_open)
    return [gap for pk, gap in known.items() if pk in absent or pk in named]


def unfinished(collection: Collection, organization: Organization, state: str) -> "QuerySet[Submission]":
    """The answers below a level in that state. Its own answer is not among them: the level above reviews that."""
    return Submission.objects.filter(paths.below(organization.path, "org_path"), collection=collection, state=state)
