"""By when one organisation reports, and by when those below report to it, for many collections of one page."""

from collections.abc import Iterable

from jieneng.core.collections.groups import read_groups
from jieneng.core.collections.models import Collection, Extension, LocalTerms, ReporterGroup
from jieneng.core.collections.terms import Due, extended_due, nearest_due, terms_along
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization


class Dues:
    """The days that hold for one organisation; a collection is looked up once, however often it is asked for.

    Two queries for the collections that are new to it and one for extensions, two more for each that sorts its
    reporters into groups.
    """

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self._terms: dict[int, list[LocalTerms]] = {}  # by collection, from the top down, the organisation's own last
        self._extensions: dict[int, Extension | None] = {}
        self._sorts: dict[int, list[ReporterGroup]] = {}

    def of(self, collections: Iterable[Collection]) -> dict[int, Due]:
        """By when the organisation itself has to report, by collection: `terms.due_of` for many."""
        asked = self._known(collections)
        if unknown := [one.pk for one in asked if one.pk not in self._extensions]:
            self._extensions |= dict.fromkeys(unknown)
            given = Extension.objects.filter(collection__in=unknown, organization=self.organization)
            self._extensions |= {extension.collection_id: extension for extension in given.order_by("id")}
        return {one.pk: self._of(one) for one in asked}

    def below(self, collections: Iterable[Collection]) -> dict[int, Due]:
        """By when those below have to report to it, by collection: `terms.due_below` for many."""
        return {one.pk: self._nearest(one, self._terms[one.pk]) for one in self._known(collections)}

    def _of(self, collection: Collection) -> Due:
        if extension := self._extensions.get(collection.pk):
            return extended_due(extension)
        above = [terms for terms in self._terms[collection.pk] if terms.organization_id != self.organization.pk]
        return self._nearest(collection, above)

    def _nearest(self, collection: Collection, along: list[LocalTerms]) -> Due:
        return nearest_due(collection, self.organization.path, along[-1] if along else None)

    def _known(self, collections: Iterable[Collection]) -> list[Collection]:
        asked = list(collections)
        unknown = [one for one in asked if one.pk not in self._terms]
        if unknown:
            self._look_up(unknown)
        for one in asked:
            if one.pk in self._sorts:
                one.sorts = self._sorts[one.pk]
        return asked

    def _look_up(self, collections: list[Collection]) -> None:
        self._terms |= {one.pk: [] for one in collections}
        for terms in terms_along(self.organization.path).filter(collection__in=collections):
            self._terms[terms.collection_id].append(terms)
        without = [one for one in collections if not self._terms[one.pk]]
        read_groups(without)
        self._sorts |= {one.pk: one.sorts for one in without}


def dues_at(acting: Acting) -> Dues:
    """The days of the organisation acted for, kept for as long as its page is made."""
    kept: Dues = acting.looked_up.setdefault("dues", Dues(acting.organization))
    return kept
