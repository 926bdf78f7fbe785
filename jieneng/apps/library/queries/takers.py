"""Who has taken a piece and who has not yet: those directly below one node, a page at a time.

A nation is never walked: one looks at one's own next level, and from there at the next one down.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef

from jieneng.apps.library.models import Download, Piece, Usage
from jieneng.apps.library.queries.pieces import Page
from jieneng.core import paths
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import tallies

SIZE = 50
STATES = (("", "全部"), ("missing", "未下载"), ("taken", "已下载"))


@dataclass
class Taker:
    """One organisation: the days on which it took the piece, and what it has done with it."""

    organization: Organization
    days: list[date] = field(default_factory=list)
    used: dict[tuple[str, str], int] = field(default_factory=dict)  # label and unit of the use


@dataclass(frozen=True)
class Counted:
    """What the platform has counted of the whole activity at a node and below it; `as_of` is how old it is."""

    figures: list[tuple[str, int | Decimal, str]]
    as_of: datetime | None


def takers_page(piece: Piece, node: Organization, state: str, after: str) -> Page:
    """Four queries."""
    rows = Organization.objects.children_of(node).open()
    took = Exists(Download.objects.filter(piece=piece, organization=OuterRef("pk")))
    if state:
        rows = rows.filter(took if state == "taken" else ~took)
    rows = rows.filter(path__gt=after) if after else rows
    found = list(rows.order_by("path")[: SIZE + 1])
    kept = f"?under={node.pk}" + (f"&state={state}" if state else "")
    next_url = f"{kept}&after={found[SIZE - 1].path}" if len(found) > SIZE else ""
    return Page(_told(piece, found[:SIZE]), next_url, kept if after else "")


def usages_of(piece: Piece, organization: Organization) -> list[Usage]:
    """What an organisation has entered, the latest first; every row, those that were corrected as well."""
    rows = Usage.objects.filter(piece=piece, organization=organization).select_related("piece", "by", "corrected_by")
    return list(rows.order_by("-id")[:100])


def counted(piece: Piece, node: str) -> Counted:
    """Of all pieces of the activity together, as it is folded."""
    standing = tallied([piece.activity_id], [node])[node][piece.activity_id]
    known = tallies()
    return Counted([(known[item].label, n, known[item].unit) for item, n in standing.values.items()], standing.as_of)


def _told(piece: Piece, organizations: list[Organization]) -> list[Taker]:
    found = {each.pk: Taker(each) for each in organizations}
    here = {"piece": piece, "organization__in": list(found)}
    for pk, day in Download.objects.filter(**here).order_by("day").values_list("organization", "day"):
        found[pk].days.append(day)
    for row in Usage.objects.current().filter(**here, n__gt=0).select_related("piece"):
        used, key = found[row.organization_id].used, (row.use_label, row.unit)
        used[key] = used.get(key, 0) + row.n
    return list(found.values())


def base_of(piece: Piece, organization: Organization) -> Organization:
    """From where one looks: one's own node where the piece comes from above, else that of the organiser."""
    return organization if paths.is_within(organization.path, piece.org_path) else piece.organization
