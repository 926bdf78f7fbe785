"""In which capacity someone acts: the organisation they act for now, and the roles they hold there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from jieneng.core.kept import Kept
from jieneng.core.orgs.models import Membership, Organization
from jieneng.rulebook import actions, roles
from jieneng.ui.refusals import Refused

# `Membership.objects.current()` written out: every action begins with it, and a queryset costs ten times its answer.
_ROLES = """
SELECT post.role FROM orgs_membership post JOIN people_person person ON person.id = post.person_id
WHERE post.person_id = %s AND post.organization_id = %s AND post.until IS NULL AND person.is_active
"""
_CHOSEN = "acting_for"  # session key: the organisation chosen by someone with posts in several


@dataclass(frozen=True)
class Acting:
    """A person at one organisation, with all roles held there."""

    person: Any
    organization: Organization
    roles: frozenset[str]

    def may(self, action: str) -> bool:
        """Whether any of the roles allows the action (rulebook/roles.yaml)."""
        return bool(self.roles & frozenset(actions()[action].roles))

    @cached_property
    def looked_up(self) -> dict[str, Any]:
        """What several parts of one page ask: whoever looks first keeps it here by its name."""
        return {}

    @cached_property
    def sees_business(self) -> bool:
        """Whether a role here shows business data, not only the register or the audit trail."""
        return any(roles()[code].sees == "subtree" for code in self.roles)

    @cached_property
    def role_label(self) -> str:
        return "、".join(role.label for role in roles().values() if role.code in self.roles)


def roles_at(person: Any, organization: Organization) -> frozenset[str]:
    """The roles someone holds at an organisation today."""
    if getattr(person, "posts_held", None) is not None:
        return next((post.roles for post in posts_of(person) if post.organization == organization), frozenset())
    with connection.cursor() as cursor:
        cursor.execute(_ROLES, [getattr(person, "pk", None), organization.pk])
        return frozenset(role for (role,) in cursor.fetchall())


def require(person: Any, organization: Organization, action: str) -> None:
    """Raise Refused unless the person may do this for the organisation; every action begins with it."""
    allowed = actions()[action]
    if not roles_at(person, organization) & frozenset(allowed.roles):
        labels = "、".join(roles()[code].label for code in allowed.roles)
        raise Refused("not-allowed", action=allowed.label, organization=organization.name, roles=labels)


def posts_of(person: Any) -> list[Acting]:
    """Every organisation at which someone holds a post, with the roles there.

    A page looks them up once: its middleware gives the person a list `posts_held` to keep them in.
    """
    kept = getattr(person, "posts_held", None)
    if kept is None:
        return _posts_of(person)
    if not kept:
        kept += _posts_of(person)
    return list(kept)


_POSTS: Kept[Membership] = Kept(
    lambda pk: Membership.objects.current().filter(person=pk).select_related("organization").order_by("id"),
    int,
)


def _posts_of(person: Any) -> list[Acting]:
    held: dict[int, tuple[Organization, set[str]]] = {}
    for post in _POSTS(person.pk):
        held.setdefault(post.organization_id, (post.organization, set()))[1].add(post.role)
    return [Acting(person, organization, frozenset(codes)) for organization, codes in held.values()]


def workplace_of(person: Any) -> str:
    """The path at which someone works: the first post held today, else the last one held; "" without any."""
    posts = Membership.objects.filter(person=person).order_by(F("until").desc(nulls_first=True), "id")
    return posts.values_list("organization__path", flat=True).first() or ""


def acting_of(request: HttpRequest) -> Acting:
    """The capacity in which this request acts, as the middleware found it; Refused for a person without any post."""
    acting = request.acting
    if not acting:
        raise Refused("no-role")
    return acting


def chosen(request: HttpRequest) -> Acting | None:
    """The capacity of this request: the post that was chosen, else the first; None without any."""
    posts = posts_of(request.user)
    chosen = request.session.get(_CHOSEN)
    return next((post for post in posts if post.organization.pk == chosen), posts[0] if posts else None)


def sees_business(request: HttpRequest) -> bool:
    """For the top bar: whether pages of business data have anything to show to whoever asks."""
    acting = getattr(request, "acting", None)
    return bool(acting and acting.sees_business)


def choose(request: HttpRequest, organization_id: int) -> None:
    """Act for another of one's own organisations from now on."""
    if not any(post.organization.pk == organization_id for post in posts_of(request.user)):
        raise Refused("not-your-post")
    request.session[_CHOSEN] = organization_id
