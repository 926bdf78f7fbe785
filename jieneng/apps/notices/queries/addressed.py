"""Whether a notice goes to an organisation, and which ones an organisation gets: the predicate is asked in Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from jieneng.apps.notices.models import Notice, Receipt
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.audience import listed_in

_MOST_LOOKED_AT = 400  # notices looked through for one page, so that a narrow audience cannot make it endless
_STEP = 50


@dataclass(frozen=True)
class Received:
    """A notice that an organisation gets, and what the organisation has done with its cascade so far."""

    notice: Notice
    is_read: bool
    signed_at: datetime | None
    own: Notice | None  # the organisation's own notice in the cascade

    @property
    def is_passed_on(self) -> bool:
        return self.own is not None and self.own.is_published


def is_addressed(notice: Notice, organization: Organization) -> bool:
    """Whether a published notice goes to this organisation; never to the one that issued it."""
    return notice.is_published and notice.organization_id != organization.pk and notice.audience.includes(organization)


def received(
    organization: Organization, *, year: int | None = None, before: tuple[datetime, int] | None = None, most: int = 30
) -> list[Received]:
    """The published notices that go to an organisation, the latest first, from behind `before` (published_at, id)."""
    found: list[Notice] = []
    for batch in _batches(organization, year, before):
        found += _addressed(batch, organization)
        if len(found) >= most:
            break
    return with_own_part(found[:most], organization)


def nearest(entries: Iterable[Received]) -> list[Received]:
    """Of each cascade only the notice of the nearest level above: it is the one to sign for and to pass on."""
    of_cascade: dict[int, Received] = {}
    for entry in entries:
        root = entry.notice.root_id or entry.notice.pk
        held = of_cascade.get(root)
        if held is None or len(held.notice.org_path) < len(entry.notice.org_path):
            of_cascade[root] = entry
    return list(of_cascade.values())


def with_own_part(notices: list[Notice], organization: Organization) -> list[Received]:
    """The notices with what the organisation has done; two queries for all of them."""
    roots = {notice.root_id for notice in notices}
    receipts = list(Receipt.objects.filter(root__in=roots, organization=organization))
    own = Notice.objects.filter(root__in=roots, organization=organization).select_related("document")
    own_by_root = {notice.root_id: notice for notice in own}
    read = {receipt.notice_id for receipt in receipts if receipt.read_at}
    signed = {receipt.root_id: receipt.signed_at for receipt in receipts if receipt.signed_at}
    return [
        Received(notice, notice.pk in read, signed.get(notice.root_id), own_by_root.get(notice.root_id))
        for notice in notices
    ]


def _batches(
    organization: Organization, year: int | None, before: tuple[datetime, int] | None
) -> Iterator[list[Notice]]:
    rows = _reaching(organization, year)
    for _ in range(_MOST_LOOKED_AT // _STEP):
        page = rows.filter(_behind(before)) if before else rows
        batch = list(page[:_STEP])
        yield batch
        if len(batch) < _STEP:
            return
        before = (batch[-1].published_at, batch[-1].pk)


def _reaching(organization: Organization, year: int | None) -> QuerySet[Notice]:
    by_hand = [audience for audience, is_in in listed_in(organization).items() if is_in]
    from_above = Notice.objects.reaching(organization.path)
    rows = from_above | Notice.objects.published().filter(audience__in=by_hand)  # two indexes, no subquery
    rows = rows.select_related("document", "organization", "audience", "campaign__collection")
    rows = rows.exclude(organization=organization)
    if year:
        rows = rows.filter(campaign__year=year)
    return rows.order_by("-published_at", "-id")


def _behind(before: tuple[datetime, int]) -> Q:
    at, pk = before
    return Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk)


def _addressed(batch: list[Notice], organization: Organization) -> list[Notice]:
    """Those of a batch whose audience takes the organisation in."""
    if not organization.is_open:
        return []
    listed = listed_in(organization)
    return [each for each in batch if listed.get(each.audience_id, each.audience.admits(organization))]
