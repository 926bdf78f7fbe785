"""The lists of notices, a page at a time: no page is counted, each begins behind the last row of the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from urllib.parse import urlencode

from jieneng.apps.notices.models import Notice, UpperNotice
from jieneng.apps.notices.queries.addressed import Received, received
from jieneng.core.facts.amounts import Amounts
from jieneng.core.facts.models import Cell
from jieneng.core.orgs.models import Organization
from jieneng.ui.asked import number

Entry = TypeVar("Entry")
SIZE = 30


@dataclass(frozen=True)
class Page(Generic[Entry]):
    rows: list[Entry]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Issued:
    notice: Notice
    n_signed: int
    n_passed_on: int


def received_page(organization: Organization, *, year: int | None, before: str) -> Page[Received]:
    """The notices that an organisation gets."""
    rows = received(organization, year=year, before=_moment(before), most=SIZE + 1)
    last = rows[SIZE - 1].notice if len(rows) > SIZE else None
    mark = f"{_micros(last.published_at)}_{last.pk}" if last and last.published_at else ""
    return _page(rows[:SIZE], year, before, mark)


def issued_page(organization: Organization, *, year: int | None, before: str) -> Page[Issued]:
    """What an organisation has drafted and sent out, with its receipts so far."""
    rows = Notice.objects.filter(org_path=organization.path).select_related("document", "campaign", "root")
    if year:
        rows = rows.filter(campaign__year=year)
    if number(before):
        rows = rows.filter(pk__lt=number(before))
    found = list(rows.order_by("-id")[: SIZE + 1])
    mark = str(found[SIZE - 1].pk) if len(found) > SIZE else ""
    return _page(_with_receipts(found[:SIZE], organization), year, before, mark)


def uppers_page(organization: Organization, *, year: int | None, before: str) -> Page[UpperNotice]:
    """The texts from above that an organisation has read in."""
    rows = UpperNotice.objects.filter(org_path=organization.path).defer("text", "reading", "decisions")
    if year:
        rows = rows.filter(year=year)
    if number(before):
        rows = rows.filter(pk__lt=number(before))
    found = list(rows.select_related("by").order_by("-id")[: SIZE + 1])
    return _page(found[:SIZE], year, before, str(found[SIZE - 1].pk) if len(found) > SIZE else "")


def _with_receipts(notices: list[Notice], organization: Organization) -> list[Issued]:
    """One query for the receipts at and below the organisation, for all notices."""
    series = [notice.root.series_id for notice in notices if notice.root and notice.root.series_id]
    sums: dict[int, Amounts] = {}
    for cell in Cell.objects.filter(series__in=series, node=organization.path):
        sums.setdefault(cell.series_id, Amounts()).add_raw(cell.counters, {})
    found = []
    for notice in notices:
        counters = sums.get(notice.root.series_id or 0, Amounts()).counters if notice.root else {}
        own = int(notice.is_passed_on and notice.is_published)  # one's own signature is not one of those below
        found.append(
            Issued(notice, max(0, counters.get("signed", 0) - own), max(0, counters.get("passed_on", 0) - own))
        )
    return found


def _page(rows: list[Entry], year: int | None, before: str, mark: str) -> Page[Entry]:
    kept: Mapping[str, object] = {"year": year} if year else {}
    next_url = f"?{urlencode({**kept, 'before': mark})}" if mark else ""
    return Page(rows, next_url, f"?{urlencode(kept)}" if before else "")


def _micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def _moment(before: str) -> tuple[datetime, int] | None:
    micros, _, pk = before.partition("_")
    if not (number(micros) and number(pk)) or len(micros) > 17:
        return None
    return datetime.fromtimestamp(number(micros) / 1_000_000, tz=UTC), number(pk)
