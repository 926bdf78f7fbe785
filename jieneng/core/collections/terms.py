"""What holds for one organisation in a collection: its day, its reviewers, its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from jieneng.core import paths
from jieneng.core.collections.models import Collection, Extension, LocalTerms
from jieneng.core.forms.definition import Form, form_from
from jieneng.core.orgs.models import Organization


@dataclass(frozen=True)
class Due:
    """Until when an organisation has to report, and who says so."""

    at: datetime
    set_by: str  # name of the level whose day it is
    is_extended: bool = False

    def is_past(self, now: datetime, grace: timedelta = timedelta()) -> bool:
        return now > self.at + grace


def due_of(collection: Collection, organization: Organization) -> Due:
    """The day that holds: an extension, else the nearest level above with terms of its own, else the collection's."""
    extension = Extension.objects.filter(collection=collection, organization=organization).first()
    if extension:
        return Due(extension.due_at, "", is_extended=True)
    nearest = terms_above(collection, organization.path).last()
    if nearest:
        return Due(nearest.due_at, nearest.organization.name)
    return Due(collection.due_at, collection.organization.name)


def dues_of(organization: Organization, collections: Iterable[Collection]) -> dict[int, Due]:
    """The same for many collections of one organisation, by collection; two queries."""
    asked = list(collections)
    extended = Extension.objects.filter(collection__in=asked, organization=organization).order_by("id")
    later = {extension.collection_id: Due(extension.due_at, "", is_extended=True) for extension in extended}
    above = list(paths.ancestors(organization.path))[:-1]
    terms = LocalTerms.objects.filter(collection__in=asked, org_path__in=above).select_related("organization")
    nearest = {term.collection_id: Due(term.due_at, term.organization.name) for term in terms.order_by("org_path")}
    own = {collection.pk: Due(collection.due_at, collection.organization.name) for collection in asked}
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
    """The forms of many organisations by their paths; one query, and one form for those that share their levels."""
    asked = list(places)
    levels = {path: tuple(paths.ancestors(path))[:-1] for path in asked}
    above = {level for line in levels.values() for level in line}
    adding = LocalTerms.objects.filter(collection=collection, org_path__in=above, extra_form__isnull=False)
    added = {terms.org_path: terms for terms in adding.select_related("extra_form", "organization__region")}
    adders = {path: tuple(level for level in line if level in added) for path, line in levels.items()}
    made = {key: _with_sections(collection, [added[level] for level in key]) for key in set(adders.values())}
    return {path: made[key] for path, key in adders.items()}


def _with_sections(collection: Collection, adding: list[LocalTerms]) -> Form:
    """The levels from the top down; what an upper one asks already, a lower one does not ask again."""
    if not adding:
        return collection.form
    definition = collection.form_version.definition
    sections, rules = list(definition["sections"]), list(definition["rules"])
    keys = {field["key"] for section in sections for field in section["fields"]}
    for terms in adding:
        extra = terms.extra_form.definition if terms.extra_form else {"sections": [], "rules": []}
        new = [section for section in extra["sections"] if not keys & {field["key"] for field in section["fields"]}]
        asked = {field["key"] for section in new for field in section["fields"]}
        who = terms.organization.place_name
        sections += [{**section, "title": f"{section['title']}（{who}补充）"} for section in new]
        rules += [rule for rule in extra["rules"] if asked & set(rule["fields"])]
        keys |= asked
    return form_from({**definition, "sections": sections, "rules": rules})
