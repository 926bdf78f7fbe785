"""What the pages of the desk show: organisations in sight, the people of one, who may do what there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import get_object_or_404

from jieneng.core.orgs import names
from jieneng.core.orgs.actions import may_here_or_above
from jieneng.core.orgs.models import Grant, Membership, Organization
from jieneng.core.orgs.models.organization import OrganizationQuerySet
from jieneng.core.orgs.sight import in_sight_of, places_of
from jieneng.core.people.models import Person
from jieneng.rulebook import actions, organization_terms, roles
from jieneng.ui.asked import number

PAGE = 50
FILTERS = ("kind", "level", "category")


@dataclass(frozen=True)
class Row:
    """An organisation as a line of a list, with words instead of codes."""

    organization: Organization
    kind: str
    level: str
    category: str
    region: str


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Post:
    """A current post as the page shows it; `pk` is that of the membership."""

    pk: int
    role: str
    since: Any
    mine: bool


@dataclass(frozen=True)
class Colleague:
    person: Person
    posts: list[Post]


@dataclass(frozen=True)
class Given:
    grant: Grant
    category: str


@dataclass(frozen=True)
class Rights:
    """Which buttons somebody gets at an organisation."""

    edit: bool
    people: bool


def visible(person: Any) -> OrganizationQuerySet:
    """The organisations whose entry in the register this person sees."""
    return Organization.objects.filter(in_sight_of(person, "path", what="register")).select_related("region")


def seen_or_404(person: Any, pk: int) -> Organization:
    return get_object_or_404(visible(person), pk=pk)


def person_or_404(by: Any, pk: int) -> Person:
    """Someone with a post, of today or once, at an organisation in sight."""
    posts = Membership.objects.filter(in_sight_of(by, "organization__path", what="register"), person_id=pk)
    return get_object_or_404(Person, pk__in=posts.values("person_id"))


def rights(person: Any, organization: Organization) -> Rights:
    if not organization.is_open:
        return Rights(False, may_here_or_above(person, organization, "people.edit"))
    edit = may_here_or_above(person, organization, "register.edit")
    return Rights(edit, may_here_or_above(person, organization, "people.edit"))


def line_above(person: Any, organization: Organization) -> list[Organization]:
    """The organisations above, from the highest that this person sees."""
    return list(visible(person).ancestors_of(organization.path))


def children(organization: Organization, asked: Mapping[str, str], url: str, by: Any) -> Page:
    """A page of the direct children in sight, in the order of the tree."""
    found = visible(by).children_of(organization)
    return _by_path(found if asked.get("closed") else found.open(), asked, url)


def search(by: Any, asked: Mapping[str, str], url: str) -> Page:
    """A page of everything in sight that has these two characters in its name and meets the filters."""
    text = asked.get("q", "").strip()
    if not text:
        return _by_path(visible(by).open(), asked, url)
    places = [place.tokens() for place in places_of(by, what="register")]
    after = number(asked.get("after"))
    ids = names.search(text, places, after=after, most=PAGE + 1)
    found = visible(by).open().filter(pk__in=ids[:PAGE]).filter(**_filters(asked)).order_by("id")
    further = str(ids[PAGE - 1]) if len(ids) > PAGE else ""
    return _page(list(found), asked, url, further)


def _by_path(found: OrganizationQuerySet, asked: Mapping[str, str], url: str) -> Page:
    rows = list(found.filter(**_filters(asked)).filter(Q(path__gt=asked.get("after", ""))).order_by("path")[: PAGE + 1])
    return _page(rows[:PAGE], asked, url, rows[PAGE - 1].path if len(rows) > PAGE else "")


def _filters(asked: Mapping[str, str]) -> dict[str, str]:
    return {column: asked[column] for column in FILTERS if asked.get(column)}


def _page(found: list[Organization], asked: Mapping[str, str], url: str, further: str) -> Page:
    kept = {key: asked[key] for key in ("q", "closed", *FILTERS) if asked.get(key)}
    first = f"{url}?{urlencode(kept)}" if asked.get("after") else ""
    following = f"{url}?{urlencode(kept | {'after': further})}" if further else ""
    return Page([row_of(one) for one in found], following, first)


def row_of(one: Organization) -> Row:
    terms = organization_terms()
    return Row(
        one,
        terms.kinds[one.kind].label,
        terms.levels[one.level].label,
        terms.categories[one.category].label,
        one.region.name if one.region else "",
    )


def colleagues(organization: Organization, by: Any) -> list[Colleague]:
    """The people with posts here, in the order in which they came; with those whose account is switched off."""
    found: dict[int, Colleague] = {}
    posts = Membership.objects.filter(organization=organization, until=None).select_related("person").order_by("id")
    for post in posts:
        colleague = found.setdefault(post.person_id, Colleague(post.person, []))
        colleague.posts.append(Post(post.pk, roles()[post.role].label, post.since, post.person_id == by.pk))
    return list(found.values())


def grants(organization: Organization) -> list[Given]:
    """What the organisation may see beyond its own subtree, the last given first."""
    categories = organization_terms().categories
    found = Grant.objects.filter(holder=organization).select_related("root").order_by("-id")[:PAGE]
    return [Given(one, categories[one.category].label if one.category else "") for one in found]


def terms_of_filters() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The selects of the filter bar: name, label, (code, label) pairs."""
    terms = organization_terms()
    tables = (("kind", "性质", terms.kinds), ("level", "级别", terms.levels), ("category", "类别", terms.categories))
    return [(name, label, [(code, term.label) for code, term in table.items()]) for name, label, table in tables]


def role_table() -> list[tuple[str, list[bool]]]:
    """Each action with, for every role in order, whether it may take it."""
    return [(action.label, [code in action.roles for code in roles()]) for action in actions().values()]
