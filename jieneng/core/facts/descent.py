"""Find who is short of an answer in a large tree: look only into the parts whose counters are short."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Generic, TypeVar

from django.db.models import QuerySet

from jieneng.core import paths
from jieneng.core.orgs.models import Organization, RosterEntry
from jieneng.core.orgs.models.organization import UNIT

SMALL = 3_000  # below this many organisations one anti-join over the range is quick enough
Counts = dict[str, int]
Placed = TypeVar("Placed", Organization, RosterEntry)


@dataclass(frozen=True)
class Short(Generic[Placed]):
    """What is looked for: `rows` are those at and below a node without an answer; the counts say where to look.

    Organisations, where today's tree matters; roster entries, where that of the year does.
    """

    year: int
    n_asked: Callable[[Iterable[str]], Counts]
    n_answered: Callable[[Iterable[str]], Counts]
    rows: Callable[[str], "QuerySet[Placed]"]


def find(short: Short[Placed], node: str, *, after: str = "", most: int, n_asked: int | None = None) -> list[Placed]:
    """At most so many without an answer at and below a node, in tree order, from behind the path `after`.

    Who knows already how many are asked at the node hands it on.
    """
    n = short.n_asked([node])[node] if n_asked is None else n_asked
    return list(islice(_find(short, node, n, after, most), most))


@dataclass(frozen=True)
class Level:
    """A level by the roster of a year; `pk` is None where it stands at another place by now."""

    name: str
    pk: int | None


def levels(year: int, node: str) -> dict[str, Level]:
    """The levels right below a node by the roster of the year, by path."""
    children = RosterEntry.objects.children_of(year, node).exclude(kind=UNIT).order_by("path")
    rows = children.values_list("path", "organization__name", "organization", "organization__path")
    return {path: Level(name, pk if path == today else None) for path, name, pk, today in rows}


def _find(short: Short[Placed], node: str, n_asked: int, after: str, most: int) -> Iterator[Placed]:
    if n_asked <= SMALL:
        yield from _behind(short.rows(node), after)[:most]
        return
    yield from _behind(short.rows(node).filter(path=node), after)
    units = short.rows(node).filter(depth=paths.depth(node) + 1, kind=UNIT)
    in_levels = _in_levels(short, node, after, most)
    yield from merge(_behind(units, after)[:most], in_levels, key=lambda one: one.path)


def _in_levels(short: Short[Placed], node: str, after: str, most: int) -> Iterator[Placed]:
    below = [path for path in levels(short.year, node) if not _is_passed(path, after)]
    n_asked, n_answered = short.n_asked(below), short.n_answered(below)
    for path in below:
        if n_asked[path] > n_answered[path]:
            yield from _find(short, path, n_asked[path], after, most)


def _behind(rows: "QuerySet[Placed]", after: str) -> "QuerySet[Placed]":
    rows = rows.order_by("path")
    return rows.filter(path__gt=after) if after else rows


def _is_passed(path: str, after: str) -> bool:
    """Whether everything at and below `path` comes before `after` in tree order."""
    return bool(after) and path < after and not paths.is_within(after, path)
