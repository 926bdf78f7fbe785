"""What happens to accounts: made, given a first password, changed, switched off."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from jieneng.core.audit.actions import record
from jieneng.core.people.models import Person, username_form
from jieneng.core.people.passwords import KEPT, first_hash, first_password, require_good
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused


@transaction.atomic
def prepare_account(username: str, display_name: str, *, by: Any, phone: str = "") -> Person:
    """A new account that cannot sign in yet: somebody gives it a first password later.

    Whether `by` may do this for an organisation is the caller's question (orgs); None is the platform itself.
    """
    if Person.objects.filter(username=username_form(username)).exists():
        raise Refused("username-taken", value=username)
    person = Person.objects.make(username, display_name, phone=phone)
    with once("username-taken", value=username):
        person.save()
    record(by, "people.open_account", person)
    return person


def open_account(username: str, display_name: str, *, by: Any, phone: str = "") -> tuple[Person, str]:
    """A new account and its first password, which is shown once and kept only as a hash."""
    with transaction.atomic():
        person = prepare_account(username, display_name, by=by, phone=phone)
        password = first_password()
        person.password = first_hash(password)
        person.save(update_fields=["password"])
    return person, password


@transaction.atomic
def reset_password(person: Person, *, by: Any) -> str:
    """A new first password; everything that was signed in is signed out."""
    password = first_password()
    _set(person, password, must_change=True)
    record(by, "people.reset", person)
    return password


@transaction.atomic
def change_password(person: Person, old: str, new: str, *, also_not: Iterable[str] = ()) -> Person:
    """One's own new password; other sessions are signed out."""
    if not person.check_password(old):
        raise Refused("old-password-wrong")
    require_good(new, person, also_not)
    _set(person, new, must_change=False)
    record(person, "people.change_password", person)
    return person


@transaction.atomic
def switch_off(person: Person, *, by: Any, because: str) -> Person:
    """Nobody signs in with this account any more; what it did stays."""
    person.is_active = False
    person.signed_out_before = timezone.now()
    person.save(update_fields=["is_active", "signed_out_before"])
    record(by, "people.switch_off", person, because=because)
    return person


@transaction.atomic
def switch_on(person: Person, *, by: Any) -> Person:
    """The account may sign in again, with the password it had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(by, "people.switch_on", person)
    return person


def _set(person: Person, password: str, *, must_change: bool) -> None:
    person.old_passwords = [person.password, *person.old_passwords][:KEPT]
    person.set_password(password)
    person.must_change_password = must_change
    person.password_changed_at = person.signed_out_before = timezone.now()
    person.save()
