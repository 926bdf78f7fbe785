"""The list of what is published, filtered and a page at a time; the remarks about errors on a desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from jieneng.apps.openness.models import ErrorReport
from jieneng.core.documents import public_pages
from jieneng.core.documents.models import Disclosure
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization
from jieneng.engine.periods import BEIJING, in_beijing
from jieneng.rulebook import open_information
from jieneng.ui.asked import number

SIZE, FEED = 30, 50
_MOST_ISSUERS = 200
_MOST_YEARS = 12
Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """What the reader filters by; "" is no condition. `after` is the mark of the last row of the page before."""

    kind: str = ""
    year: str = ""
    issuer: str = ""
    subject: str = ""
    validity: str = ""
    after: str = ""

    def address(self, **other: str) -> str:
        """The same list under other conditions, as the end of an address."""
        said = {name: getattr(replace(self, **other), name) for name in self.__dataclass_fields__}
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Item:
    """One published paper and where it is read."""

    entry: Disclosure
    url: str
    kind: str


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    next_url: str
    first_url: str


def asked_of(query: Mapping[str, str], *, more_kinds: Iterable[str] = ()) -> Asked:
    """The conditions that an address names; what is none of ours is no condition."""
    said = {name: str(query.get(name, "")).strip()[:100] for name in Asked.__dataclass_fields__}
    rules = open_information()
    kinds = {*public_pages.kinds(), *more_kinds}
    known = {
        "kind": kinds,
        "subject": set(rules.subjects),
        "validity": set(rules.validity),
    }
    for name, allowed in known.items():
        said[name] = said[name] if said[name] in allowed else ""
    said["year"] = said["year"] if len(said["year"]) == 4 and number(said["year"]) else ""
    return Asked(**said)


def page_of(asked: Asked, among: QuerySet[Disclosure] | None = None) -> Page[Item]:
    """One page of what anybody may read, the latest first; `among` these alone."""
    rows = _filtered(asked, among)
    mark = _mark_of(asked.after)
    if mark:
        at, pk = mark
        rows = rows.filter(Q(opened_at__lt=at) | Q(opened_at=at, pk__lt=pk))
    found = list(rows[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    next_url = asked.address(after=f"{_micros(last.opened_at)}_{last.pk}") if last and last.opened_at else ""
    return Page(_items(found[:SIZE]), next_url, asked.address(after="") if mark else "")


def latest(asked: Asked, among: QuerySet[Disclosure] | None = None) -> list[Item]:
    """The latest for a feed."""
    return _items(_filtered(asked, among)[:FEED])


def years() -> list[int]:
    """The years in which something was published, the latest first."""
    first = Disclosure.objects.open().order_by("opened_at", "id").values_list("opened_at", flat=True).first()
    now = in_beijing(timezone.now()).year
    since = in_beijing(first).year if first else now
    return list(range(now, max(since, now - _MOST_YEARS) - 1, -1))


def errors_page(organization: Organization, *, only_open: bool, after: int) -> Page[ErrorReport]:
    """The remarks about one organisation's pages, the latest first."""
    rows = ErrorReport.objects.filter(organization=organization).select_related("answered_by")
    rows = rows.unanswered() if only_open else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.order_by("-id")[: SIZE + 1])
    kept = "" if only_open else "state=all"
    next_url = f"?{kept}&after={found[SIZE - 1].pk}".replace("?&", "?") if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, f"?{kept}" if after else "")


def _filtered(asked: Asked, among: QuerySet[Disclosure] | None) -> QuerySet[Disclosure]:
    rows = Disclosure.objects.open() if among is None else among
    rows = rows.select_related("document", "organization").order_by("-opened_at", "-id")
    if asked.kind in public_pages.kinds():
        rows = rows.filter(document__kind=asked.kind)
    if asked.year:
        start, end = (datetime(int(asked.year) + n, 1, 1, tzinfo=BEIJING) for n in (0, 1))
        rows = rows.filter(opened_at__gte=start, opened_at__lt=end)
    if asked.issuer:
        rows = rows.filter(organization__in=names.search(asked.issuer, [frozenset()], most=_MOST_ISSUERS))
    for column in ("subject", "validity"):
        if getattr(asked, column):
            rows = rows.filter((column, getattr(asked, column)))
    return rows


def _items(entries: Iterable[Disclosure]) -> list[Item]:
    """With their addresses, one query for each kind."""
    rows = list(entries)
    kinds = public_pages.kinds()
    of_kind: dict[str, list[int]] = {}
    for entry in rows:
        of_kind.setdefault(entry.document.kind, []).append(entry.document_id)
    found = {pk: url for kind, ids in of_kind.items() for pk, url in public_pages.addresses(kind, ids).items()}
    return [
        Item(entry, found[entry.document_id], kinds[entry.document.kind].label)
        for entry in rows
        if entry.document_id in found
    ]


def _micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def _mark_of(after: str) -> tuple[datetime, int] | None:
    micros, _, pk = after.partition("_")
    if not (number(micros) and number(pk)) or len(micros) > 17:
        return None
    return datetime.fromtimestamp(number(micros) / 1_000_000, tz=UTC), number(pk)
