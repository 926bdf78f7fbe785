"""The totals of a collection at a node, item by item, and one of them opened: to its parts, to the units' answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from jieneng.core.collections.models import Collection
from jieneng.core.collections.queries.opened import Behind, Part, behind, parts
from jieneng.core.collections.queries.sections import CountedSection, Item, counted_sections
from jieneng.core.collections.queries.standing import standing, value_of
from jieneng.core.facts.amounts import Sum
from jieneng.core.facts.models import Series
from jieneng.core.orgs.models import Organization

_MOST = 50
_NAMED = 6  # levels that added a section, by name; the others as a number


@dataclass(frozen=True)
class Line:
    """An item with what it comes to; `value` is None as long as nobody gave it."""

    item: Item
    value: Decimal | int | None
    sum: Sum

    @property
    def n_given(self) -> int:
        return self.sum[1]

    @property
    def n_approximate(self) -> int:
        return self.sum[2]

    @property
    def n_not_counted(self) -> int:
        return self.sum[3]


@dataclass(frozen=True)
class Block:
    """A section of the table."""

    section: CountedSection
    lines: tuple[Line, ...]

    @property
    def named(self) -> str:
        return "、".join(self.section.added_by[:_NAMED])

    @property
    def n_unnamed(self) -> int:
        return max(0, len(self.section.added_by) - _NAMED)

    @property
    def not_asked(self) -> str:
        return "、".join(self.section.not_asked)


@dataclass(frozen=True)
class Totals:
    """Everything that is counted at a node, what is asked of everyone first."""

    blocks: tuple[Block, ...]
    n_counted: int
    n_expected: int
    as_of: datetime

    def line(self, key: str) -> tuple[Block, Line] | None:
        found = ((block, line) for block in self.blocks for line in block.lines if line.item.key == key)
        return next(found, None)

    @property
    def common(self) -> list[Block]:
        return [block for block in self.blocks if not block.section.added_by]

    @property
    def added(self) -> list[Block]:
        return [block for block in self.blocks if block.section.added_by]


@dataclass
class Opened:
    """An opened figure. `lines` are its parts with where each leads, `rows` the answers behind it."""

    block: Block
    line: Line
    by: str
    lines: list[tuple[Part, str]] = field(default_factory=list)
    rows: list[Behind] = field(default_factory=list)
    next_url: str = ""
    first_url: str = ""


def totals_of(collection: Collection, node: Organization) -> Totals:
    """What every counted item comes to at this moment; two dozen queries, whatever stands below."""
    known = standing(collection, node.path)
    series = collection.series
    blocks = [
        Block(section, tuple(_line(series, item, known.sum(item.key)) for item in section.items))
        for section in counted_sections(collection, node.path, known.n_expected)
    ]
    return Totals(tuple(blocks), known.n_counted, known.n_expected, known.as_of)


def opened(
    collection: Collection, node: Organization, found: tuple[Block, Line], *, by: str, after: str, seen_by: Any
) -> Opened:
    """One item at a node: by area, or the units' answers from behind `after`, as far as seen."""
    panel = Opened(*found, by=by)
    key = panel.line.item.key
    if by == "area":
        panel.lines = list(_parts(collection, node, key))
        return panel
    rows = behind(collection, key, node.path, seen_by=seen_by, after=after, most=_MOST + 1)
    panel.rows = rows[:_MOST]
    if len(rows) > _MOST:
        panel.next_url = _here(key, after=panel.rows[-1].place)
    panel.first_url = _here(key) if after else ""
    return panel


def _line(series: Series, item: Item, sum_: Sum) -> Line:
    return Line(item, value_of(series, item.key, sum_) if sum_[1] else None, sum_)


def _parts(collection: Collection, node: Organization, key: str) -> Iterator[tuple[Part, str]]:
    """The parts that have anything to say of the item; a level leads to its own totals, units to their answers."""
    found = [part for part in parts(collection, key, node.path) if part.kind == "total" or part.n_given]
    below = [part.path for part in found if part.kind == "level"]
    ids = dict(Organization.objects.filter(path__in=below).values_list("path", "pk"))
    for part in found:
        url = _here(key) if part.kind == "units" else ""
        if part.kind == "level" and part.path in ids:
            address = reverse("reporting:totals_at", args=[collection.pk, ids[part.path]])
            url = f"{address}?{urlencode({'figure': key})}#figure"
        yield part, url


def _here(key: str, **said: str) -> str:
    return f"?{urlencode({'figure': key, 'by': 'rows', **said})}#figure"
