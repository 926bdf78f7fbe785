"""What `jieneng check` says of the templates of papers, before the first page is made of a wrong one."""

from typing import Any

from django.core.checks import CheckMessage, Error

from jieneng.engine.codes import check_credit_code
from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import kinds, subfolders, template

_HINT = "Correct the file, or take it out of the folder that JIENENG_TEMPLATES names."


def templates_are_well_made(**_: Any) -> list[CheckMessage]:
    """An error for each template that cannot be read, with its file, line and field; of the bureaus' own as well."""
    try:
        places = [(), *((name,) for name in sorted(subfolders()))]
        found = dict.fromkeys(_wrong_in(kind, place) for place in places for kind in kinds(place))
    except RulebookError as wrong:
        found = {str(wrong): None}
    strange = [said for name in sorted(_named()) if (said := _strange(name))]
    return [Error(said, hint=_HINT, id="documents.E001") for said in (*found, *strange) if said]


def _wrong_in(kind: str, place: tuple[str, ...]) -> str:
    try:
        template(kind, place)
    except RulebookError as wrong:
        return str(wrong)
    return ""


def _named() -> frozenset[str]:
    try:
        return subfolders()
    except RulebookError:  # said already
        return frozenset()


def _strange(name: str) -> str:
    """A folder that no organisation can be meant by would lie there without effect."""
    if name.isdecimal() or check_credit_code(name) is None:
        return ""
    return f"{name}: neither a unified social credit code nor the number of an organisation"
