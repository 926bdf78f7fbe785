"""The column of a campaign (专栏): what was published about it, by day, with how it begins and its pictures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from jieneng.apps.openness import queries
from jieneng.apps.openness.queries import Asked, Item
from jieneng.core.documents import public_pages
from jieneng.core.documents.models import Disclosure
from jieneng.core.documents.public_pages import Picture, PublicPage
from jieneng.engine.documents.blocks import from_json
from jieneng.engine.documents.opening import opening
from jieneng.engine.periods import in_beijing

PICTURES = "pictures"  # the filter for photographs, beside the kinds of papers
_CAMPAIGN = "campaign"  # the sort of public page whose code a column bears
_MOST_SHOWN = 4  # pictures beside one paper
_LOOKED_THROUGH, _MOST_LED_TO = 200, 6


@dataclass(frozen=True)
class Entry:
    """One paper in the column: where it is read, how it begins, its pictures."""

    item: Item
    words: str
    pictures: list[Picture]


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]


@dataclass(frozen=True)
class ColumnPage:
    days: list[Day]
    next_url: str
    first_url: str


def campaign_of(code: str) -> PublicPage | None:
    """The campaign whose column it is, while its own page is open."""
    return public_pages.find(_CAMPAIGN, code)


def page_of(code: str, asked: Asked) -> ColumnPage:
    """One page of the column, the latest day first."""
    page = queries.page_of(asked, _rows(code, asked))
    entries = _entries(page.rows, most=None if asked.kind == PICTURES else _MOST_SHOWN)
    return ColumnPage(list(_by_day(entries)), page.next_url, page.first_url)


def latest(code: str, asked: Asked) -> list[Entry]:
    """The latest for a feed."""
    return _entries(queries.latest(asked, _rows(code, asked)), most=0)


def kinds() -> dict[str, str]:
    """What the column can be filtered by: the papers that stand in columns, and photographs."""
    found = {name: kind.label for name, kind in public_pages.kinds().items() if kind.in_columns}
    return found | ({PICTURES: "图片"} if _with_pictures() else {})


def newest() -> list[tuple[str, PublicPage]]:
    """The columns in which something was published last."""
    rows = Disclosure.objects.open().exclude(column="").order_by("-opened_at", "-id")
    codes = list(dict.fromkeys(rows.values_list("column", flat=True)[:_LOOKED_THROUGH]))[:_MOST_LED_TO]
    return [(code, page) for code in codes if (page := campaign_of(code))]


def _rows(code: str, asked: Asked) -> QuerySet[Disclosure]:
    rows = Disclosure.objects.open().in_column(code)
    return rows.filter(document__kind__in=_with_pictures()) if asked.kind == PICTURES else rows


def _with_pictures() -> list[str]:
    return [name for name, kind in public_pages.kinds().items() if kind.pictures]


def _entries(items: Iterable[Item], *, most: int | None) -> list[Entry]:
    """With their pictures, one query for each kind that has some."""
    rows = list(items)
    of_kind: dict[str, list[int]] = {}
    for item in rows:
        of_kind.setdefault(item.entry.document.kind, []).append(item.entry.document_id)
    shown = {pk: found for kind, ids in of_kind.items() for pk, found in public_pages.pictures(kind, ids).items()}
    return [Entry(item, _words(item), shown.get(item.entry.document_id, [])[:most]) for item in rows]


def _words(item: Item) -> str:
    return opening(from_json(item.entry.document.body))


def _by_day(entries: list[Entry]) -> Iterator[Day]:
    for day, found in groupby(entries, key=lambda entry: _day(entry.item.entry)):
        yield Day(day, list(found))


def _day(entry: Disclosure) -> date:
    assert entry.opened_at is not None  # it is open
    return in_beijing(entry.opened_at).date()
