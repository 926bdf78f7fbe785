"""Who plays in the demo: the organisations, their people, and how to find them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.orgs import actions as orgs
from jieneng.core.orgs.bulk import found_many
from jieneng.core.orgs.models import Organization
from jieneng.core.people.actions import prepare_account
from jieneng.core.people.models import Person
from jieneng.demo.content import read
from jieneng.demo.figures import people_of
from jieneng.demo.organizations import Planned, planned

PASSWORD = "Yunchuan-2025"  # noqa: S105 - of the demo's accounts, which exist only in the demo
_LEVEL_ROLES = ("reporter", "reviewer", "issuer")


@dataclass
class Cast:
    """Organisations and who acts for them. `staff[organization][role]` is somebody who holds the role there."""

    province: Organization
    city: Organization
    units: list[Organization] = field(default_factory=list)
    counties: list[Organization] = field(default_factory=list)
    staff: dict[int, dict[str, Person]] = field(default_factory=dict)
    n_people: dict[int, int] = field(default_factory=dict)

    def who(self, organization: Organization, role: str) -> Person:
        """Somebody with this role at the organisation."""
        return self.staff[organization.pk][role]

    def superior(self, organization: Organization) -> Organization:
        """The level that reviews this organisation."""
        return next((county for county in self.counties if organization.path.startswith(county.path)), self.city)


def gather(n: int, chance: random.Random, today: date) -> Cast:
    """Found the province, the city and everything in it; make the accounts, and somebody to act everywhere else."""
    content = read("organizations")
    said = {key: value for key, value in content["province"]["bureau"].items() if key != "size"}
    province = orgs.found_root(said, today=today)
    plan = planned(n)
    made = found_many(province, [_below(row) for row in plan], by=None, today=today)
    cast = Cast(province=province, city=made[0])
    _sort(cast, plan, made, chance)
    _accounts(cast, today)
    _everybody_else(cast, today)
    return cast


def _below(row: Planned) -> Any:
    return row.new


def _sort(cast: Cast, plan: list[Planned], made: list[Organization], chance: random.Random) -> None:
    for row, organization in zip(plan, made, strict=True):
        cast.n_people[organization.pk] = people_of(row.size, chance)
        if organization.kind == "bureau" and organization.level == "county":
            cast.counties.append(organization)
        elif organization.pk != cast.city.pk:
            cast.units.append(organization)


def _accounts(cast: Cast, today: date) -> None:
    """The few accounts with a password, one for each role that a visitor may want to try."""
    by_name = {
        organization.name: organization for organization in (cast.province, cast.city, *cast.counties, *cast.units)
    }
    for account in read("accounts")["accounts"]:
        organization = by_name[account["organization"]]
        person = prepare_account(account["username"], account["label"], by=None)
        _give_password(person)
        _appoint(cast, person, organization, account["roles"], today)


@transaction.atomic
def _give_password(person: Person) -> None:
    person.set_password(PASSWORD)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record(None, "people.demo_password", person)


def _everybody_else(cast: Cast, today: date) -> None:
    """Somebody for each role that nobody holds yet; these accounts cannot sign in."""
    for level in (cast.city, *cast.counties):
        _fill(cast, level, _LEVEL_ROLES, f"{level.name}经办人", today)
    for unit in cast.units:
        _fill(cast, unit, ("reporter",), f"{unit.name}填报员", today)


def _fill(cast: Cast, organization: Organization, roles: Iterable[str], label: str, today: date) -> None:
    held = cast.staff.get(organization.pk, {})
    missing = [role for role in roles if role not in held]
    if missing:
        person = prepare_account(f"demo-{organization.pk}", label[:60], by=None)
        _appoint(cast, person, organization, missing, today)


def _appoint(cast: Cast, person: Person, organization: Organization, roles: Iterable[str], today: date) -> None:
    for role in roles:
        orgs.appoint(person, organization, role, by=None, today=today)
        cast.staff.setdefault(organization.pk, {}).setdefault(role, person)
