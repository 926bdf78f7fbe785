"""How many organisations a cascade addresses at a node, whichever of its notices addresses them."""

from collections.abc import Iterable

from jieneng.apps.notices.models import Notice
from jieneng.core import paths
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Audience, Organization, RosterEntry


def n_addressed(audience: Audience, year: int) -> int:
    """How many organisations an audience has in all; by the nearest roster, while that of the year is not open."""
    counted_by = _year_open(audience.root_path, year)
    return expected(audience, counted_by, [audience.root_path])[audience.root_path] if counted_by else 0


def _year_open(path: str, year: int) -> int | None:
    """The year by whose roster is counted at a path: this one, or the nearest that is open, with its root entered."""
    entered = RosterEntry.objects.filter(organization__path=path[: paths.STEP]).values_list("year", flat=True)
    return min(entered, key=lambda opened: abs(opened - year), default=None)


def notices_above(root: Notice, path: str, *, own: bool = False) -> list[Notice]:
    """The published notices of a cascade on the line from its root to a node, the root first; at most one a level."""
    line = list(paths.ancestors(path))
    rows = Notice.objects.published().filter(root=root, org_path__in=line if own else line[:-1])
    return list(rows.select_related("audience", "organization").order_by("org_path"))


def addressed_from_above(
    root: Notice,
    nodes: Iterable[str],
    above: Iterable[Notice],
    *,
    besides: Organization | None = None,
    year: int | None = None,
) -> dict[str, int]:
    """How many the notices above address at each node and below it; what two of them address counts once.

    `besides` is an organisation that is not counted at its own node: whoever asks how many are below it. By the roster
    of the campaign's year, or of another one while that is not open.
    """
    year = year or root.campaign.year
    found = dict.fromkeys(nodes, 0)
    for notice in above:
        asked = expected(notice.audience, year, found)
        if besides is not None and besides.path in asked:
            asked[besides.path] -= int(notice.audience.includes(besides))
        found = {node: max(n, asked[node]) for node, n in found.items()}
    return found


def newly_reached(notice: Notice) -> int:
    """How many a notice that is passed on reaches that no notice above it had addressed."""
    root, organization = notice.root or notice, notice.organization
    above = notices_above(root, organization.path)
    year = _year_open(organization.path, root.campaign.year)
    known = addressed_from_above(root, [organization.path], above, besides=organization, year=year)[organization.path]
    return max(0, n_addressed(notice.audience, root.campaign.year) - known)
