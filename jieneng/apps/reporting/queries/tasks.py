"""What an organisation is asked to report, and what it watches over: a keyset page of each, newest day first."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from jieneng.apps.reporting.queries.handed_in import state_of
from jieneng.core import paths
from jieneng.core.collections.dues import Dues
from jieneng.core.collections.models import Collection, ReturnSlip, Submission
from jieneng.core.collections.models.answers import RETURNED
from jieneng.core.collections.terms import Due
from jieneng.core.facts.totals import totals_at
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.audience import listed_in
from jieneng.ui.asked import number

PAGE = 20
MOST_COUNTED = 500  # of a queue; what is more is said as 500+


@dataclass(frozen=True)
class Mine:
    """One report that is asked of my organisation, and what to do about it."""

    collection: Collection
    submission: Submission | None
    due: Due
    slip: ReturnSlip | None

    @property
    def due_at(self) -> datetime:
        return self.slip.due_at if self.slip else self.due.at

    def is_owed(self, now: datetime) -> bool:
        """Whether something is still to be done, and can be."""
        if self.submission is not None and not self.submission.is_editable:
            return False
        return self.collection.opens_at <= now and not self.is_closed(now)

    def is_closed(self, now: datetime) -> bool:
        closes = self.collection.closes_at
        return bool(closes and now > closes and (not self.due.is_extended or self.due.is_past(now)))

    def state(self, now: datetime) -> tuple[str, str]:
        """The shape and the word of the state."""
        if self.submission is None or self.submission.version_id is None:
            late = self.due.is_past(now)
            if self.submission is None:
                return ("late", "逾期未报") if late else ("idle", "未填")
            return ("late", "逾期未交") if late else ("draft", "草稿")
        return state_of(self.submission)

    @property
    def button(self) -> str:
        if self.submission is None:
            return "填报"
        if self.submission.state == RETURNED:
            return "按意见修改"
        return "继续填报" if self.submission.is_editable else "看回执"


@dataclass(frozen=True)
class Watched:
    """One collection that my organisation passes down and reviews; counts as of the last folding."""

    collection: Collection
    counters: dict[str, int]
    n_to_review: int

    @property
    def n_reported(self) -> int:
        return self.counters.get("on_time", 0) + self.counters.get("late", 0)

    def n(self, name: str) -> int:
        return self.counters.get(name, 0)

    @property
    def to_review(self) -> str:
        return f"{MOST_COUNTED}+" if self.n_to_review >= MOST_COUNTED else str(self.n_to_review)


def mine(organization: Organization, collections: "QuerySet[Collection]", dues: Dues | None = None) -> list[Mine]:
    """Those of the collections that ask this organisation, with its answer and its day; a handful of queries.

    `dues`: what the page knows already of the organisation's days.
    """
    asked = list(collections.select_related("organization", "audience", "form_version"))
    listed = listed_in(organization)
    asked = [one for one in asked if _is_asked(one, organization, listed.get(one.audience_id))]
    answers = Submission.objects.filter(organization=organization, collection__in=asked)
    by_collection = {answer.collection_id: answer for answer in answers}
    returned = [answer.pk for answer in by_collection.values() if answer.state == RETURNED]
    slips = {slip.submission_id: slip for slip in ReturnSlip.objects.filter(submission__in=returned).order_by("id")}
    due = (dues or Dues(organization)).of(asked)
    return [_one(one, by_collection.get(one.pk), due[one.pk], slips) for one in asked]


def watched(organization: Organization, collections: "QuerySet[Collection]") -> list[Watched]:
    """The collections of my part of the tree with their counts; three queries."""
    asked = list(collections.select_related("organization"))
    counted = totals_at(organization.path, [one.series_id for one in asked])
    waiting = n_to_review(organization)
    return [Watched(one, counted[one.series_id].amounts.counters, waiting.get(one.pk, 0)) for one in asked]


def n_to_review(organization: Organization) -> Counter[int]:
    """How many reports of each collection wait for this organisation; the first five hundred are counted."""
    rows = Submission.objects.awaiting(organization).order_by("changed_at")
    return Counter(rows.values_list("collection", flat=True)[:MOST_COUNTED])


def asking(organization: Organization) -> "QuerySet[Collection]":
    """Collections that may ask this organisation: `mine` looks closer."""
    return Collection.objects.asking(organization)


def watching(organization: Organization) -> "QuerySet[Collection]":
    """Collections in whose part of the tree this organisation stands as a level; none for a unit."""
    if organization.is_unit:
        return Collection.objects.none()
    above = list(paths.ancestors(organization.path))
    return Collection.objects.filter(audience__root_path__in=above)


@dataclass(frozen=True)
class Key:
    """Where a page begins: behind this due moment and id; the newest first."""

    due_at: datetime
    pk: int

    def behind(self, rows: "QuerySet[Collection]") -> "QuerySet[Collection]":
        return rows.filter(Q(due_at__lt=self.due_at) | Q(due_at=self.due_at, pk__lt=self.pk))


def key_of(text: str) -> Key | None:
    """The key in an address: the id of the last collection of the page before."""
    pk = number(text)
    last = Collection.objects.filter(pk=pk).first() if pk else None
    return Key(last.due_at, last.pk) if last else None


def page_of(rows: "QuerySet[Collection]", key: Key | None) -> tuple["QuerySet[Collection]", int | None]:
    """One page of collections, newest due first, and the key of the next."""
    rows = key.behind(rows) if key else rows
    ids = list(rows.order_by("-due_at", "-pk").values_list("pk", flat=True)[: PAGE + 1])
    page = Collection.objects.filter(pk__in=ids[:PAGE]).order_by("-due_at", "-pk")
    return page, ids[PAGE - 1] if len(ids) > PAGE else None


def _is_asked(collection: Collection, organization: Organization, listed: bool | None) -> bool:
    if listed is not None:
        return listed
    return bool(collection.audience.admits(organization)) and organization.is_open


def _one(collection: Collection, answer: Submission | None, due: Due, slips: dict[int, Any]) -> Mine:
    if answer:
        answer.collection = collection
    return Mine(collection, answer, due, slips.get(answer.pk) if answer else None)
