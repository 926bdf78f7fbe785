"""What a collection counts at a node: the sections asked of everyone, and those that groups and levels have added."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from jieneng.core import paths
from jieneng.core.collections.groups import groups_of
from jieneng.core.collections.models import Collection, LocalTerms, ReporterGroup
from jieneng.core.forms.definition import Section
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT
from jieneng.rulebook import figures as counted_items


@dataclass(frozen=True)
class Item:
    """One thing that is counted: the key of its sums, and how it is shown."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True)
class CountedSection:
    """A section with the items in it that count, and how many organisations at the node are asked for them."""

    title: str
    items: tuple[Item, ...]
    n_asked: int
    added_by: tuple[str, ...] = ()  # levels and groups; empty where everyone is asked
    not_asked: tuple[str, ...] = ()  # groups that leave it out


@dataclass
class _Added:
    """A section that is asked of some: by whom, and of the organisations at and below which places."""

    title: str
    items: dict[str, Item] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)  # those that ask the ones below, not themselves


def counted_sections(collection: Collection, node: str, n_asked: int) -> list[CountedSection]:
    """The sections that count anything at a node where `n_asked` are asked, those of everyone first.

    A handful of queries for each form that was added, whatever stands below.
    """
    grouped = _grouped(collection, node)
    found = [_common(collection, section, n_asked, grouped) for section in collection.form.sections]
    for added in _added(collection, node, grouped):
        n = _n_below(collection, node, added)
        found.append(CountedSection(added.title, tuple(added.items.values()), n, added_by=tuple(added.names)))
    return [section for section in found if section.items]


def items_of(section: Section) -> list[Item]:
    """What of a section counts, in its order; rows that are counted by a choice give an item for each."""
    found = []
    for asked in section.fields:
        if asked.count_by:
            counted = set(asked.count_by["items"].values())
            known = (one for one in counted_items().values() if one.item in counted)
            found += [Item(one.item, one.label, one.unit) for one in known]
        elif asked.item and asked.is_number:
            found.append(Item(asked.key, asked.label, asked.unit))
    return found


def _common(
    collection: Collection, section: Section, n_asked: int, grouped: dict[ReporterGroup, list[str]]
) -> CountedSection:
    leaving = {group: places for group, places in grouped.items() if section.activity in group.leaves_out}
    places = {place for each in leaving.values() for place in each}
    if places:
        n_asked -= _n_at(collection, places)
    return CountedSection(
        section.title, tuple(items_of(section)), n_asked, not_asked=tuple(group.name for group in leaving)
    )


def _grouped(collection: Collection, node: str) -> dict[ReporterGroup, list[str]]:
    """The groups of reporters at a node, each with the places in it that it takes in."""
    if not collection.sorts:
        return {}
    places: Iterable[str] = [node]
    if node == collection.org_path:
        places = Organization.objects.open().children_of(collection.organization).values_list("path", flat=True)
    found: dict[ReporterGroup, list[str]] = {}
    for place, group in groups_of(collection, places).items():
        if group is not None:
            found.setdefault(group, []).append(place)
    return found


def _added(collection: Collection, node: str, grouped: dict[ReporterGroup, list[str]]) -> Iterable[_Added]:
    """What groups and levels ask beside the form of all, each section once however many ask it."""
    found: dict[tuple[str, str], _Added] = {}
    for group, places in grouped.items():
        for added in _sections_of(collection, group, found):
            added.names.append(group.name)
            added.places.update(places)
    line = Q(org_path__in=list(paths.ancestors(node))) | Q(paths.within(node, "org_path"))
    terms = LocalTerms.objects.filter(line, collection=collection, extra_form__isnull=False)
    for each in terms.select_related("extra_form", "organization").order_by("org_path"):
        for added in _sections_of(collection, each, found):
            added.names.append(each.organization.name)
            if paths.is_within(each.org_path, node):
                added.levels.add(each.org_path)
            else:
                added.places.add(node)
    return found.values()


def _sections_of(
    collection: Collection, asking: ReporterGroup | LocalTerms, found: dict[tuple[str, str], _Added]
) -> Iterable[_Added]:
    """The sections of an added form that ask what is not asked of everyone already."""
    if asking.extra_form is None:
        return
    for section in asking.extra_form.form.sections:
        if any(asked.key in collection.form.fields for asked in section.fields):
            continue
        added = found.setdefault((asking.extra_form.code, section.key), _Added(section.title))
        added.items |= {item.key: item for item in items_of(section) if item.key not in added.items}
        yield added


def _n_below(collection: Collection, node: str, added: _Added) -> int:
    """How many are asked: at the places, and below the levels; who stands below two of them is asked once."""
    tops = _topmost(added.places | added.levels)
    n = _n_at(collection, tops)
    asking = tops & (added.levels - added.places)
    return n - collection.audience.organizations(under=node).filter(path__in=asking).count() if asking else n


def _n_at(collection: Collection, places: set[str]) -> int:
    """How many are asked at and below places that lie apart. Headcounts stand at levels; units are asked one by one."""
    units = set(Organization.objects.filter(path__in=places, kind=UNIT).values_list("path", flat=True))
    n_below = sum(expected(collection.audience, collection.year, places - units).values())
    return n_below + (collection.audience.organizations().filter(path__in=units).count() if units else 0)


def _topmost(places: set[str]) -> set[str]:
    return {place for place in places if not any(above in places for above in list(paths.ancestors(place))[:-1])}
