"""Open information: the lists by which a published paper is described, and how remarks about errors are dealt with."""

from dataclasses import dataclass
from functools import cache

from jieneng.rulebook.labels import Term, terms
from jieneng.rulebook.read import load, need, one_of, only

_FILE = "open_information"


@dataclass(frozen=True)
class Described:
    """What a paper of one kind is called before anybody says otherwise; codes of the lists."""

    openness: str
    subject: str
    genre: str


@dataclass(frozen=True)
class ErrorRules:
    """How many remarks one sender may make and one page may get in a day; within how many workdays one is answered."""

    most_of_a_sender: int
    most_of_a_page: int
    answer_workdays: int


@dataclass(frozen=True)
class OpenInformation:
    """Each list in its order on the screen. `series` and `digits` make the running number of the index (索引号)."""

    openness: dict[str, Term]
    grounds: dict[str, Term]
    validity: dict[str, Term]
    subjects: dict[str, Term]
    genres: dict[str, Term]
    outcomes: dict[str, Term]
    defaults: dict[str, Described]
    errors: ErrorRules
    series: str
    digits: int


@cache
def open_information() -> OpenInformation:
    """The whole file. Raises RulebookError where it does not keep its own form."""
    lists = {name: terms(_FILE, name) for name in ("openness", "grounds", "validity", "subjects", "genres", "outcomes")}
    table = load(_FILE)
    errors = need(table, "errors", dict, f"{_FILE}.yaml")
    index = need(table, "index", dict, f"{_FILE}.yaml")
    only(errors, ErrorRules.__dataclass_fields__, f"{_FILE}.yaml: errors")
    only(index, ("series", "digits"), f"{_FILE}.yaml: index")
    return OpenInformation(
        **lists,
        defaults=_defaults(need(table, "defaults", dict, f"{_FILE}.yaml"), lists),
        errors=ErrorRules(**{key: need(errors, key, int, f"{_FILE}.yaml: errors") for key in errors}),
        series=need(index, "series", str, f"{_FILE}.yaml: index"),
        digits=need(index, "digits", int, f"{_FILE}.yaml: index"),
    )


def _defaults(table: dict[str, object], lists: dict[str, dict[str, Term]]) -> dict[str, Described]:
    found = {}
    for kind, entry in table.items():
        at = f"{_FILE}.yaml: defaults.{kind}"
        found[kind] = Described(
            openness=one_of(need(entry, "openness", str, at), lists["openness"], f"{at}.openness"),
            subject=one_of(need(entry, "subject", str, at), lists["subjects"], f"{at}.subject"),
            genre=one_of(need(entry, "genre", str, at), lists["genres"], f"{at}.genre"),
        )
    return found
