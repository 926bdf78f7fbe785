"""The second factor: a code that changes every 30 seconds (TOTP), each good for one use.

Source: RFC 6238. One step before and one after are accepted too, for clocks that differ.
"""

import unicodedata
from datetime import datetime
from typing import Any

import pyotp
from django.db import transaction

from jieneng.core.audit.actions import record
from jieneng.core.people.enciphering import deciphered, enciphered
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused

STEP_SECONDS = 30
_TOLERANCE = (-1, 0, 1)


def new_secret() -> str:
    """A secret to share with the person's phone: 160 bits, base 32."""
    return pyotp.random_base32()


def address_of(secret: str, person: Person, platform: str) -> str:
    """What the QR code holds (otpauth://…)."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=platform)


def is_on(person: Person) -> bool:
    return bool(person.second_factor_secret)


@transaction.atomic
def use_code(person: Person, code: str, *, now: datetime) -> None:
    """Use a code up; the secret is kept under the newest key from then on.

    Raises Refused: "code-wrong" for a wrong code and for one that was used before, "second-factor-unreadable" when the
    key that the secret was enciphered with is known no more.
    """
    secret = deciphered(person.second_factor_secret)
    if secret is None:
        raise Refused("second-factor-unreadable")
    step = _step_of(secret, code, now)
    unused = Person.objects.filter(pk=person.pk, second_factor_step__lt=step or 0)
    if step is None or not unused.update(second_factor_step=step, second_factor_secret=enciphered(secret)):
        raise Refused("code-wrong")


@transaction.atomic
def switch_on(person: Person, secret: str, code: str, *, now: datetime) -> Person:
    """From now on a code is asked after the password. The phone proves first that it knows the secret."""
    step = _step_of(secret, code, now)
    if step is None:
        raise Refused("code-wrong")
    person.second_factor_secret, person.second_factor_step = enciphered(secret), step
    person.save(update_fields=["second_factor_secret", "second_factor_step"])
    record(person, "people.second_factor_on", person)
    return person


@transaction.atomic
def switch_off(person: Person, *, by: Any, because: str) -> Person:
    """Forget the secret: a lost phone, a new one. Whether `by` may is the caller's question (orgs)."""
    person.second_factor_secret, person.second_factor_step = "", 0
    person.save(update_fields=["second_factor_secret", "second_factor_step"])
    record(by, "people.second_factor_off", person, because=because)
    return person


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is, or None. All steps are compared, so that the time taken tells nothing."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", code) if not c.isspace())
    totp, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    fits = [here + off for off in _TOLERANCE if pyotp.utils.strings_equal(totp.generate_otp(here + off), digits)]
    return fits[0] if fits else None
