"""What someone typed, before it is judged: read from a posted page, kept as it is in a draft."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from jieneng.core.forms.definition import Field, Form

Raw = dict[str, Any]
_ROW = re.compile(r"\[(\d{1,4})\]\.(\w+)$")
_MOST_ROWS = 200


class Posted(Protocol):
    """The part of a posted form that is used: Django's QueryDict has it."""

    def get(self, name: str, default: str = "") -> str | None: ...
    def __iter__(self) -> Any: ...
    def __contains__(self, name: object) -> bool: ...


def read(form: Form, posted: Posted, *, only: Iterable[str] | None = None) -> Raw:
    """The typed text of every field by its key, or of those in `only`.

    A number is text; a count is {"n": text, "how": exact|approx|none}; rows and photos are lists of such tables.
    Names in the page: `key`, `key:how`, `key[0].column`.
    """
    wanted = form.fields.values() if only is None else [form.fields[key] for key in only if key in form.fields]
    rows = _rows_by_field(posted)
    return {field.key: _one(field, posted, rows.get(field.key, {})) for field in wanted}


def _one(field: Field, posted: Posted, rows: Mapping[int, dict[str, str]]) -> Any:
    if field.type == "count":
        return {"n": _text(posted, field.key), "how": _text(posted, f"{field.key}:how") or "exact"}
    if field.type in ("rows", "photos"):
        return [rows[at] for at in sorted(rows) if any(rows[at].values())]
    return _text(posted, field.key)


def _rows_by_field(posted: Posted) -> dict[str, dict[int, dict[str, str]]]:
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name in posted:
        found = _ROW.search(name)
        if found and int(found[1]) < _MOST_ROWS:
            row = rows.setdefault(name[: found.start()], {}).setdefault(int(found[1]), {})
            row[found[2]] = _text(posted, name)
    return rows


def _text(posted: Posted, name: str) -> str:
    """A NUL would be refused by PostgreSQL only when the draft is kept."""
    return (posted.get(name) or "").replace("\r\n", "\n").replace("\x00", "").strip()


def note_of(posted: Posted, key: str) -> str:
    """The explanation beside a doubtful figure (`note:key`)."""
    return _text(posted, f"note:{key}")[:500]
