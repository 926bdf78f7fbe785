"""Accounts at an organisation: opened, reset, switched off by the administrators there or above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jieneng.core.orgs.actions import appoint, require_here_or_above
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.people import actions, second_factor
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class NewAccount:
    """An account to be: at which organisation, in which roles (codes of rulebook/roles.yaml)."""

    organization: Organization
    display_name: str
    username: str
    phone: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Slip:
    """What is handed to the person on paper: shown once, kept nowhere."""

    organization: str
    display_name: str
    username: str
    password: str


@transaction.atomic
def open_accounts(accounts: Iterable[NewAccount], *, by: Any, today: date) -> list[Slip]:
    """Open all of these, each with its roles, or none of them."""
    slips = []
    for said in accounts:
        require_here_or_above(by, said.organization, "people.edit")
        person, password = actions.open_account(said.username, said.display_name, by=by, phone=said.phone)
        for role in said.roles:
            appoint(person, said.organization, role, by=by, today=today)
        slips.append(Slip(said.organization.name, person.display_name, person.username, password))
    return slips


@transaction.atomic
def reset(person: Person, *, by: Any) -> Slip:
    """A new first password, by an administrator of every organisation where the person has a post, or above it."""
    posts = require_over(person, by=by, action="people.reset")
    password = actions.reset_password(person, by=by)
    return Slip(posts[0].name, person.display_name, person.username, password)


@transaction.atomic
def forget_second_factor(person: Person, *, by: Any, because: str) -> Person:
    """The phone is lost: the person binds another one."""
    require_over(person, by=by, action="people.reset")
    return second_factor.switch_off(person, by=by, because=because)


@transaction.atomic
def switch_off(person: Person, *, by: Any, because: str) -> Person:
    """Nobody signs in with this account any more; its posts stay on paper."""
    require_over(person, by=by, action="people.edit")
    if not because.strip():
        raise Refused("reason-missing", what="停用原因")
    return actions.switch_off(person, by=by, because=because)


@transaction.atomic
def switch_on(person: Person, *, by: Any) -> Person:
    require_over(person, by=by, action="people.edit")
    return actions.switch_on(person, by=by)


def require_over(person: Person, *, by: Any, action: str) -> list[Organization]:
    """Raise Refused unless `by` may do this at every organisation of the person; gives those organisations.

    At every one: otherwise a school could give its city's reviewer a post, and then reset their password.
    """
    if person.pk == by.pk:
        raise Refused("not-yourself")
    organizations = places_of_work(person)
    if not organizations:
        raise Refused("nowhere-at-work", name=person.display_name)
    for organization in organizations:
        require_here_or_above(by, organization, action)
    return organizations


def places_of_work(person: Person) -> list[Organization]:
    """Where the person has posts; where they had the last ones, when there are none any more."""
    posts = Membership.objects.filter(person=person).select_related("organization").order_by("-until", "id")
    open_ones = [post.organization for post in posts if post.until is None]
    last = [post.organization for post in posts if post.until is not None][:1]
    return list({organization.pk: organization for organization in open_ones or last}.values())
