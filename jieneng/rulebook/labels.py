"""Code lists: a code for programs, a label for the screen, and where the list comes from."""

from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.read import load, maybe, need, only


@dataclass(frozen=True)
class Term:
    """One entry of a code list; `national` is the code of the statistics system, where it has one."""

    code: str
    label: str
    national: str = ""
    help: str = ""


@dataclass(frozen=True)
class OrganizationTerms:
    """What may be said of an organisation: each list in its order on the screen."""

    kinds: dict[str, Term]
    levels: dict[str, Term]
    categories: dict[str, Term]
    affiliations: dict[str, Term]


def terms(file: str, key: str) -> dict[str, Term]:
    """The code list that stands at `key` of a rulebook file, in its order."""
    table = need(load(file), key, dict, f"{file}.yaml")
    return {code: _term(code, entry, f"{file}.yaml: {key}.{code}") for code, entry in table.items()}


def _term(code: str, entry: object, at: str) -> Term:
    label = need(entry, "label", str, at)
    assert isinstance(entry, dict)  # `need` has refused anything else
    only(entry, {"label", "national", "help"}, at)
    return Term(code, label, maybe(entry, "national", str, at) or "", maybe(entry, "help", str, at) or "")


@cache
def organization_terms() -> OrganizationTerms:
    """Kinds, levels, categories and affiliations of organisations."""
    return OrganizationTerms(
        kinds=terms("organizations", "kinds"),
        levels=terms("organizations", "levels"),
        categories=terms("organizations", "categories"),
        affiliations=terms("organizations", "affiliations"),
    )


@cache
def reasons(kind: str) -> dict[str, Term]:
    """The reasons to choose from: kind "return" (why a report goes back) or "gap" (why a unit is not among them)."""
    return terms("reasons", kind)
