"""The review desk: what waits for one reviewing organisation, flagged ones first, and the one that is open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from jieneng.apps.reporting.queries.handed_in import points_of
from jieneng.core.collections import terms
from jieneng.core.collections.beside import keys_beside
from jieneng.core.collections.models import Collection, ReturnSlip, Submission
from jieneng.core.collections.queries.last_year import last_year
from jieneng.core.facts.totals import fresh
from jieneng.core.forms.checks import Flag, flags
from jieneng.core.forms.definition import Form
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import CLOSE_OF_OFFICE, in_beijing, workdays_after
from jieneng.rulebook import workday_overrides

MOST = 50  # of the queue on one page: their flags are worked out when the page is made
_RELATED = ("organization", "version", "version__by", "reviewer", "accepted_version")


@dataclass(frozen=True)
class Waiting:
    """One report in the queue and what is doubtful about it."""

    submission: Submission
    flags: list[Flag]
    is_own: bool

    @property
    def n_points(self) -> int:
        """How many figures are doubtful; one may be so for two reasons."""
        return len({flag.fields[0] for flag in self.flags if flag.fields})


@dataclass(frozen=True)
class Queue:
    """A page of the queue; `after` is the key of the next page."""

    waiting: list[Waiting]
    after: int | None

    @property
    def clean(self) -> list[Waiting]:
        """Those without anything doubtful that somebody else handed in."""
        return [one for one in self.waiting if not one.flags and not one.is_own]

    def next_to(self, submission: Submission) -> int | None:
        """Which one opens after this one is decided."""
        ids = [one.submission.pk for one in self.waiting]
        if submission.pk not in ids:
            return None
        at = ids.index(submission.pk)
        behind = ids[at + 1 :] or ids[:at]
        return behind[0] if behind else None


def queue(collection: Collection, reviewer: Organization, person: Any, *, after: int | None = None) -> Queue:
    """Those that wait for this reviewer, flagged ones first, then the oldest; six queries for up to fifty."""
    rows = Submission.objects.awaiting(reviewer).filter(collection=collection).select_related(*_RELATED)
    if after and (last := Submission.objects.filter(pk=after, collection=collection).first()):
        rows = rows.filter(Q(changed_at__gt=last.changed_at) | Q(changed_at=last.changed_at, pk__gt=last.pk))
    found = list(rows.order_by("changed_at", "pk")[: MOST + 1])
    page, more = found[:MOST], len(found) > MOST
    forms = terms.forms_for(collection, [one.org_path for one in page])
    figures = last_year(collection, [one.organization_id for one in page])
    in_part = keys_beside(collection)
    waiting = [
        Waiting(one, _flags(forms[one.org_path], one, figures, in_part), one.version.by_id == person.pk)
        for one in page
        if one.version
    ]
    key = page[-1].pk if more else None
    return Queue(sorted(waiting, key=lambda one: not one.flags), key)


def waiting_for(collection: Collection, reviewer: Organization, pk: int) -> Submission:
    """One report of the queue; 404 when it is not this reviewer's turn."""
    rows = Submission.objects.awaiting(reviewer).filter(collection=collection).select_related(*_RELATED)
    return get_object_or_404(rows, pk=pk)


@dataclass(frozen=True)
class Earlier:
    """The last return of a report, its points in words, and how often it went back."""

    slip: ReturnSlip
    points: list[tuple[str, str]]
    n_returns: int


def earlier(submission: Submission, form: Form) -> Earlier | None:
    slips = list(ReturnSlip.objects.filter(submission=submission).select_related("organization")[:20])
    return Earlier(slips[0], points_of(form, slips[0]), len(slips)) if slips else None


def counts(collection: Collection, node: str) -> dict[str, int]:
    """How many wait, are accepted, are returned at a node, the step just taken included."""
    counted = fresh(collection.series_id, node)
    return {name: counted.counter(name) for name in ("waiting", "accepted", "returned")}


def next_workday(now: datetime) -> datetime:
    """The close of office on the next workday: by then a returned report is due again."""
    local = in_beijing(now)
    return datetime.combine(workdays_after(local.date(), 1, workday_overrides()), CLOSE_OF_OFFICE, local.tzinfo)


def _flags(form: Form, submission: Submission, figures: dict[int, Any], in_part: frozenset[str]) -> list[Flag]:
    assert submission.version is not None  # whatever waits was handed in
    last = figures.get(submission.organization_id)
    return flags(form, submission.version.values, last_year=last, in_part=in_part)
