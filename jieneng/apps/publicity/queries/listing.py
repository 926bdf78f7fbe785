"""The list of briefs, and the collections for which one can be written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.candidates import with_highlight, with_photos
from jieneng.core.collections.models import Collection
from jieneng.core.documents.models import ISSUED, SUBMITTED
from jieneng.core.documents.queries import own_answer, standing
from jieneng.core.facts.totals import total
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Organization

_PAGE = 30
_MOST_OPEN = 10
LOOKS = {ISSUED: "done", SUBMITTED: "wait"}


@dataclass(frozen=True)
class Page:
    rows: list[Brief]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Ready:
    """What a brief on a collection could be made of today."""

    collection: Collection
    n_counted: int
    n_expected: int
    is_own_in: bool
    asks_own: bool
    has_highlights: bool
    has_photos: bool
    as_of: datetime


def page_of(person: Any, *, state: str = "", after: int | None = None) -> Page:
    """The briefs in someone's sight, newest first."""
    rows = Brief.objects.visible_to(person).select_related("document__made_by", "organization", "collection")
    rows = rows.filter(document__state=state) if state else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.order_by("-pk")[: _PAGE + 1])
    kept = f"state={state}&" if state else ""
    next_url = f"?{kept}after={found[_PAGE - 1].pk}" if len(found) > _PAGE else ""
    return Page(found[:_PAGE], next_url, f"?{kept}" if after else "")


def unwritten(organization: Organization) -> QuerySet[Collection]:
    """The collections that an organisation asked itself or made its own campaign of, and has no brief on yet."""
    written = Brief.objects.filter(collection=OuterRef("pk"), organization=organization)
    own = Q(organization=organization) | Q(campaigns__organization=organization)
    return Collection.objects.filter(own).filter(~Exists(written)).distinct().order_by("-due_at")


def offered(organization: Organization) -> list[Collection]:
    """The latest of them, for the list page."""
    return list(unwritten(organization)[:_MOST_OPEN])


def ready(collection: Collection, organization: Organization) -> Ready:
    """What there is to write from."""
    known = standing(collection, organization.path)
    return Ready(
        collection=collection,
        n_counted=known.n_counted,
        n_expected=known.n_expected,
        is_own_in=own_answer(collection, organization.path) is not None,
        asks_own=collection.audience.includes(organization),
        has_highlights=with_highlight(collection, organization).exists(),
        has_photos=with_photos(collection, organization).exists(),
        as_of=known.as_of,
    )


def is_complete(collection: Collection, organization: Organization) -> bool:
    """Whether everybody at and below the organisation is accepted."""
    asked = expected(collection.audience, collection.year, [organization.path])[organization.path]
    return 0 < asked <= total(collection.series_id, organization.path).counter("counted")
