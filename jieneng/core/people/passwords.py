"""Passwords: how they are hashed, which are accepted, and how a first one is made."""

import re
import secrets
import unicodedata
from collections.abc import Iterable

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from jieneng.core.people.models import Person
from jieneng.rulebook import common_passwords
from jieneng.ui.refusals import Refused

SHORTEST, LONG_ENOUGH, KEPT = 10, 15, 5
_CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, i, o, 0, 1: a slip is read aloud and typed


class TunedArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: about 40 ms, so that a deadline day does not queue at the door.

    Source: OWASP password storage cheat sheet; Django's own default takes three times as long.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Spend on a wrong password of a new account what any other account costs: time must not tell them apart."""
        self.encode(password, self.salt())


class FirstPasswordHasher(TunedArgon2):
    """A light hash for the random first password alone, so that a thousand accounts open in seconds.

    59 random bits need no slow hash; Django makes the full one at the first sign-in.
    """

    time_cost = 1
    memory_cost = 256


def require_good(password: str, person: Person, also_not: Iterable[str] = ()) -> None:
    """Raise Refused with the first thing wrong: too short, too simple, too common, about oneself, used before."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        raise Refused("password-too-short", limit=SHORTEST)
    if plain.lower() in common_passwords():
        raise Refused("password-too-common")
    if _is_about(plain.lower(), (person.username, person.display_name, person.phone, *also_not)):
        raise Refused("password-same-as-name")
    if len(plain) < LONG_ENOUGH and sum(bool(re.search(kind, plain)) for kind in _CLASSES) < 3:
        raise Refused("password-too-simple")
    if any(check_password(password, old) for old in [person.password, *person.old_passwords][: KEPT + 1] if old):
        raise Refused("password-used-before", n=KEPT)


def first_password() -> str:
    """A random first password in three readable groups: 59 bits, to be changed at the first sign-in.

    >>> len(first_password())
    14
    """
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))


def first_hash(password: str) -> str:
    """The hash of a first password."""
    return make_password(password, hasher=FirstPasswordHasher())


def _is_about(password: str, names: Iterable[str]) -> bool:
    return any(len(name) >= 3 and name.lower() in password for name in names)
