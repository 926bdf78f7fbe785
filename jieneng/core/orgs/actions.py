"""What people do with the register: found, edit, close organisations; appoint and release people; grant sight."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.orgs import roster
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Grant, Membership, Organization, OrganizationChange
from jieneng.core.orgs.seats import child_path, last_step
from jieneng.core.people.models import Person
from jieneng.core.uniqueness import once
from jieneng.engine.codes import region_prefix
from jieneng.rulebook import actions, roles
from jieneng.ui.refusals import Refused

_ADMINISTRATOR = "unit_admin"
_EDITABLE = ("name", "credit_code", "region_id", "kind", "level", "category", "affiliation")


@transaction.atomic
def found_root(fields: Mapping[str, Any], *, today: date) -> Organization:
    """The first organisation of an installation: one's own bureau. By the platform, on the first day only."""
    organization = Organization(**fields, opened_on=today)
    Organization.objects.add_root(instance=organization)
    return _founded(organization, by=None, today=today)


@transaction.atomic
def found(parent: Organization, fields: Mapping[str, Any], *, by: Any, today: date) -> Organization:
    """Found an organisation under its counting owner, and enter it in this year's roster."""
    require_register(by, parent)
    parent = locked(parent)
    _require_open(parent)
    if parent.is_unit:
        raise Refused("unit-has-no-children", organization=parent.name)
    path = child_path(parent.path, last_step(parent.path) + 1)
    organization = Organization(**fields, path=path, depth=parent.depth + 1, opened_on=today)
    with once("code-taken", value=organization.credit_code):
        organization.save(force_insert=True)
    Organization.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return _founded(organization, by=by, today=today)


def _founded(organization: Organization, *, by: Any, today: date) -> Organization:
    roster.enter_new([organization], today)
    _changed(organization, "opened", {}, by=by, on=today)
    return organization


@transaction.atomic
def edit(organization: Organization, fields: Mapping[str, Any], *, edit_no: int, by: Any, today: date) -> Organization:
    """Change what is said of an organisation. The rosters from this year on follow; past ones stay."""
    require_register(by, organization)
    organization = locked(organization)
    _require_open(organization)
    if organization.edit_no != edit_no:
        raise Refused("stale-form")
    before = state_of(organization)
    for column in _EDITABLE:
        if column in fields:
            setattr(organization, column, fields[column])
    organization.edit_no += 1
    with once("code-taken", value=organization.credit_code):
        organization.save(update_fields=[*_EDITABLE, "edit_no"])
    roster.rewrite(organization, today)
    _changed(organization, "changed", before, by=by, on=today)
    return organization


@transaction.atomic
def close(organization: Organization, *, by: Any, because: str, today: date) -> Organization:
    """Close an organisation: it is asked nothing more, what it handed in stays. Not while others below are open."""
    require_register(by, organization)
    organization = locked(organization)
    _require_open(organization)
    if Organization.objects.open().children_of(organization).exists():
        raise Refused("has-open-children", organization=organization.name)
    before = state_of(organization)
    organization.closed_on = today
    organization.save(update_fields=["closed_on"])
    roster.take_out(organization, today)
    _changed(organization, "closed", before, by=by, on=today, because=because)
    return organization


@transaction.atomic
def appoint(person: Any, organization: Organization, role: str, *, by: Any, today: date) -> Membership:
    """Give someone a role at an organisation. Roles that keep each other in check cannot meet in one person.

    `by` is None only on the first day, when nobody is there yet.
    """
    if by is not None:
        require_people(by, organization)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # two roles given at once would not see each other
    held = set(Membership.objects.current().filter(person=person).values_list("role", flat=True))
    clash = held & roles()[role].excludes
    if clash:
        raise Refused("roles-exclude", role=roles()[role].label, other=roles()[clash.pop()].label)
    post, made = Membership.objects.get_or_create(
        person=person, organization=organization, role=role, until=None, defaults={"since": today}
    )
    if made:
        record(by, "people.appoint", organization, changes={"person": person.pk, "role": role})
    return post


