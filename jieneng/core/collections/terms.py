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
    if extension:
        return Due(extension.due_at, "", is_extended=True)
    return due_from_above(collection, organization)


def due_from_above(collection: Collection, organization: Organization) -> Due:
    """By when the organisation has to reply to those above it, were it not for an extension."""
    return _nearest(collection, organization.path, terms_above(collection, organization.path).last())


def due_below(collection: Collection, node: Organization) -> Due:
    """By when those below a node have to report to it: its own day, or that which holds for itself."""
    levels = LocalTerms.objects.filter(collection=collection, org_path__in=list(paths.ancestors(node.path)))
    return _nearest(collection, node.path, levels.select_related("organization").order_by("org_path").last())


def _nearest(collection: Collection, path: str, terms: LocalTerms | None) -> Due:
    if terms:
        return Due(terms.due_at, terms.organization.name)
    group = group_of(collection, path)
    return Due(group.due_at, group.name) if group else Due(collection.due_at, collection.organization.name)


def dues_of(organization: Organization, collections: Iterable[Collection]) -> dict[int, Due]:
    """The same for many collections of one organisation, by collection; three queries, two more a grouped one."""
    asked = list(collections)
    extended = Extension.objects.filter(collection__in=asked, organization=organization).order_by("id")
    later = {extension.collection_id: Due(extension.due_at, "", is_extended=True) for extension in extended}
    above = list(paths.ancestors(organization.path))[:-1]
    terms = LocalTerms.objects.filter(collection__in=asked, org_path__in=above).select_related("organization")
    nearest = {term.collection_id: Due(term.due_at, term.organization.name) for term in terms.order_by("org_path")}
    grouped = set(ReporterGroup.objects.filter(collection__in=asked).values_list("collection_id", flat=True))
    own = {
        collection.pk: _nearest(collection, organization.path, None)
        if collection.pk in grouped - nearest.keys()
        else Due(collection.due_at, collection.organization.name)
        for collection in asked
    }
    return own | nearest | later


def terms_above(collection: Collection, path: str) -> "QuerySet[LocalTerms]":
    """The local terms of the levels above a node, from the top down; a level's own terms do not bind itself."""
    above = list(paths.ancestors(path))[:-1]
    terms = LocalTerms.objects.filter(collection=collection, org_path__in=above)
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
