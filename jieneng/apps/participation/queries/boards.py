"""Boards by organisation, from what is counted: a node itself and those next below it, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jieneng.apps.participation.queries.works import Page
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import tallies

SIZE = 50


@dataclass(frozen=True)
class Line:
    """An organisation on the board, as it is folded."""

    organization: Organization
    values: list[Decimal | int]


@dataclass(frozen=True)
class Board:
    heads: list[tuple[str, str]]
    head: list[Line]
    page: Page


def board(activity: Activity, items: Sequence[str], node: Organization, after: str) -> Board:
    """Some items of an activity: the node with all below it (on the first page), then each next below."""
    below = Organization.objects.open().children_of(node).filter(path__gt=after).order_by("path")
    found = list(below[: SIZE + 1])
    own = [] if after else [node]
    lines = lines_of(activity, items, [*own, *found[:SIZE]])
    next_url = f"?after={found[SIZE - 1].path}" if len(found) > SIZE else ""
    heads = [(tallies()[item].label, tallies()[item].unit) for item in items]
    return Board(heads, lines[: len(own)], Page(lines[len(own) :], next_url, "?" if after else ""))


def lines_of(activity: Activity, items: Sequence[str], organizations: Iterable[Organization]) -> list[Line]:
    asked = list(organizations)
    found = tallied([activity.pk], [one.path for one in asked])
    return [Line(one, [found[one.path][activity.pk].values.get(item, 0) for item in items]) for one in asked]
