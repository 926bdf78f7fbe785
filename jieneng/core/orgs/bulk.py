"""Found many organisations at once: paths are worked out here and written in batches, with everything that belongs.

The result is the same as founding them one by one: roster entry, headcounts and change for each; but one audit entry
for the whole load.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.orgs import headcounts, roster
from jieneng.core.orgs.actions import locked, require_register, state_of
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT
from jieneng.core.orgs.names import tokens_of
from jieneng.core.orgs.seats import child_path, last_step
from jieneng.ui.refusals import Refused

_BATCH = 5_000
# Plain SQL for the rows whose ids nobody needs: through the ORM they would take two thirds of the time.
_STANDING = ("path", "depth", "kind", "level", "category", "affiliation", "region_id")
_ENTER = (
    "INSERT INTO orgs_rosterentry (year, organization_id, path, depth, kind, level, category, affiliation, region_code)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, COALESCE(%s, ''))"
)
_OPENED = (
    'INSERT INTO orgs_organizationchange (organization_id, what, "on", before, after, by_id, at)'
    " VALUES (%s, 'opened', %s, '{}', %s, %s, %s)"
)
_ADD_CHILDREN = "UPDATE orgs_organization SET numchild = numchild + %s WHERE path = %s"


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """One organisation to be. `parent`: the index of an earlier row, an organisation that exists, or None for the root.

    Codes as in rulebook/organizations.yaml; `region` is a six-digit code or None.
    """

    name: str
    kind: str
    level: str
    category: str
    affiliation: str
    region: str | None = None
    credit_code: str | None = None
    parent: "int | Organization | None" = None


def found_many(root: Organization, rows: Iterable[NewOrganization], *, by: Any, today: date) -> list[Organization]:
    """Found all of these below `root`, parents before children, or none of them; gives them in the order of the rows.

    `by` is None for the platform itself (first set-up). Raises Refused "unit-has-no-children" and "already-closed".
    """
    made: list[Organization] = []
    with transaction.atomic():
        for batch in _found(root, rows, by=by, today=today):
            made += batch
    return made


def load_many(root: Organization, rows: Iterable[NewOrganization], *, by: Any, today: date) -> int:
    """The same for a stream that need not fit into memory; gives how many were founded."""
    with transaction.atomic():
        return sum(len(batch) for batch in _found(root, rows, by=by, today=today))


def _found(
    root: Organization, rows: Iterable[NewOrganization], *, by: Any, today: date
) -> Iterator[list[Organization]]:
    if by is not None:
        require_register(by, root)
    if not root.is_open:
        raise Refused("already-closed", organization=root.name)
    seats = _Seats(root, today)
    years = roster.years_from(today)
    counts: Counter[Any] = Counter()
    stream, n = iter(rows), 0
    while batch := [seats.take(row) for row in islice(stream, _BATCH)]:
        _write(batch, years, by=by, today=today)
        counts.update(_sorts(batch))
        n += len(batch)
        yield batch
    seats.count_children()
    _count(counts, years)
    record(by, "register.found_many", root, changes={"n": n})


class _Seats:
    """Gives every row its path. Keeps only those that can have children: a unit has none."""

    def __init__(self, root: Organization, today: date) -> None:
        self.today = today
        self.nodes: dict[int, Organization] = {}  # by the index of the row
        self.steps: dict[str, int] = {}  # the last child of each parent, by the parent's path
        self.n_children: Counter[str] = Counter()
        self.parents: dict[str, Organization] = {}
        self.root = root
        self.n = 0

    def take(self, row: NewOrganization) -> Organization:
        parent = self._parent(row)
        step = self.steps[parent.path] = self.steps[parent.path] + 1
        self.n_children[parent.path] += 1
        organization = Organization(
            path=child_path(parent.path, step),
            depth=parent.depth + 1,
            name=row.name,
            credit_code=row.credit_code,
            region_id=row.region,
            kind=row.kind,
            level=row.level,
            category=row.category,
            affiliation=row.affiliation,
            opened_on=self.today,
        )
        organization.name_tokens = tokens_of(
            row.name, path=organization.path, region=row.region or "", category=row.category
        )
        if row.kind != UNIT:
            self.nodes[self.n] = organization
            self.steps[organization.path] = 0
        self.n += 1
        return organization

    def _parent(self, row: NewOrganization) -> Organization:
        if isinstance(row.parent, int):
            if row.parent not in self.nodes:
                raise Refused("unit-has-no-children", organization=row.name)
            return self.nodes[row.parent]
        return self._standing(row.parent or self.root)

    def _standing(self, parent: Organization) -> Organization:
        """A parent that exists already: locked, and its last child looked up, the first time it is met."""
        if parent.path not in self.parents:
            parent = locked(parent)
            if parent.is_unit:
                raise Refused("unit-has-no-children", organization=parent.name)
            self.parents[parent.path] = parent
            self.steps[parent.path] = last_step(parent.path)
        return self.parents[parent.path]

    def count_children(self) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD_CHILDREN, [(n, path) for path, n in sorted(self.n_children.items())])
        for node in [*self.nodes.values(), *self.parents.values()]:
            node.numchild += self.n_children[node.path]


def _write(batch: list[Organization], years: list[int], *, by: Any, today: date) -> None:
    Organization.objects.bulk_create(batch)
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    person = by.pk if by is not None else None
    with connection.cursor() as cursor:
        for year in years:
            cursor.executemany(_ENTER, [(year, one.pk, *(getattr(one, name) for name in _STANDING)) for one in batch])
        cursor.executemany(
            _OPENED, [(one.pk, today, json.dumps(state_of(one), ensure_ascii=False), person, at) for one in batch]
        )


def _sorts(batch: list[Organization]) -> Iterator[tuple[str, str, str, str, str, int]]:
    """The node each one counts at, and of what sort it is."""
    for one in batch:
        route = paths.parent(one.path) if one.kind == UNIT else one.path
        yield route, one.kind, one.level, one.category, one.affiliation, one.depth


def _count(counts: Counter[Any], years: list[int]) -> None:
    sums: Counter[headcounts.Sort] = Counter()
    for (route, *sort), n in counts.items():
        for node in paths.ancestors(route):
            for year in years:
                sums[(year, node, *sort)] += n
    headcounts.add(sums)
