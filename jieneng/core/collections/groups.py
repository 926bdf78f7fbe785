"""To which group of reporters an organisation belongs."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from jieneng.core import paths
from jieneng.core.collections.models import Collection, ReporterGroup
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.audience import read_lists


def group_of(collection: Collection, path: str) -> ReporterGroup | None:
    """The group of the organisation at this path; None where the collection has none that takes it in."""
    return groups_of(collection, [path])[path]


def groups_of(collection: Collection, places: Iterable[str]) -> dict[str, ReporterGroup | None]:
    """The groups of many organisations by their paths; three queries, for a collection without groups one at most."""
    lines = {path: _reports_through(path, collection.org_path) for path in places}
    if not collection.sorts:
        return dict.fromkeys(lines)
    read_lists(group.audience for group in collection.sorts)
    reporters = Organization.objects.filter(path__in=set(lines.values()))
    held = {reporter.path: _first(collection.sorts, reporter) for reporter in reporters}
    return {path: held.get(line) for path, line in lines.items()}


def read_groups(collections: Iterable[Collection]) -> None:
    """Look up the groups of many collections at once; one query."""
    groups = ReporterGroup.objects.select_related("audience", "extra_form")
    prefetch_related_objects(list(collections), Prefetch("groups", groups, to_attr="sorts"))


def _reports_through(path: str, root: str) -> str:
    """The path of the one right below the root through whom this organisation reports; "" for the root itself."""
    return path[: len(root) + paths.STEP] if len(path) > len(root) and paths.is_within(path, root) else ""


def _first(groups: Iterable[ReporterGroup], reporter: Organization) -> ReporterGroup | None:
    return next((group for group in groups if group.audience.includes(reporter)), None)
