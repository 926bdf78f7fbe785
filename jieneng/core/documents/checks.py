"""What `jieneng check` says of the templates of papers, before the first page is made of a wrong one."""

from typing import Any

from django.core.checks import CheckMessage, Error

from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import kinds, template

_HINT = "Correct the file, or take it out of the folder that JIENENG_TEMPLATES names."


def templates_are_well_made(**_: Any) -> list[CheckMessage]:
    """An error for each template that cannot be read, with its file, line and field."""
    try:
        found = kinds()
    except RulebookError as wrong:
        return [_error(wrong)]
    return [said for kind in found if (said := _wrong_in(kind))]


def _wrong_in(kind: str) -> CheckMessage | None:
    try:
        template(kind)
    except RulebookError as wrong:
        return _error(wrong)
    return None


def _error(wrong: RulebookError) -> CheckMessage:
    return Error(str(wrong), hint=_HINT, id="documents.E001")
