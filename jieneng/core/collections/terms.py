"""What holds for one organisation in a collection: its day, its reviewers, its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from jieneng.core import paths
from jieneng.core.collections.composed import composed
from jieneng.core.collections.groups import group_of, groups_of
from jieneng.core.collections.models import Collection, Extension, LocalTerms, ReporterGroup
from jieneng.core.forms.definition import Form
from jieneng.core.orgs.models import Organization


@dataclass(frozen=True)
class Due:
    """Until when an organisation has to report, and who says so."""

    at: datetime
    set_by: str  # name of the level whose day it is, or of the group of reporters
    is_extended: bool = False

    def is_past(self, now: datetime, grace: timedelta = timedelta()) -> bool:
        return now > self.at + grace


def due_of(collection: Collection, organization: Organization) -> Due:
    """The day that holds: an extension, else the nearest level's above, the group's, the collection's."""
    extension = Extension.objects.filter(collection=collection, organization=organization).first()
    return extended_due(extension) if extension else due_from_above(collection, organization)


def due_from_above(collection: Collection, organization: Organization) -> Due:
    """By when the organisation has to reply to those above it, were it not for an extension."""
    return nearest_due(collection, organization.path, terms_above(collection, organization.path).last())


def due_below(collection: Collection, node: Organization) -> Due:
    """By when those below a node have to report to it: its own day, or that which holds for itself."""
    return nearest_due(collection, node.path, terms_along(node.path).filter(collection=collection).last())


@dataclass(frozen=True)
class Held:
    """What holds for one organisation, looked up once: its group, the levels above it from the top, its extension."""

    collection: Collection
    organization: Organization
    group: ReporterGroup | None
    above: list[LocalTerms]
    extension: Extension | None

    @property
    def due(self) -> Due:
        if self.extension:
            return extended_due(self.extension)
        return nearest_due(self.collection, self.organization.path, self.above[-1] if self.above else None)

    @property
    def form(self) -> Form:
        return composed(self.collection, self.group, [terms for terms in self.above if terms.extra_form])

    def reviewers(self) -> list[Organization]:
        """Who reviews, from the first to the last; one query."""
        first = first_reviewer(self.collection, self.organization)
        above_first = (terms for terms in reversed(self.above) if len(terms.org_path) < len(first.path))
        return [first, *(terms.organization for terms in above_first if terms.reviews)]


def held_for(collection: Collection, organization: Organization) -> Held:
    """Group, levels and extension together; three queries, two more in a grouped collection."""
    above = terms_above(collection, organization.path).select_related("extra_form", "organization__region")
    return Held(
        collection=collection,
        organization=organization,
        group=group_of(collection, organization.path),
        above=list(above),
        extension=Extension.objects.filter(collection=collection, organization=organization).first(),
    )


@dataclass(frozen=True)
class LevelDues:
    """By when those below a level report to it, and by when it reports upward itself; None for the one who asks."""

    below: Due
    upward: Due | None


def level_dues(collection: Collection, node: Organization) -> LevelDues:
    """`due_below` and `due_of` of a level together: three queries, two more in a grouped collection."""
    along = list(terms_along(node.path).filter(collection=collection))
    above = [terms for terms in along if terms.organization_id != node.pk]
    from_above = nearest_due(collection, node.path, above[-1] if above else None)
    below = nearest_due(collection, node.path, along[-1]) if along else from_above
    if node.path == collection.audience.root_path:
        return LevelDues(below, None)
    extension = Extension.objects.filter(collection=collection, organization=node).first()
    return LevelDues(below, extended_due(extension) if extension else from_above)


def nearest_due(collection: Collection, path: str, terms: LocalTerms | None) -> Due:
    """The day of the nearest level's terms, else that of the group of the organisation at this path, else its own."""
    if terms:
        return Due(terms.due_at, terms.organization.name)
    group = group_of(collection, path)
    return Due(group.due_at, group.name) if group else Due(collection.due_at, collection.organization.name)


def extended_due(extension: Extension) -> Due:
    """The day of an extension."""
    return Due(extension.due_at, "", is_extended=True)


def terms_above(collection: Collection, path: str) -> "QuerySet[LocalTerms]":
    """The local terms of the levels above a node, from the top down; a level's own terms do not bind itself."""
    return terms_along(paths.parent(path)).filter(collection=collection)


def terms_along(path: str) -> "QuerySet[LocalTerms]":
    """The local terms of the levels from the top down to a node, its own included."""
    terms = LocalTerms.objects.filter(org_path__in=list(paths.ancestors(path)))
    return terms.select_related("organization").order_by("org_path")


def first_reviewer(collection: Collection, organization: Organization) -> Organization:
    """Who reviews first: the counting owner; the one who asks, for their own answer."""
    if organization.path == collection.audience.root_path:
        return organization
    return organization.parent or organization


def next_reviewer(collection: Collection, reviewer: Organization) -> Organization | None:
    """The next level up that asked to review too, None when the last has accepted."""
    further = terms_above(collection, reviewer.path).filter(reviews=True).last()
    return further.organization if further else None


def form_for(collection: Collection, path: str) -> Form:
    """The form that an organisation at this path fills in: the collection's, and the sections its levels add."""
    return forms_for(collection, [path])[path]


def forms_for(collection: Collection, places: Iterable[str]) -> dict[str, Form]:
    """The forms of many organisations by their paths; one form is made for those that share group and levels."""
    asked = list(places)
    levels = {path: tuple(paths.ancestors(path))[:-1] for path in asked}
    above = {level for line in levels.values() for level in line}
    adding = LocalTerms.objects.filter(collection=collection, org_path__in=above, extra_form__isnull=False)
    added = {terms.org_path: terms for terms in adding.select_related("extra_form", "organization__region")}
    groups = groups_of(collection, asked)
    keys = {path: (groups[path], tuple(level for level in line if level in added)) for path, line in levels.items()}
    made = {key: composed(collection, key[0], [added[level] for level in key[1]]) for key in set(keys.values())}
    return {path: made[key] for path, key in keys.items()}
