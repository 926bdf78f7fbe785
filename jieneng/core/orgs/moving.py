"""Move an organisation, and all below it, under another counting owner."""

from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.orgs import headcounts, roster
from jieneng.core.orgs.actions import locked, require_register
from jieneng.core.orgs.models import Audience, Organization, OrganizationChange, RosterEntry
from jieneng.core.orgs.names import tokens_of
from jieneng.core.orgs.seats import child_path, last_step
from jieneng.ui.refusals import Refused

_BATCH = 2_000


@transaction.atomic
def move(organization: Organization, parent: Organization, *, by: Any, because: str, today: date) -> Organization:
    """Put an organisation under another parent from today on.

    Rights follow at once: every row that carries a path of the moved ones is rewritten. Figures do not: the roster of
    this year and what was counted by it stay; rosters of later years follow. treebeard's own move is not used: it takes
    the next free path, which may be one that another organisation has left, and it walks the table by LIKE.
    """
    organization, parent = locked(organization), locked(parent)
    former = organization.parent
    _require_possible(organization, former, parent)
    require_register(by, former)  # type: ignore[arg-type]
    require_register(by, parent)
    old, new = organization.path, child_path(parent.path, last_step(parent.path) + 1)
    n = _rewrite_tree(old, new)
    _rewrite_scoped_rows(old, new)
    _rewrite_later_rosters(new, today)
    roster.mark_moved(new, today)
    moved = Organization.objects.get(pk=organization.pk)
    _remember(moved, former, parent, by=by, on=today)
    record(by, "register.moved", moved, because=because, changes={"path": [old, new], "n": n})
    return moved


def scoped_models() -> list[type[models.Model]]:
    """Every model whose rows carry the path of their organisation, so that seeing is a range on an index."""
    return [model for model in apps.get_models() if _is_scoped(model)]


def _is_scoped(model: type[models.Model]) -> bool:
    try:
        path, owner = model._meta.get_field("org_path"), model._meta.get_field("organization")
    except FieldDoesNotExist:
        return False
    return isinstance(path, paths.PathField) and owner.related_model is Organization


def _require_possible(organization: Organization, former: Organization | None, parent: Organization) -> None:
    if former is None or paths.is_within(parent.path, organization.path):
        raise Refused("move-into-itself", name=organization.name)
    if parent.is_unit:
        raise Refused("unit-has-no-children", organization=parent.name)
    if not parent.is_open:
        raise Refused("already-closed", organization=parent.name)
    if former.pk == parent.pk:
        raise Refused("already-there", name=organization.name, parent=parent.name)


def _rewrite_tree(old: str, new: str) -> int:
    """The paths, depths and search tokens of the moved ones, and the children of both parents; gives how many moved."""
    by_depth = {"depth": F("depth") + (len(new) - len(old)) // paths.STEP}
    n = Organization.objects.filter(paths.within(old)).update(path=_moved("path", old, new), **by_depth)
    for path, change in ((paths.parent(old), -1), (paths.parent(new), 1)):
        Organization.objects.filter(path=path).update(numchild=F("numchild") + change)
    moved = Organization.objects.filter(paths.within(new)).only("path", "name", "region", "category")
    tokens = [
        (tokens_of(one.name, path=one.path, region=one.region_id or "", category=one.category), one.pk)
        for one in moved.iterator(chunk_size=_BATCH)
    ]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE orgs_organization SET name_tokens = %s WHERE id = %s", tokens)
    return n


def _rewrite_scoped_rows(old: str, new: str) -> None:
    for model in scoped_models():
        rows = model._default_manager.filter(paths.within(old, "org_path"))
        rows.update(org_path=_moved("org_path", old, new))
    Audience.objects.filter(paths.within(old, "root_path")).update(root_path=_moved("root_path", old, new))


def _rewrite_later_rosters(new: str, today: date) -> None:
    moved = {one.pk: one for one in Organization.objects.filter(paths.within(new))}
    for year in roster.years():
        if year > today.year:
            entries = list(RosterEntry.objects.filter(year=year, organization__in=moved))
            headcounts.count_in(entries, sign=-1)
            for entry in entries:
                entry.path, entry.depth = moved[entry.organization_id].path, moved[entry.organization_id].depth
            RosterEntry.objects.bulk_update(entries, ["path", "depth"], batch_size=_BATCH)
            headcounts.count_in(entries)


def _moved(column: str, old: str, new: str) -> Concat:
    return Concat(Value(new), Substr(column, len(old) + 1))


def _remember(moved: Organization, former: Organization | None, parent: Organization, *, by: Any, on: date) -> None:
    before, after = ({"parent": one.name, "parent_id": one.pk} for one in (former, parent) if one)
    OrganizationChange.objects.create(
        organization=moved, what="moved", on=on, before=before, after=after, by=by, at=timezone.now()
    )
