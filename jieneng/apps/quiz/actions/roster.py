"""Rosters: hand one in, which replaces the one before; delete one; find somebody in one, and stop who is guessing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jieneng.apps.quiz.marks import NAME, PHONE, mark_of, marks_of, plain_name, plain_phone, sender_of
from jieneng.apps.quiz.models import Roster, RosterPerson, RosterTry
from jieneng.core.audit.actions import record
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Membership, Organization
from jieneng.ui.refusals import Refused

WRONG_FROM_ONE, WRONG_AT_ONE = 30, 120  # in an hour: from one address (an office shares one), at one organisation
KEPT_DAYS = 180  # of a roster, from the day it was handed in
_HOUR = timedelta(hours=1)
_AT_ONCE, _PURGED = 2_000, 100


@dataclass(frozen=True)
class Listed:
    """One row of a roster, as it was typed."""

    organization: Organization
    name: str
    phone: str = ""


@transaction.atomic
def hand_in(acting: Organization, people: Iterable[Listed], *, by: Any, now: datetime) -> int:
    """Replace the rosters of all organisations in it; how many people. One keeps being who one is by one's name."""
    require(by, acting, "quiz.roster")
    of: dict[int, list[Listed]] = defaultdict(list)
    for one in people:
        if not one.organization.path.startswith(acting.path):
            raise Refused("quiz-not-within", organization=one.organization.name)
        of[one.organization.pk].append(one)
    for pk in sorted(of):  # one order for everybody: two offices that import at once do not wait in a circle
        _replace(of[pk], by=by, now=now)
    return sum(map(len, of.values()))


@transaction.atomic
def delete(acting: Organization, roster: Roster, *, by: Any) -> None:
    """Forget everybody in it; who plays already keeps the paper and the receipt."""
    require(by, acting, "quiz.roster")
    if not roster.org_path.startswith(acting.path):
        raise Refused("quiz-not-within", organization=roster.organization.name)
    _forget(roster, by)


def purge(now: datetime) -> int:
    """Forget what was handed in so many days ago; the round of a loop."""
    old = list(Roster.objects.filter(n__gt=0, at__lt=now - timedelta(days=KEPT_DAYS))[:_PURGED])
    for roster in old:
        with transaction.atomic():
            _forget(roster, None)
    return len(old)


@transaction.atomic
def find(organization: Organization, typed: str, *, address: str, now: datetime) -> RosterPerson | None:
    """Who has this name or number in the roster of the organisation; None when nobody has.

    Whoever tries too many that are not there is stopped for an hour, and so is everybody at an organisation whose
    names are being guessed.
    """
    sender = sender_of(address, now)
    tries = RosterTry.objects.filter(at__gt=now - _HOUR)
    if tries.filter(sender=sender).count() >= WRONG_FROM_ONE:
        raise Refused("quiz-roster-tries")
    if tries.filter(organization=organization).count() >= WRONG_AT_ONE:
        raise Refused("quiz-roster-tries")
    found = _found(organization, typed)
    if found is None:
        RosterTry.objects.filter(at__lt=now - _HOUR).delete()
        made = RosterTry.objects.create(organization=organization, sender=sender, at=now)
        record(None, "quiz.roster_wrong", made)
    return found


def has_account(organization: Organization, person: RosterPerson) -> bool:
    """Whether somebody with an account at the organisation bears the name: compared by marks, nothing is kept of it."""
    names = (
        Membership.objects.current().filter(organization=organization).values_list("person__display_name", flat=True)
    )
    marks = (mark for name in set(names) for mark in marks_of(organization.pk, NAME, plain_name(name)))
    return person.name_mark in marks


def _found(organization: Organization, typed: str) -> RosterPerson | None:
    people = RosterPerson.objects.filter(roster__organization=organization)
    if phone := plain_phone(typed):
        return people.filter(phone_mark__in=marks_of(organization.pk, PHONE, phone)).first()
    name = plain_name(typed)
    return people.filter(name_mark__in=marks_of(organization.pk, NAME, name)).first() if name else None


def _replace(people: list[Listed], *, by: Any, now: datetime) -> None:
    organization = people[0].organization
    said = {"org_path": organization.path, "by": by, "at": now, "n": len(people)}
    Roster.objects.get_or_create(organization=organization, defaults=said)
    roster = Roster.objects.select_for_update().get(organization=organization)
    roster.people.all().delete()
    RosterPerson.objects.bulk_create((_person(roster, one) for one in people), batch_size=_AT_ONCE)
    roster.n, roster.by, roster.at = len(people), by, now
    roster.save(update_fields=["n", "by", "at"])
    record(by, "quiz.roster_import", roster, changes={"n": roster.n})


def _forget(roster: Roster, by: Any) -> None:
    roster = Roster.objects.select_for_update().get(pk=roster.pk)
    n, _ = roster.people.all().delete()
    roster.n = 0
    roster.save(update_fields=["n"])
    record(by, "quiz.roster_delete", roster, changes={"n": n})


def _person(roster: Roster, one: Listed) -> RosterPerson:
    pk, phone = one.organization.pk, plain_phone(one.phone)
    return RosterPerson(
        roster=roster,
        name_mark=mark_of(pk, NAME, plain_name(one.name)),
        phone_mark=mark_of(pk, PHONE, phone) if phone else "",
    )
