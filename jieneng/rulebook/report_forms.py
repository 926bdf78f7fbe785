"""Report forms: read from `forms/*.yaml` and checked entry by entry, still as plain tables."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from jieneng.rulebook.activities import ActivityKind, figures, kinds
from jieneng.rulebook.read import RulebookError, load, maybe, need, one_of, only, words

FIELD_TYPES = frozenset(["integer", "decimal", "count", "text", "choice", "date", "photos", "file", "rows", "flag"])
_NUMBERS = frozenset({"integer", "decimal", "count"})
_LOCAL = "local-terms"  # what a level may add when it passes a notice on
_FORM_KEYS = ("use", "code", "version", "title", "source", "valid_from", "valid_until", "sections", "rules")
_FIELD_KEYS = (
    "key", "label", "type", "unit", "decimals", "min", "max", "soft_max", "limit", "required", "help", "choices",
    "fields", "each_activity", "item", "count_by",
)  # fmt: skip


def form(code: str) -> dict[str, Any]:
    """The form by its code ("week-report"), as it stands in its file and checked; a copy of one's own."""
    return deepcopy(_form(code))


def local_forms() -> dict[str, str]:
    """The forms (`use: local-terms`) that a level may add to the report when it passes it on: code -> title.

    Raises RulebookError where one of them asks under a key that another form or an activity asks under as well.
    """
    return dict(_local_forms())


def activity_section(kind: ActivityKind) -> dict[str, Any]:
    """The section that stands for one activity of that kind: a field for each figure asked of the reporter."""
    return {
        "key": kind.code,
        "title": kind.label,
        "help": "",
        "fields": [
            {
                "key": figure.item,
                "item": figure.item,
                "label": figure.label,
                "type": figure.type,
                "unit": figure.unit,
                **({"decimals": figure.decimals} if figure.decimals else {}),
                "min": 0,
                "soft_max": figure.soft_max,
                "required": False,
                "help": figure.help,
            }
            for figure in kind.figures
        ],
    }


@cache
def _form(code: str) -> dict[str, Any]:
    name, at = f"forms/{code}", f"forms/{code}.yaml"
    whole = load(name)
    if need(whole, "code", str, at) != code:
        raise RulebookError(f"{at}.code: the file is named {code}")
    only(whole, _FORM_KEYS, at)
    for key in ("title", "source"):
        need(whole, key, str, at)
    known: set[str] = set()
    is_local = "use" in whole and bool(one_of(need(whole, "use", str, at), (_LOCAL,), f"{at}.use"))
    for section in need(whole, "sections", list, at):
        if is_local and "activities" in section:
            raise RulebookError(f"{at}: the activities are asked by the campaign's own form")
        known |= _check_section(section, at, known)
    for rule in need(whole, "rules", list, at):
        _check_rule(rule, at, known)
    whole["version"] = str(whole.get("version", ""))
    return dict(whole)


@cache
def _local_forms() -> dict[str, str]:
    names = sorted(file.name for file in files(__package__).joinpath("forms").iterdir())
    codes = [name.removesuffix(".yaml") for name in names if name.endswith(".yaml")]
    local = [code for code in codes if load(f"forms/{code}").get("use") == _LOCAL]
    taken = set(figures())
    for code in sorted(codes, key=local.__contains__):
        _require_free(code, taken)
    return {code: _form(code)["title"] for code in local}


def _require_free(code: str, taken: set[str]) -> None:
    """Remember the keys of sections and fields of a form; a local one stands beside any other in one report."""
    sections = [section for section in _form(code)["sections"] if "key" in section]
    keys = {section["key"] for section in sections} | {field["key"] for one in sections for field in one["fields"]}
    if "use" in _form(code) and keys & taken:
        raise RulebookError(f"forms/{code}.yaml: {', '.join(sorted(keys & taken))} stands in another form")
    taken |= keys


def _check_section(section: Any, at: str, before: set[str]) -> set[str]:
    """Check one section, and return the keys that it adds to those `before` it."""
    if section == {"activities": True}:
        found = {figure.item for kind in kinds().values() for figure in kind.figures}
    else:
        at = f"{at}: section {need(section, 'key', str, at)}"
        only(section, ("key", "title", "help", "fields"), at)
        need(section, "title", str, at)
        fields = need(section, "fields", list, at)
        found = set(_checked_keys(fields, at))
        if len(found) != len(fields):
            raise RulebookError(f"{at}: a key stands twice")
    if before & found:
        raise RulebookError(f"{at}: {', '.join(sorted(before & found))} stands in two sections")
    return found


def _checked_keys(fields: list[Any], at: str) -> Iterator[str]:
    for field in fields:
        key = need(field, "key", str, at)
        _check_field(field, f"{at}: field {key}")
        yield key


def _check_field(field: dict[str, Any], at: str) -> None:
    only(field, _FIELD_KEYS, at)
    kind = one_of(need(field, "type", str, at), FIELD_TYPES, f"{at}.type")
    need(field, "label", str, at)
    need(field, "help", str, at)
    need(field, "required", bool, at)
    if kind in _NUMBERS:
        need(field, "unit", str, at)
    if kind == "text":
        need(field, "limit", int, at)
    if kind == "choice":
        for choice in need(field, "choices", list, at):
            need(choice, "code", str, f"{at}.choices")
            need(choice, "label", str, f"{at}.choices")
    if kind in ("rows", "photos"):
        list(_checked_keys(need(field, "fields", list, at), at))
    _check_count_by(field, at)


def _check_count_by(field: dict[str, Any], at: str) -> None:
    """Rows counted by a choice: each code of the choice has its item."""
    count_by = maybe(field, "count_by", dict, at)
    if count_by is None:
        return
    items = need(count_by, "items", dict, f"{at}.count_by")
    column = need(count_by, "field", str, f"{at}.count_by")
    codes = {choice["code"] for row in field["fields"] if row["key"] == column for choice in row["choices"]}
    if codes != set(items):
        raise RulebookError(f"{at}.count_by: items {sorted(items)} are not the choices {sorted(codes)}")
    for item in items.values():
        one_of(item, figures(), f"{at}.count_by")


def _check_rule(rule: Any, at: str, known: set[str]) -> None:
    at = f"{at}: rule {need(rule, 'code', str, at)}"
    only(rule, ("code", "kind", "when", "say", "fields"), at)
    one_of(need(rule, "kind", str, at), ("error", "warning"), f"{at}.kind")
    need(rule, "say", str, at)
    words(rule, "fields", at, known)
    need(rule, "when", str, at)
