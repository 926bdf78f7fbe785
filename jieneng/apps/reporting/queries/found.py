"""Find organisations of a collection by name, state and category; a keyset page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.apps.reporting.queries.handed_in import state_of
from jieneng.core import paths
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.collections.models.answers import ACCEPTED, DRAFT, RETURNED, WAITING
from jieneng.core.collections.queries.missing import missing, silent
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.roster import place_of

_PAGE = 50
_MOST_NAMED = 400  # ids a search for a name may give
STATES = {
    "missing": "未报",
    "reported": "已报",
    WAITING: "待审核",
    RETURNED: "已退回",
    ACCEPTED: "已审核",
    "late": "迟报",
}


@dataclass(frozen=True)
class Filters:
    """The conditions in the address; empty ones ask nothing."""

    text: str = ""
    state: str = ""
    category: str = ""
    after: str = ""

    @property
    def are_set(self) -> bool:
        return bool(self.text or self.state or self.category)

    def address(self, **changes: str) -> str:
        said = {"q": self.text, "state": self.state, "category": self.category, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Row:
    """One organisation and how far its report is."""

    organization: Organization
    submission: Submission | None

    @property
    def state(self) -> tuple[str, str]:
        if self.submission is None or self.submission.state == DRAFT:
            return "late", "未报"
        return state_of(self.submission)

    @property
    def is_handed_in(self) -> bool:
        return self.submission is not None and self.submission.version_id is not None


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next_url: str = ""
    first_url: str = ""


def found(collection: Collection, node: Organization, filters: Filters) -> Page:
    """Those that meet the filters at and below a node, in tree order; three queries."""
    placed = _missing(collection, node, filters) if filters.state == "missing" else _found(collection, node, filters)
    page, more = [one for _, one in placed[:_PAGE]], len(placed) > _PAGE
    answers = Submission.objects.filter(collection=collection, organization__in=page)
    by_organization = {answer.organization_id: answer for answer in answers}
    return Page(
        [Row(one, by_organization.get(one.pk)) for one in page],
        next_url=filters.address(after=placed[_PAGE - 1][0]) if more else "",
        first_url=filters.address() if filters.after else "",
    )


def _missing(collection: Collection, node: Organization, filters: Filters) -> list[tuple[str, Organization]]:
    """One more than a page holds, as they stand in the roster of the year.

    All of them are found by their counters, however few among however many.
    """
    place = place_of(node, collection.year)
    if not (filters.text or filters.category):
        found = missing(collection, place, after=filters.after, most=_PAGE + 1)
        return [(entry.path, entry.organization) for entry in found]
    rows = silent(collection, place).order_by("path")
    if filters.text:
        rows = rows.filter(organization__in=_named(filters.text, node))
    if filters.category:
        rows = rows.filter(category=filters.category)
    rows = rows.filter(path__gt=filters.after) if filters.after else rows
    return [(entry.path, entry.organization) for entry in rows[: _PAGE + 1]]


def _named(text: str, node: Organization) -> list[int]:
    return names.search(text, [frozenset({f"p{node.path.lower()}"})], most=_MOST_NAMED)


def _found(collection: Collection, node: Organization, filters: Filters) -> list[tuple[str, Organization]]:
    """One more than a page holds, in the order of today's tree."""
    rows = collection.audience.organizations(under=node.path)
    if filters.text:
        rows = rows.filter(pk__in=_named(filters.text, node))
    if filters.category:
        rows = rows.filter(category=filters.category)
    rows = _in_state(rows, collection, node, filters.state)
    if filters.after:
        rows = rows.filter(path__gt=filters.after)
    return [(one.path, one) for one in rows.order_by("path")[: _PAGE + 1]]


def _in_state(
    rows: "QuerySet[Organization]", collection: Collection, node: Organization, state: str
) -> "QuerySet[Organization]":
    answers = Submission.objects.filter(paths.within(node.path, "org_path"), collection=collection)
    own = answers.handed_in().filter(organization=OuterRef("pk"))
    if state == "reported":
        return rows.filter(Exists(own))
    if state == "late":
        return rows.filter(Exists(own.filter(is_late=True)))
    return rows.filter(Exists(own.filter(state=state))) if state in STATES else rows
