"""The list of briefs, and the collections for which one can be written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.candidates import with_highlight, with_photos
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection
from jieneng.core.documents.models import ISSUED, SUBMITTED
from jieneng.core.documents.queries import own_answer, standing
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.compositions import Composition, compositions

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


@dataclass(frozen=True)
class Offering:
    """A collection and the kinds of papers that can be begun on it; `again` has been issued once already."""

    collection: Collection
    kinds: list[tuple[Composition, bool]]


def page_of(person: Any, *, state: str = "", kind: str = "", after: int | None = None) -> Page:
    """The papers in someone's sight, newest first."""
    rows = Brief.objects.visible_to(person).select_related("document__made_by", "organization", "collection")
    rows = rows.filter(document__state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.order_by("-pk")[: _PAGE + 1])
    kept = "".join(f"{name}={said}&" for name, said in (("kind", kind), ("state", state)) if said)
    next_url = f"?{kept}after={found[_PAGE - 1].pk}" if len(found) > _PAGE else ""
    return Page(found[:_PAGE], next_url, f"?{kept}" if after else "")


def unwritten(organization: Organization) -> QuerySet[Collection]:
    """The collections that an organisation asked itself or made its own campaign of, and has no brief on yet."""
    written = Brief.objects.filter(collection=OuterRef("pk"), organization=organization, kind="brief")
    return _of(organization).filter(~Exists(written))


def offered(organization: Organization) -> list[Offering]:
    """What can be begun on the latest collections: each kind of paper that is not being written already."""
    latest = list(_of(organization).select_related("organization")[:_MOST_OPEN])
    papers = Brief.objects.filter(collection__in=latest, organization=organization)
    written = {(pk, kind, no is None) for pk, kind, no in papers.values_list("collection", "kind", "issue_no")}
    found = []
    for collection in latest:
        free = [one for kind, one in compositions().items() if (collection.pk, kind, True) not in written]
        kinds = [(one, (collection.pk, one.kind, False) in written) for one in free]
        found += [Offering(collection, kinds)] if kinds else []
    return found


def _of(organization: Organization) -> QuerySet[Collection]:
    of_its_campaigns = Campaign.objects.filter(organization=organization, collection__isnull=False)
    own = Q(organization=organization) | Q(pk__in=of_its_campaigns.values("collection"))
    return Collection.objects.filter(own).order_by("-due_at")


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
