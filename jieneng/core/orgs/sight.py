"""What a person sees: a union of grants along the tree and across it. Rights follow today's tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.kept import Kept
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.models import Grant, Organization
from jieneng.rulebook import roles

NOTHING = Q(pk__in=())
_GIVEN_BY = {"subtree": {"subtree"}, "register": {"subtree", "register"}, "audit": {"audit"}}  # sight asked: sight held


@dataclass(frozen=True)
class Place:
    """A part of the country that someone sees: a subtree, or a region and a category across the tree."""

    path: str = ""
    region_prefix: str = ""
    category: str = ""

    def condition(self, path_column: str, organization: str) -> Q:
        """The rows of this place. `organization` is the lookup that leads to the organisation, "" for itself."""
        condition = paths.within(self.path, path_column) if self.path else Q()
        if self.region_prefix:
            start = f"{organization}region_id"
            condition &= Q((f"{start}__gte", self.region_prefix), (f"{start}__lt", self.region_prefix + "~"))
        if self.category:
            condition &= Q((f"{organization}category", self.category))
        return condition

    def tokens(self) -> frozenset[str]:
        """The same place in the words of the name index."""
        parts = (("p", self.path.lower()), ("r", self.region_prefix), ("c", self.category))
        return frozenset(f"{letter}{part}" for letter, part in parts if part)

    def takes_in(self, organization: Organization) -> bool:
        """Whether this one organisation stands in the place."""
        return (
            organization.path.startswith(self.path)
            and (organization.region_id or "").startswith(self.region_prefix)
            and self.category in ("", organization.category)
        )


def places_of(person: Any, *, what: str = "subtree") -> list[Place]:
    """The places a person sees through all current posts; `what` is the kind of sight the role must give.

    Kinds of sight stand in rulebook/roles.yaml: `subtree` is business data, `register` the organisations themselves
    (whoever sees business data sees those too), `audit` the audit trail. A page looks them up once: its middleware
    gives the person a `places_seen` to keep them in.
    """
    kept = getattr(person, "places_seen", None)
    if kept is None:
        return _places_of(person, what)
    if what not in kept:
        kept[what] = _places_of(person, what)
    return list(kept[what])


def _places_of(person: Any, what: str) -> list[Place]:
    seeing = {role.code for role in roles().values() if role.sees in _GIVEN_BY[what]}
    organizations = [post.organization for post in posts_of(person) if post.roles & seeing]
    if not organizations:
        return []
    places = [Place(path=organization.path) for organization in organizations]
    granted = _granted(len(organizations))(timezone.localdate(), *(each.pk for each in organizations))
    places += [Place(grant.root.path if grant.root else "", grant.region_prefix, grant.category) for grant in granted]
    return _without_contained(places)


@cache
def _granted(n: int) -> Kept[Grant]:
    """The grants of a day to n organisations."""

    def written(day: date, *holders: int) -> QuerySet[Grant]:
        return Grant.objects.on(day).filter(holder__in=holders).select_related("root")

    return Kept(written, date, *[int] * n)


def in_sight_of(person: Any, path_column: str = "org_path", *, what: str = "subtree") -> Q:
    """The condition on scoped rows: ranges on an index, and for grants across the tree the organisation's region.

    A scoped row carries its organisation's path in `path_column`; when it is not the organisation itself, it also
    has a foreign key named `organization`. A person who sees nothing gets a condition that no row meets.
    """
    organization = "" if path_column == "path" else path_column.rpartition("org_path")[0] + "organization__"
    condition = NOTHING
    for place in places_of(person, what=what):
        condition |= place.condition(path_column, organization)
    return condition


def sees(person: Any, organization: Organization, *, what: str = "subtree") -> bool:
    """Whether the organisation stands in any place that the person sees."""
    return any(place.takes_in(organization) for place in places_of(person, what=what))


def _without_contained(places: Iterable[Place]) -> list[Place]:
    """Drop subtrees that stand inside another one, so that the ranges stay few."""
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda place: (bool(place.region_prefix or place.category), place.path)):
        whole = (wider for wider in kept if not wider.region_prefix and not wider.category)
        if not any(place.path.startswith(wider.path) for wider in whole):
            kept.append(place)
    return kept