@transaction.atomic
def release(post: Membership, *, by: Any, today: date, because: str = "") -> Membership:
    """End a post from today on; nobody can release the last administrator, or themselves, of an organisation."""
    require_people(by, post.organization)
    if post.person_id == by.pk:
        raise Refused("not-yourself")
    locked(post.organization)  # two administrators must not release each other at the same moment
    post.refresh_from_db()
    if post.until is not None:
        return post
    if post.role == _ADMINISTRATOR and not _others_in(post).exists():
        raise Refused("last-admin", name=post.person.display_name)
    post.until = today
    post.save(update_fields=["until"])
    changes = {"person": post.person_id, "role": post.role}
    record(by, "people.release", post.organization, because=because, changes=changes)
    return post


def _others_in(post: Membership) -> QuerySet[Membership]:
    others = Membership.objects.current().filter(organization=post.organization, role=post.role)
    return others.exclude(person=post.person)


@transaction.atomic
def grant(holder: Organization, fields: Mapping[str, Any], *, by: Any, today: date) -> Grant:
    """Let an organisation see more than its own subtree: only a part of the register that the granting person keeps.

    A region across the tree is given from above: by who keeps an organisation above the holder that is itself
    responsible for that region, or the root.
    """
    require_register(by, holder)
    given = Grant(holder=holder, since=today, **fields)
    if not (may_here_or_above(by, given.root, "register.edit") if given.root else _may_give_region(by, given)):
        raise Refused("grant-beyond-own")
    given.save()
    record(by, "register.grant", holder, because=given.because, changes={"grant": given.pk})
    return given


def _may_give_region(by: Any, given: Grant) -> bool:
    above = list(paths.ancestors(given.holder.path))
    keeping = Membership.objects.current().filter(person=by, role__in=actions()["register.edit"].roles)
    keepers = [
        post.organization for post in keeping.filter(organization__path__in=above).select_related("organization")
    ]
    return any(
        keeper.depth == 1 or (keeper.pk != given.holder_id and _is_within_region(given.region_prefix, keeper.region_id))
        for keeper in keepers
    )


def _is_within_region(prefix: str, region: str | None) -> bool:
    return bool(region) and prefix.startswith(region_prefix(str(region)))


@transaction.atomic
def end_grant(given: Grant, *, by: Any, today: date) -> Grant:
    """From today on the holder sees no more by this grant."""
    require_register(by, given.holder)
    given.until = today
    given.save(update_fields=["until"])
    record(by, "register.end_grant", given.holder, because=given.because, changes={"grant": given.pk})
    return given


def require_register(by: Any, organization: Organization) -> None:
    """The register is kept by the organisation itself or by any bureau above it."""
    require_here_or_above(by, organization, "register.edit")


def require_people(by: Any, organization: Organization) -> None:
    """Accounts are kept by the organisation itself or by any bureau above it."""
    require_here_or_above(by, organization, "people.edit")


def require_here_or_above(by: Any, organization: Organization, action: str) -> None:
    """Raise Refused unless the person may do this at the organisation itself or at any one above it."""
    if not may_here_or_above(by, organization, action):
        require(by, organization, action)


def may_here_or_above(by: Any, organization: Organization, action: str) -> bool:
    """Whether one of the person's posts, here or at any organisation above, allows the action. One query."""
    line = list(paths.ancestors(organization.path))
    posts = Membership.objects.current().filter(person=by, role__in=actions()[action].roles)
    return posts.filter(organization__path__in=line).exists()


def locked(organization: Organization) -> Organization:
    """The organisation as it stands now, nobody else's to change until the transaction ends.

    No lock on its key: rows that only refer to it, a report below it above all, are written on beside it.
    """
    return Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def _require_open(organization: Organization) -> None:
    if not organization.is_open:
        raise Refused("already-closed", organization=organization.name)


def state_of(organization: Organization) -> dict[str, Any]:
    return {column: getattr(organization, column) for column in _EDITABLE}


def _changed(
    organization: Organization, what: str, before: dict[str, Any], *, by: Any, on: date, because: str = ""
) -> None:
    after = state_of(organization)
    OrganizationChange.objects.create(
        organization=organization, what=what, on=on, before=before, after=after, by=by, at=timezone.now()
    )
    changes = {column: [before.get(column), after[column]] for column in after if before.get(column) != after[column]}
    record(by, f"register.{what}", organization, because=because, changes=changes)
