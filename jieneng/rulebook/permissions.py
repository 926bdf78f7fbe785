"""Who may do what: the roles, and for each action the roles that may take it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from jieneng.rulebook.read import RulebookError, load, need, one_of, only, words

Sees = Literal["subtree", "register", "audit"]
_ROLE_KEYS = ("label", "says", "sees", "second_factor", "excludes")


@dataclass(frozen=True)
class Role:
    """A role a person holds at an organisation.

    `sees`: subtree = the business data of the organisation and all below it; register = only names of organisations
    and people; audit = only the audit trail. `excludes`: roles the same person may not hold anywhere.
    """

    code: str
    label: str
    says: str
    sees: Sees
    second_factor: bool
    excludes: frozenset[str]


@dataclass(frozen=True)
class Action:
    """Something people do, and the roles that may do it at the organisation concerned."""

    code: str
    label: str
    roles: frozenset[str]


@cache
def roles() -> dict[str, Role]:
    """Every role by its code, in the order of the screen; exclusions hold both ways."""
    table = need(load("roles"), "roles", dict, "roles.yaml")
    found = {code: _role(code, entry, set(table)) for code, entry in table.items()}
    for role in found.values():
        for other in role.excludes:
            if role.code not in found[other].excludes:
                raise RulebookError(f"roles.yaml: roles.{other}.excludes: {role.code} is missing, exclusion is mutual")
    return found


def _role(code: str, entry: object, known: set[str]) -> Role:
    at = f"roles.yaml: roles.{code}"
    label = need(entry, "label", str, at)
    assert isinstance(entry, dict)  # `need` has refused anything else
    only(entry, _ROLE_KEYS, at)
    return Role(
        code=code,
        label=label,
        says=need(entry, "says", str, at),
        sees=cast(Sees, one_of(need(entry, "sees", str, at), get_args(Sees), f"{at}.sees")),
        second_factor=need(entry, "second_factor", bool, at),
        excludes=frozenset(words(entry, "excludes", at, known - {code})),
    )


@cache
def actions() -> dict[str, Action]:
    """Every action by its code ("report.submit")."""
    table = need(load("roles"), "actions", dict, "roles.yaml")
    return {code: _action(code, entry) for code, entry in table.items()}


def _action(code: str, entry: object) -> Action:
    at = f"roles.yaml: actions.{code}"
    label = need(entry, "label", str, at)
    assert isinstance(entry, dict)  # `need` has refused anything else
    only(entry, ("label", "roles"), at)
    allowed = frozenset(words(entry, "roles", at, roles()))
    if not allowed:
        raise RulebookError(f"{at}.roles: nobody may do this")
    return Action(code, label, allowed)
